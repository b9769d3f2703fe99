"""Django settings. All that differs between machines is read from the environment by lms.env."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from lms import env

BASE_DIR = Path(__file__).resolve().parent.parent

DEBUG = env.flag("LMS_DEBUG")
SECRET_KEY = env.text("LMS_SECRET_KEY", "only-for-development" if DEBUG else None)
BASE_URL = env.url("LMS_BASE_URL", "http://localhost:8000" if DEBUG else None)
ALLOWED_HOSTS = env.words("LMS_ALLOWED_HOSTS", "localhost 127.0.0.1 [::1]" if DEBUG else None)
# Files that the running site writes: database, uploads, certificates. Never the repository.
STATE_DIR = env.path(
    "LMS_STATE_DIR", Path.home() / ".local/state/lean-leaders" if DEBUG else Path("/var/lib/lean-leaders")
)
IS_SECURE = BASE_URL.startswith("https://")

INSTALLED_APPS = [
    "lms",
    "certificates",
    "courses",
    "content",
    "allauth",
    "allauth.account",
    "allauth.usersessions",
    "lms.apps.PeopleConfig",
    "wagtail.sites",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.contrib.redirects",
    "wagtail.contrib.typed_table_block",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "lms.security.DatabaseBusyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "lms.security.AdminPolicyMiddleware",
    "lms.security.PrivatePagesMiddleware",
    "content.views.refusals.PublishRefusals",
    "lms.redirects.PageRedirects",
]
ROOT_URLCONF = "lms.urls"
WSGI_APPLICATION = "lms.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["lms.templatetags.look"],
        },
    }
]

DATABASES = {
    "default": env.database("LMS_DATABASE_URL", env.path("LMS_SQLITE_PATH", STATE_DIR / "db.sqlite3"))
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# One cache for all processes: the sign-in limits count in it.
# Two are each process's own, for what another can do without: drawn pages, and visits before they are many.
LOCAL = "django.core.cache.backends.locmem.LocMemCache"
CACHES: dict[str, dict[str, object]] = {
    "default": env.cache("LMS_REDIS_URL", is_one_process=DEBUG),
    "drawings": {"BACKEND": LOCAL, "LOCATION": "drawings", "OPTIONS": {"MAX_ENTRIES": 300}},
    "visits": {"BACKEND": LOCAL, "LOCATION": "visits", "OPTIONS": {"MAX_ENTRIES": 10_000}},
}

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English"))]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
TIME_ZONE = env.text("LMS_TIME_ZONE", "UTC")
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS: list[Path] = []
STATIC_ROOT = STATE_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = STATE_DIR / "media"
# Certificates are not media: no web server may hand them out by path.
CERTIFICATES_ROOT = STATE_DIR / "certificates"
# One folder with the private signing keys, outside the repository, readable by the site alone.
KEYS_DIR = env.path("LMS_KEYS_DIR", STATE_DIR / "keys")
# Who seals the files of certificates: "file", "pkcs11", or the dotted path of a key service.
SEAL_SIGNER = env.text("LMS_SEAL_SIGNER", "file")
SEAL_PKCS11_MODULE = env.text("LMS_SEAL_PKCS11_MODULE", "")
SEAL_PKCS11_TOKEN = env.text("LMS_SEAL_PKCS11_TOKEN", "")
SEAL_PKCS11_KEY = env.text("LMS_SEAL_PKCS11_KEY", "")
SEAL_PKCS11_PIN = env.text("LMS_SEAL_PKCS11_PIN", "")
# Who says when a file was sealed, and the root that its word is checked against.
TSA_URL = env.text("LMS_TSA_URL", "")
TSA_ROOT = env.text("LMS_TSA_ROOT", "")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "certificates": {
        "BACKEND": "certificates.life.storage.SettledStorage",
        "OPTIONS": {"location": CERTIFICATES_ROOT, "base_url": None}
        | {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG

# People and sign-in: allauth is the only way in.
AUTH_USER_MODEL = "lms.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "full_name")},
    },
    {"NAME": "lms.accounts.LengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/board/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "lms.accounts.AccountAdapter"
ACCOUNT_FORMS = {
    "signup": "lms.account_forms.SignupForm",
    "login": "lms.account_forms.LoginForm",
    "request_login_code": "lms.account_forms.RequestLoginCodeForm",
    "confirm_login_code": "lms.account_forms.ConfirmLoginCodeForm",
    "confirm_email_verification_code": "lms.account_forms.ConfirmEmailForm",
    "reset_password": "lms.account_forms.ResetPasswordForm",
    "confirm_password_reset_code": "lms.account_forms.ConfirmResetForm",
    "reset_password_from_key": "lms.account_forms.NewPasswordForm",
    "change_password": "lms.account_forms.ChangePasswordForm",
    "set_password": "lms.account_forms.SetPasswordForm",
    "reauthenticate": "lms.account_forms.ReauthenticateForm",
    "add_email": "lms.account_forms.NewEmailForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
# Seconds; the messages say "ten minutes".
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 600
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Two weeks, for everybody: signing out, and the list of sessions, end it sooner.
ACCOUNT_SESSION_REMEMBER = True
# A class signs up at once from behind one address; what is not named here keeps its usual limit.
ACCOUNT_RATE_LIMITS: dict[str, str] | bool = {"signup": "100/m/ip"}
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("LMS_TRUSTED_PROXIES", 0)

SESSION_COOKIE_NAME = "__Host-session" if IS_SECURE else "session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_SECURE
CSRF_COOKIE_NAME = "__Host-csrf" if IS_SECURE else "csrf"
# The scripts read the token from the form, never from the cookie.
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [BASE_URL]

SECURE_SSL_REDIRECT = IS_SECURE
# Watchers ask the process itself, behind the proxy.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ALLAUTH_TRUSTED_PROXY_COUNT else None
SECURE_HSTS_SECONDS = 31_536_000 if IS_SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_SECURE
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

EMAIL_BACKEND = (
    "django.core.mail.backends.console.EmailBackend"
    if DEBUG
    else "django.core.mail.backends.smtp.EmailBackend"
)
EMAIL_HOST = env.text("LMS_EMAIL_HOST", "localhost")
EMAIL_PORT = env.number("LMS_EMAIL_PORT", 25, least=1)
EMAIL_HOST_USER = env.text("LMS_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = env.text("LMS_EMAIL_PASSWORD", "")
EMAIL_USE_TLS, EMAIL_USE_SSL = env.one_of("LMS_EMAIL_TLS", "LMS_EMAIL_SSL")
# Seconds: people wait for the code while it is sent.
EMAIL_TIMEOUT = 15
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("LMS_EMAIL_FROM", "Lean Leaders <no-reply@localhost>")

WAGTAIL_SITE_NAME = "Lean Leaders"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_AUTOSAVE_INTERVAL = 3000
WAGTAIL_I18N_ENABLED = False
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "mp4", "ods", "odt", "pdf", "pptx", "txt", "vtt", "webm", "xlsx"]
WAGTAILADMIN_RICH_TEXT_EDITORS = {"default": {"WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea"}}
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "modelsearch.backends.database"}}

# Whose name stands on certificates as issuer.
ISSUER_NAME = env.text("LMS_ISSUER_NAME", "Lean Leaders")

# Seconds for which look-ups of certificates wait to be counted together; 0: each is counted at once.
COUNTS_WAIT = 0 if DEBUG else 1

QUIET = ("django.utils.autoreload", "django_tasks", "fontTools", "wagtail", "weasyprint")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.text("LMS_LOG_LEVEL", "INFO")},
    "loggers": {
        # Django's own handlers would say everything twice.
        "django": {"handlers": [], "level": "INFO"},
        "django.server": {"handlers": [], "propagate": False},
        # Of these only what goes wrong is worth a line; who edited what stands in the CMS's own log.
        **{name: {"level": "WARNING"} for name in QUIET},
    },
}

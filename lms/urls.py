"""All doors of the site. The CMS's own password forms are shadowed before its URLs are reached."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from lms.views import health, machines, media
from lms.views.cms import edit_preferences
from lms.views.doors import to_password_reset, to_sign_in

handler500 = "lms.security.answer_error"
urlpatterns = [
    path("healthz", health.is_alive, name="healthz"),
    path("readyz", health.is_ready, name="readyz"),
    path("robots.txt", machines.robots, name="robots"),
    path("favicon.ico", machines.favicon, name="favicon"),
    path("", include("lms.pages_urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/login/", to_sign_in),
    path("admin/password_reset/", to_password_reset),
    path("admin/password_reset/<path:rest>", to_password_reset),
    path("_util/login/", to_sign_in),
    path("admin/account/", edit_preferences),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:path>", media.serve_image),
    path("", include("content.urls")),
    path("", include("courses.urls")),
    path("", include("certificates.urls")),
    path("", include("content.page_urls")),
    path("", include(wagtail_urls)),
]

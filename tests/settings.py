"""The product's settings, made fast and hermetic for tests."""

import os
import tempfile

os.environ.setdefault("LMS_DEBUG", "true")
os.environ["LMS_STATE_DIR"] = tempfile.mkdtemp(prefix="lean-leaders-test-")

from lms.settings import *  # noqa: F403
from lms.settings import CACHES, DATABASES, STORAGES

DEBUG = False
# Said, as the test runner knows only Django's own engine of SQLite to need no file.
DATABASES["default"]["TEST"] = {"NAME": ":memory:"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
ACCOUNT_RATE_LIMITS = False
LOGGING = {"version": 1, "disable_existing_loggers": False}

"""The production site, but with tables straight from the models and unhashed static files: quick to set up."""

from tests.courses.race_settings import MIGRATION_MODULES, WAGTAILSEARCH_BACKENDS  # noqa: F401
from tests.load.settings import *  # noqa: F403
from tests.load.settings import STORAGES

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

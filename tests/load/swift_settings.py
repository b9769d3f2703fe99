"""The production site, with tables straight from the models and static files unhashed: soon set up."""

from tests.courses.race_settings import MIGRATION_MODULES, WAGTAILSEARCH_BACKENDS  # noqa: F401
from tests.load.settings import *  # noqa: F403
from tests.load.settings import STORAGES

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

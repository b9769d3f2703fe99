"""Settings of the races: tables straight from the models, as quick as a migration is slow."""

from lms.settings import *  # noqa: F403
from lms.settings import DATABASES


class NoMigrations:
    """Stand in for a dictionary that maps every app to no migrations."""

    def __contains__(self, app: str) -> bool:
        return True

    def __getitem__(self, app: str) -> None:
        return None


MIGRATION_MODULES = NoMigrations()
# The search index has tables of its own that only its migrations can make.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "modelsearch.backends.database", "AUTO_UPDATE": False}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Each runner has a connection of its own: a pool would let four run and the rest wait.
DATABASES["default"]["OPTIONS"].pop("pool", None)

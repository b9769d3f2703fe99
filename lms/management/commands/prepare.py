"""Bring a new or an updated site to the point where it can serve. Does nothing that is done already."""

from typing import Any

from django.conf import settings
from django.core.cache.backends.db import DatabaseCache
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from content.addressing import correct_address


class Command(BaseCommand):
    help = "Migrate, make the cache table and signing keys, load the course; in development also the people."
    requires_migrations_checks = False

    def handle(self, *args: Any, **options: Any) -> None:
        for folder in (settings.STATE_DIR, settings.MEDIA_ROOT, settings.CERTIFICATES_ROOT):
            folder.mkdir(parents=True, exist_ok=True)
        self.migrate()
        self.make_cache_table()
        call_command("make_keys", stdout=self.stdout)
        call_command("load_course", stdout=self.stdout)
        if address := correct_address():
            self.stdout.write(f"Site: its address is now {address}, from LMS_BASE_URL.")
        call_command("make_instructors_group", stdout=self.stdout)
        if settings.DEBUG:
            call_command("make_people", stdout=self.stdout)

    def migrate(self) -> None:
        executor = MigrationExecutor(connection)
        missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        if missing:
            self.stdout.write(f"Database: applying {missing} migrations.")
            call_command("migrate", verbosity=0, interactive=False)

    def make_cache_table(self) -> None:
        backend = settings.CACHES["default"]
        is_missing = backend["LOCATION"] not in connection.introspection.table_names()
        if backend["BACKEND"].endswith(DatabaseCache.__name__) and is_missing:
            self.stdout.write("Cache: making its table.")
            call_command("createcachetable", verbosity=0)

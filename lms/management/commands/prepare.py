"""Bring a new or an updated site to the point where it can serve. Does nothing that is done already."""

from pathlib import Path
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
        settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
        for folder in (settings.STATE_DIR, settings.CERTIFICATES_ROOT, settings.KEYS_DIR):
            self.make_private(folder)
        self.migrate()
        self.make_cache_table()
        call_command("make_keys", stdout=self.stdout)
        call_command("load_course", stdout=self.stdout)
        if address := correct_address():
            self.stdout.write(f"Site: its address is now {address}, from LMS_BASE_URL.")
        call_command("make_programmes", stdout=self.stdout)
        call_command("make_officers_group", stdout=self.stdout)
        call_command("make_instructors_group", stdout=self.stdout)
        if settings.DEBUG:
            call_command("make_people", stdout=self.stdout)

    def make_private(self, folder: Path) -> None:
        """Make the folder, or close one that others may look into: what lies in it names people."""
        folder.mkdir(parents=True, exist_ok=True)
        if not folder.stat().st_mode & 0o077:
            return
        try:
            folder.chmod(0o700)
        except OSError as error:
            # A mounted folder may belong to somebody else; that is no reason not to serve.
            self.stderr.write(f"{folder} is open to others and cannot be closed: {error}")

    def migrate(self) -> None:
        executor = MigrationExecutor(connection)
        missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        if missing:
            self.stdout.write(f"Database: applying {missing} migrations.")
            call_command("migrate", verbosity=0, interactive=False)

    def make_cache_table(self) -> None:
        backend: Any = settings.CACHES["default"]
        if not str(backend["BACKEND"]).endswith(DatabaseCache.__name__):
            return
        if backend["LOCATION"] not in connection.introspection.table_names():
            self.stdout.write("Cache: making its table.")
            call_command("createcachetable", verbosity=0)

"""What must work for the site to serve learners. Each probe returns nothing or raises."""

import shutil
from collections.abc import Callable
from uuid import uuid4

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

#: Below this the next upload or write-ahead log may not fit. Bytes.
LEAST_FREE = 200 * 1024 * 1024


class NotReady(Exception):
    """One probe failed. str(error) names no path, host or version."""


def probe_database() -> None:
    """Write a row and take it back: a full disk or a read-only replica still answers SELECT."""
    with transaction.atomic():
        Session.objects.create(session_key=uuid4().hex, session_data="", expire_date=timezone.now())
        transaction.set_rollback(True)


def probe_cache() -> None:
    key = f"ready-{uuid4().hex}"
    cache.set(key, "1", 10)
    if cache.get(key) != "1":
        raise NotReady("the cache does not keep what it is given")
    cache.delete(key)


def probe_migrations() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotReady("migrations are missing")


def probe_disk() -> None:
    if shutil.disk_usage(settings.STATE_DIR).free < LEAST_FREE:
        raise NotReady("little disk space is left")


PROBES: dict[str, Callable[[], None]] = {
    "database": probe_database,
    "cache": probe_cache,
    "migrations": probe_migrations,
    "disk": probe_disk,
}

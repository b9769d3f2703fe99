import logging
from datetime import UTC, datetime

import pytest
from django.core.cache import caches
from hypothesis import settings

from tests.postgres import postgres_url  # noqa: F401 - a fixture
from tests.racing import on_postgresql, on_sqlite, races  # noqa: F401 - fixtures

# A busy machine is no wrong answer: speed is measured in the benchmark.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

#: "Now" in tests that need one moment.
AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def no_logged_errors(caplog: pytest.LogCaptureFixture):
    """A test that passes while the app logs an error is not a passing test."""
    yield
    assert [r for r in caplog.get_records("call") if r.levelno >= logging.ERROR] == []


@pytest.fixture(autouse=True)
def fresh_cache():
    """What one test leaves in a cache must not reach the next, whose rows have the same numbers."""
    for each in caches.all(initialized_only=True):
        each.clear()

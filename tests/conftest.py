import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager
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


@contextmanager
def apart_from_browsers(item: pytest.Item) -> Iterator[None]:
    """Hide the loop that a journey's browser keeps running in this thread from tests that drive none."""
    running = None if "journeys" in item.path.parts else asyncio._get_running_loop()
    if running:
        asyncio._set_running_loop(None)
    try:
        yield
    finally:
        if running:
            asyncio._set_running_loop(running)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item):
    with apart_from_browsers(item):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item):
    with apart_from_browsers(item):
        return (yield)


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

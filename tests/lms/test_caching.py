"""Which cache the settings choose; each start is a process of its own."""

import pytest

from tests.lms.test_env import start

SHOW = """
from django.core.cache import caches
cache = caches["default"]
print(type(cache).__name__, getattr(cache, "_max_entries", ""))
"""
SHOW_REDIS = """
from django.core.cache import caches
cache = caches["default"]
client = cache._cache.get_client("key")
print(type(cache).__name__, client.connection_pool.connection_kwargs["host"])
"""


def said(tmp_path, script: str, **changes: str) -> str:
    done = start(tmp_path, "shell", "--no-imports", "-c", script, **changes)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_redis_is_the_cache_where_there_is_one(tmp_path):
    found = said(tmp_path, SHOW_REDIS, LMS_REDIS_URL="redis://cache.example:6379/0")
    assert found == "RedisCache cache.example"


def test_without_redis_a_table_is_that_strangers_cannot_fill_to_lift_the_limits(tmp_path):
    assert said(tmp_path, SHOW) == "DatabaseCache 100000"


def test_in_development_the_cache_asks_the_database_nothing(tmp_path):
    assert said(tmp_path, SHOW, LMS_DEBUG="true") == "LocMemCache 100000"


@pytest.mark.parametrize("address", ["localhost:6379", "http://localhost:6379"])
def test_an_address_that_is_not_of_redis_stops_the_start(address, tmp_path):
    done = start(tmp_path, "check", LMS_REDIS_URL=address)
    assert done.returncode != 0
    assert "LMS_REDIS_URL" in done.stderr

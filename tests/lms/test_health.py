import json
import shutil
from collections import namedtuple

import pytest
from django.contrib.sessions.models import Session
from django.db import OperationalError
from django.test import RequestFactory

from lms import health
from lms.security import DatabaseBusyMiddleware
from lms.views.health import is_ready

pytestmark = pytest.mark.django_db


def failing() -> None:
    raise OperationalError("the disk of db.internal is full")


def test_alive_needs_nothing_but_the_process(client, monkeypatch):
    monkeypatch.setattr(health, "PROBES", {"database": failing})
    assert client.get("/healthz").status_code == 200


def test_ready_names_every_probe_and_leaves_nothing_behind(client):
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {"database": "ok", "cache": "ok", "migrations": "ok", "disk": "ok"}
    assert Session.objects.count() == 0


def test_one_failing_probe_is_enough_and_strangers_do_not_learn_why(monkeypatch):
    monkeypatch.setitem(health.PROBES, "database", failing)
    response = is_ready(RequestFactory().get("/readyz"))
    assert response.status_code == 503
    states = json.loads(response.content)
    assert (states["database"], states["cache"]) == ("failed", "ok")
    assert "db.internal" not in response.content.decode()


def test_little_disk_is_not_ready(monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(10**12, 10**12 - 10**8, 10**8))
    with pytest.raises(health.NotReady, match="disk"):
        health.probe_disk()


def test_a_cache_that_forgets_is_not_ready(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    with pytest.raises(health.NotReady, match="cache"):
        health.probe_cache()


def test_a_busy_database_asks_to_come_again(monkeypatch):
    middleware = DatabaseBusyMiddleware(lambda request: None)
    response = middleware.process_exception(RequestFactory().get("/"), OperationalError("database is locked"))
    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert "locked" not in response.content.decode()


def test_other_errors_are_not_called_busy():
    middleware = DatabaseBusyMiddleware(lambda request: None)
    assert middleware.process_exception(RequestFactory().get("/"), ValueError("a bug")) is None

import json
import shutil
from collections import namedtuple

import pytest
from django.contrib.sessions.middleware import SessionMiddleware
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


@pytest.mark.parametrize(
    "message",
    [
        "database is locked",
        "database table is locked: lms_user",
        "couldn't get a connection after 30.00 sec",
        "server closed the connection unexpectedly",
        "FATAL:  the database system is starting up",
        "canceling statement due to lock timeout",
        "deadlock detected",
    ],
)
def test_a_busy_database_asks_to_come_again_and_is_logged(message, rf, caplog):
    middleware = DatabaseBusyMiddleware(lambda request: None)
    error = OperationalError(message)
    response = middleware.process_exception(rf.get("/board/"), error)
    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert message not in response.content.decode()
    assert [record.getMessage() for record in caplog.records] == ["The database is busy: /board/"]
    assert caplog.records[0].exc_info[1] is error
    caplog.clear()


@pytest.mark.parametrize(
    "error",
    [
        ValueError("the file is locked"),
        OperationalError("no such table: lms_user"),
        OperationalError("database or disk is full"),
    ],
)
def test_other_errors_are_not_called_busy(error, rf):
    middleware = DatabaseBusyMiddleware(lambda request: None)
    assert middleware.process_exception(rf.get("/"), error) is None


@pytest.mark.parametrize(("message", "status"), [("database is locked", 503), ("no such table: x", 500)])
def test_an_error_on_the_way_to_the_view_is_told_apart_too(message, status, client, monkeypatch, caplog):
    def fail(*args: object) -> None:
        raise OperationalError(message)

    client.raise_request_exception = False
    monkeypatch.setattr(SessionMiddleware, "process_request", fail)
    response = client.get("/accounts/login/")
    assert response.status_code == status
    assert response.get("Retry-After") == ("5" if status == 503 else None)
    assert message in caplog.text
    caplog.clear()

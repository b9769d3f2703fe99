"""Logs, versions and marks stay as they were written: the database itself says so, on both of ours."""

import json
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from django.db import ConnectionHandler, IntegrityError, migrations, models, transaction
from django.db.migrations.state import ProjectState

from content.append_only import AppendOnly, refuse_changes
from courses.models import AttemptEvent
from courses.quiz.attempting import start_attempt
from tests.courses.building import make_enrolment, make_exam
from tests.postgres import postgres_url  # noqa: F401 - a fixture

ROOT = Path(__file__).resolve().parent.parent
DATABASE = "refusals"


def run(state: Path, database_url: str) -> dict[str, object]:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("LMS_", "DJANGO_"))
    }
    environment |= {"LMS_DEBUG": "true", "LMS_LOG_LEVEL": "ERROR", "LMS_STATE_DIR": str(state)}
    environment |= {"LMS_DATABASE_URL": database_url, "DJANGO_SETTINGS_MODULE": "tests.courses.race_settings"}
    script = "import django; django.setup(); from tests import refusing; refusing.main()"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    result: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return result


@pytest.fixture(scope="module")
def on_sqlite(tmp_path_factory):
    return run(tmp_path_factory.mktemp("refusals"), "")


@pytest.fixture(scope="module")
def on_postgresql(tmp_path_factory, postgres_url):  # noqa: F811
    with psycopg.connect(postgres_url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {DATABASE}")
    url = urlsplit(postgres_url)._replace(path=f"/{DATABASE}").geturl()
    return run(tmp_path_factory.mktemp("refusals"), url)


@pytest.fixture(
    params=["on_sqlite", pytest.param("on_postgresql", marks=pytest.mark.postgres)],
    ids=["sqlite", "postgresql"],
)
def tried(request):
    return request.getfixturevalue(request.param)


def test_what_was_written_can_be_neither_changed_nor_deleted(tried):
    ends = ("reversed", "rows after flush", "refused after flush")
    wanted = {name: name.startswith("MAY ") for name in tried if name not in ends}
    assert len(wanted) == 39
    assert {name: tried[name] for name in wanted} == wanted


def test_the_migration_has_a_reverse(tried):
    assert tried["reversed"] is True


def test_tables_can_be_emptied_for_tests_and_refuse_again_afterwards(tried):
    assert (tried["rows after flush"], tried["refused after flush"]) == (0, True)


@pytest.mark.django_db
def test_a_migrated_database_refuses_as_well():
    enrolment = make_enrolment()
    event = start_attempt(enrolment, make_exam(enrolment.course)).events.get()
    for change in (event.delete, lambda: AttemptEvent.objects.update(kind="other")):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            change()


def test_sqlite_keeps_what_refuses_when_a_table_is_made_anew(tmp_path, django_db_blocker):
    fields = [("id", models.BigAutoField(primary_key=True)), ("word", models.CharField(max_length=9))]
    state = ProjectState()
    create, alter = (
        migrations.CreateModel("Kept", fields),
        migrations.AlterField("Kept", "word", models.CharField(max_length=20, null=True)),
    )
    log = AppendOnly(table="content_kept", fixed=("id", "word"))
    # A file of its own: a table is made anew outside transactions, and the tests' database would have to be
    # emptied afterwards, of the first page as well that other tests build on.
    own = {"ENGINE": "lms.sqlite", "NAME": tmp_path / "own.sqlite3"}
    with django_db_blocker.unblock(), closing(ConnectionHandler({"default": own})["default"]) as apart:
        for operation in (create, refuse_changes(log), alter):
            with apart.schema_editor() as editor:
                before, state = state, state.clone()
                operation.state_forwards("content", state)
                operation.database_forwards("content", editor, before, state)
        with apart.cursor() as cursor:
            cursor.execute("INSERT INTO content_kept (word) VALUES ('a')")
        with pytest.raises(IntegrityError), apart.cursor() as cursor:
            cursor.execute("UPDATE content_kept SET word = 'b'")

"""Many hands at one attempt: settled by the database, so proved on both of ours."""

import json
import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tests.courses.race import ITEMS, ROUNDS
from tests.postgres import on_database, postgres_url  # noqa: F401 - a fixture

ROOT = Path(__file__).resolve().parent.parent.parent
DATABASE = "races_of_courses"


def run_races(
    state: Path, database_url: str, module: str = "tests.courses.race"
) -> dict[str, dict[str, object]]:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("LMS_", "DJANGO_"))
    }
    environment |= {"LMS_DEBUG": "true", "LMS_LOG_LEVEL": "ERROR", "LMS_STATE_DIR": str(state)}
    environment |= {"LMS_DATABASE_URL": database_url, "DJANGO_SETTINGS_MODULE": "tests.courses.race_settings"}
    command = [
        sys.executable,
        "-c",
        f"import django; django.setup(); from {module} import main; main()",
    ]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    result: dict[str, dict[str, object]] = json.loads(done.stdout.splitlines()[-1])
    return result


@pytest.fixture(scope="module")
def on_sqlite(tmp_path_factory):
    return run_races(tmp_path_factory.mktemp("races"), "")


@pytest.fixture(scope="module")
def on_postgresql(tmp_path_factory, postgres_url):  # noqa: F811
    with psycopg.connect(postgres_url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {DATABASE}")
    return run_races(tmp_path_factory.mktemp("races"), on_database(postgres_url, DATABASE))


@pytest.fixture(
    params=["on_sqlite", pytest.param("on_postgresql", marks=pytest.mark.postgres)],
    ids=["sqlite", "postgresql"],
)
def races(request):
    return request.getfixturevalue(request.param)


def test_twelve_starts_at_once_make_one_attempt(races):
    assert races["starts"] == {"returned": 1, "attempts": 1, "answers": ITEMS}


def test_twenty_submits_at_once_score_once_and_all_get_that_result(races):
    assert races["submits"] == {"returned": 1, "events": 1, "fraction": "0.750000"}


def test_a_save_beside_a_submit_is_scored_or_refused_and_never_lost(races):
    assert races["saves_against_submits"] == {"wrong": 0, "lost": 0, "stored_late": 0}


def test_a_save_beside_the_sweep_is_scored_or_refused_and_nothing_stays_open(races):
    assert races["saves_against_sweeps"] == {"wrong": 0, "lost": 0, "stored_late": 0, "open": 0}


def test_two_windows_that_go_on_at_once_leave_one_item_with_the_answer_that_was_taken(races):
    assert races["nexts"] == {
        "refused": ROUNDS,
        "one_item_on": ROUNDS,
        "kept_what_was_taken": ROUNDS,
        "events": ROUNDS,
    }


def test_two_last_steps_at_once_complete_the_course_once(races):
    assert races["last_steps"] == {
        "enrolments": ROUNDS,
        "completions": ROUNDS,
        "announced": ROUNDS,
        "announced_once": ROUNDS,
    }


def test_all_who_find_a_course_complete_at_once_meet_the_same_completion(races):
    assert races["completings"] == {"one_completion": ROUNDS, "same": ROUNDS}

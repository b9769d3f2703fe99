"""A server killed at any moment loses no answer that it said was saved, and hands in wholly or not at all."""

import json
import subprocess
import sys

import psycopg
import pytest

from tests.courses.killed import BEFORE_A_KILL, KILLS, LEARNERS
from tests.load.serving import ROOT, environment_of
from tests.postgres import free_port, on_database, postgres_url  # noqa: F401 - a fixture

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def outcome(tmp_path_factory, postgres_url):  # noqa: F811
    port = free_port()
    with psycopg.connect(postgres_url, autocommit=True) as server:
        server.execute("CREATE DATABASE killed")
    environment = environment_of(tmp_path_factory.mktemp("killed"), on_database(postgres_url, "killed"), port)
    environment["DJANGO_SETTINGS_MODULE"] = "tests.load.swift_settings"
    work = f"import django; django.setup(); from tests.courses import killed; killed.main({port})"
    done = subprocess.run(
        [sys.executable, "-c", work], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_every_save_that_was_answered_is_there_after_a_kill(outcome):
    assert outcome["acknowledged"] >= KILLS * BEFORE_A_KILL
    assert outcome["lost"] == 0


def test_a_kill_leaves_each_attempt_open_or_handed_in_and_nothing_between(outcome):
    assert outcome["submitted_before_the_kill"] >= 1
    assert outcome["half_done"] == 0


def test_handing_in_again_after_a_kill_scores_each_attempt_once(outcome):
    assert outcome["submitted"] == outcome["submit_events"] == LEARNERS
    assert outcome["wrong"] == 0

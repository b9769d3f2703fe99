"""Exactly one certificate, whoever comes at once; settled by the database, so proved on both of ours."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.postgres import postgres_url  # noqa: F401 - a fixture

ROOT = Path(__file__).resolve().parent.parent.parent


def run_race(state: Path, database_url: str) -> dict[str, list[str]]:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("LMS_", "DJANGO_"))
    }
    environment |= {"LMS_DEBUG": "true", "LMS_LOG_LEVEL": "ERROR", "LMS_STATE_DIR": str(state)}
    environment |= {"LMS_DATABASE_URL": database_url}
    command = [sys.executable, "manage.py", "shell", "-c", "from tests.certificates import race; race.main()"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    result: dict[str, list[str]] = json.loads(done.stdout.splitlines()[-1])
    return result


def assert_one(result: dict[str, list[str]]) -> None:
    assert len(result["returned"]) == 20
    assert len(set(result["returned"])) == 1
    assert result["rows"] == [result["returned"][0]]
    # The files of the nineteen who came second are gone.
    assert result["files"] == result["rows"]


def test_twenty_at_once_get_one_certificate_on_sqlite(tmp_path):
    assert_one(run_race(tmp_path, ""))


@pytest.mark.postgres
def test_twenty_at_once_get_one_certificate_on_postgresql(tmp_path, postgres_url):  # noqa: F811
    assert_one(run_race(tmp_path, postgres_url))

"""Races in a process and a database of their own, on both kinds of ours; a test module names its MODULE."""

import json
import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tests.postgres import on_database

ROOT = Path(__file__).resolve().parent.parent


def run_races(state: Path, database_url: str, module: str) -> dict[str, dict[str, object]]:
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
def on_sqlite(request, tmp_path_factory):
    return run_races(tmp_path_factory.mktemp("races"), "", request.module.MODULE)


@pytest.fixture(scope="module")
def on_postgresql(request, tmp_path_factory, postgres_url):
    name = request.module.MODULE.replace(".", "_")
    with psycopg.connect(postgres_url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
    return run_races(tmp_path_factory.mktemp("races"), on_database(postgres_url, name), request.module.MODULE)


@pytest.fixture(
    params=["on_sqlite", pytest.param("on_postgresql", marks=pytest.mark.postgres)],
    ids=["sqlite", "postgresql"],
)
def races(request):
    """What came of the races of MODULE: race -> facts."""
    return request.getfixturevalue(request.param)

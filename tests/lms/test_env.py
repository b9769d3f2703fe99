import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from lms import env

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "LMS_SECRET_KEY": "a-long-enough-secret-of-no-particular-meaning-0123456789",
    "LMS_BASE_URL": "https://learn.example.org",
    "LMS_ALLOWED_HOSTS": "learn.example.org",
}


def start(tmp_path: Path, *command: str, **changes: str | None) -> subprocess.CompletedProcess[str]:
    """Run a management command in a process of its own, with production's environment and these changes."""
    wanted = PRODUCTION | {"LMS_STATE_DIR": str(tmp_path), "PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    environment = {name: value for name, value in (wanted | changes).items() if value is not None}
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def example() -> dict[str, str]:
    lines = (ROOT / ".env.example").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def test_a_flag_knows_true_and_false_and_nothing_else(monkeypatch):
    monkeypatch.setenv("LMS_X", "true")
    assert env.flag("LMS_X") is True
    monkeypatch.setenv("LMS_X", "False")
    assert env.flag("LMS_X") is False
    for nonsense in ("yes", "1", "tru", ""):
        monkeypatch.setenv("LMS_X", nonsense)
        with pytest.raises(ImproperlyConfigured, match="LMS_X"):
            env.flag("LMS_X")


def test_a_number_is_whole_and_not_below_its_least(monkeypatch):
    monkeypatch.setenv("LMS_X", "25")
    assert env.number("LMS_X", 1) == 25
    for nonsense in ("-1", "2.5", "many", "", "0"):
        monkeypatch.setenv("LMS_X", nonsense)
        with pytest.raises(ImproperlyConfigured, match="LMS_X"):
            env.number("LMS_X", 1, least=1)


def test_an_address_has_a_scheme_and_a_host_and_no_slash_at_its_end(monkeypatch):
    monkeypatch.setenv("LMS_X", "https://learn.example.org/")
    assert env.url("LMS_X") == "https://learn.example.org"
    for nonsense in ("learn.example.org", "ftp://learn.example.org", "https://", ""):
        monkeypatch.setenv("LMS_X", nonsense)
        with pytest.raises(ImproperlyConfigured, match="LMS_X"):
            env.url("LMS_X")


def test_a_path_is_absolute_and_may_begin_at_home(monkeypatch):
    monkeypatch.setenv("HOME", "/home/ines")
    monkeypatch.setenv("LMS_X", "~/keys")
    assert env.path("LMS_X", Path("/")) == Path("/home/ines/keys")
    monkeypatch.setenv("LMS_X", "keys")
    with pytest.raises(ImproperlyConfigured, match="LMS_X"):
        env.path("LMS_X", Path("/"))


def test_words_are_parted_by_commas_or_spaces(monkeypatch):
    monkeypatch.setenv("LMS_X", "a.example, b.example c.example")
    assert env.words("LMS_X") == ["a.example", "b.example", "c.example"]


def test_a_secret_may_lie_in_a_file(monkeypatch, tmp_path):
    (tmp_path / "secret").write_text("from the file\n")
    monkeypatch.setenv("LMS_X_FILE", str(tmp_path / "secret"))
    assert env.text("LMS_X") == "from the file"
    monkeypatch.setenv("LMS_X_FILE", str(tmp_path / "nowhere"))
    with pytest.raises(ImproperlyConfigured, match="LMS_X_FILE"):
        env.text("LMS_X")


def test_a_database_address_becomes_postgresql_with_a_pool(monkeypatch):
    monkeypatch.setenv("LMS_X", "postgres://ada:p%40ss@db.example:5433/lean")
    entry = env.database("LMS_X", Path("/nowhere"))
    named = {name: entry[name] for name in ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT")}
    assert named == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "lean",
        "USER": "ada",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "5433",
    }
    for nonsense in ("mysql://ada@db.example/lean", "postgres://db.example", "lean"):
        monkeypatch.setenv("LMS_X", nonsense)
        with pytest.raises(ImproperlyConfigured, match="LMS_X"):
            env.database("LMS_X", Path("/nowhere"))


def test_sqlite_queues_writers_and_keeps_the_last_commit(monkeypatch):
    monkeypatch.delenv("LMS_X", raising=False)
    options = env.database("LMS_X", Path("/var/lib/x.sqlite3"))["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in options["init_command"]
    assert "synchronous=FULL" in options["init_command"]


def test_the_example_names_every_setting_and_no_other():
    settings_read = {name for name in env.READ if name != "LMS_X"}
    assert set(example()) == settings_read


@pytest.mark.parametrize("name", ["LMS_SECRET_KEY", "LMS_BASE_URL", "LMS_ALLOWED_HOSTS"])
def test_production_does_not_start_without(name, tmp_path):
    done = start(tmp_path, "check", **{name: None})
    assert done.returncode != 0
    assert f"Set the environment variable {name}." in done.stderr


@pytest.mark.parametrize(
    ("name", "nonsense"),
    [
        ("LMS_DEBUG", "yes"),
        ("LMS_BASE_URL", "learn.example.org"),
        ("LMS_EMAIL_PORT", "smtp"),
        ("LMS_STATE_DIR", "state"),
        ("LMS_DATABASE_URL", "mysql://a/b"),
    ],
)
def test_nonsense_stops_the_start_by_its_name(name, nonsense, tmp_path):
    done = start(tmp_path, "check", **{name: nonsense})
    assert done.returncode != 0
    assert name in done.stderr


def test_the_examples_values_are_the_defaults(tmp_path):
    """Setting what the example shows changes nothing: its values are those that hold when nothing is set."""
    show = "from django.conf import settings as s; print(s.DATABASES, s.CACHES, s.KEYS_DIR, s.ISSUER_NAME, s.TIME_ZONE, s.EMAIL_HOST, s.EMAIL_PORT, s.EMAIL_HOST_USER, s.EMAIL_HOST_PASSWORD, s.EMAIL_USE_TLS, s.DEFAULT_FROM_EMAIL, s.LOGGING['root'], s.DEBUG, s.ALLAUTH_TRUSTED_PROXY_COUNT, s.STATE_DIR)"  # noqa: E501
    required = set(PRODUCTION)
    shown = {name: value for name, value in example().items() if name not in required}
    with_nothing = start(tmp_path, "shell", "--no-imports", "-c", show, LMS_STATE_DIR=None)
    with_example = start(tmp_path, "shell", "--no-imports", "-c", show, **shown)
    assert with_nothing.returncode == 0, with_nothing.stderr
    assert with_nothing.stdout == with_example.stdout


def test_production_settings_pass_the_deployment_check(tmp_path):
    done = start(tmp_path, "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr

import os
import re
import shlex
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
    "LMS_TRUSTED_PROXIES": "1",
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
    """Return what the example would set with every sign # before a name taken away."""
    lines = re.findall(r"^#(LMS_\w+)=(.*)$", (ROOT / ".env.example").read_text(), flags=re.MULTILINE)
    return {name: "".join(shlex.split(value)) for name, value in lines}


def sourced(file: Path) -> list[str]:
    """Return the names of the settings that a shell knows once it has read the file as .ci/serve does."""
    script = 'set -a; . "$1"; set +a; env'
    shell = ["/bin/sh", "-eu", "-c", script, "sh", str(file)]
    done = subprocess.run(shell, env={"PATH": os.environ["PATH"]}, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return sorted(line for line in done.stdout.splitlines() if line.startswith("LMS_"))


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
    monkeypatch.setenv("LMS_X", "from the environment")
    with pytest.raises(ImproperlyConfigured, match="LMS_X and LMS_X_FILE are both set"):
        env.text("LMS_X")
    monkeypatch.delenv("LMS_X")
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


@pytest.mark.parametrize("option", ["sslmode=verify-full", "connect_timeout=5"])
def test_options_of_the_database_address_are_passed_on(option, monkeypatch):
    monkeypatch.setenv("LMS_X", f"postgres://ada@db.example/lean?{option}")
    name, value = option.split("=")
    assert env.database("LMS_X", Path("/nowhere"))["OPTIONS"] == {
        "pool": {"min_size": 2, "max_size": 4},
        name: value,
    }


@pytest.mark.parametrize(
    ("address", "complaint"),
    [
        ("postgres://ada@db.example/lean?sslmod=require", "unknown option sslmod"),
        ("postgres://ada@db.example/lean?pool=", "unknown option pool"),
        ("postgres://ada@db.example:54321x/lean", "the port is a number"),
        ("postgres://ada@db.example:99999/lean", "the port is a number"),
    ],
)
def test_a_wrong_part_of_the_database_address_is_named(address, complaint, monkeypatch):
    monkeypatch.setenv("LMS_X", address)
    with pytest.raises(ImproperlyConfigured, match=f"LMS_X: {complaint}"):
        env.database("LMS_X", Path("/nowhere"))


def test_of_two_flags_that_exclude_each_other_one_may_be_true(monkeypatch):
    monkeypatch.setenv("LMS_X", "true")
    assert env.one_of("LMS_X", "LMS_X_OTHER") == (True, False)
    monkeypatch.setenv("LMS_X_OTHER", "true")
    with pytest.raises(ImproperlyConfigured, match="LMS_X and LMS_X_OTHER"):
        env.one_of("LMS_X", "LMS_X_OTHER")


def test_the_example_can_be_sourced_as_it_is_and_sets_nothing():
    assert sourced(ROOT / ".env.example") == []


def test_the_example_can_be_sourced_with_every_value_set(tmp_path):
    filled = tmp_path / ".env"
    filled.write_text(re.sub(r"^#(?=LMS_)", "", (ROOT / ".env.example").read_text(), flags=re.MULTILINE))
    found = sourced(filled)
    assert len(found) == len(example())
    assert "LMS_EMAIL_FROM=Lean Leaders <no-reply@localhost>" in found


def test_the_example_names_every_setting_and_no_other():
    settings_read = {name for name in env.READ if not name.startswith("LMS_X")}
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
    show = "from django.conf import settings as s; print(s.DATABASES, s.CACHES, s.KEYS_DIR, s.ISSUER_NAME, s.TIME_ZONE, s.EMAIL_HOST, s.EMAIL_PORT, s.EMAIL_HOST_USER, s.EMAIL_HOST_PASSWORD, s.EMAIL_USE_TLS, s.EMAIL_USE_SSL, s.DEFAULT_FROM_EMAIL, s.LOGGING['root'], s.DEBUG, s.ALLAUTH_TRUSTED_PROXY_COUNT, s.STATE_DIR)"  # noqa: E501
    required = {"LMS_SECRET_KEY", "LMS_BASE_URL", "LMS_ALLOWED_HOSTS"}
    shown = {name: value for name, value in example().items() if name not in required}
    unset = {"LMS_STATE_DIR": None, "LMS_TRUSTED_PROXIES": None}
    with_nothing = start(tmp_path, "shell", "--no-imports", "-c", show, **unset)
    with_example = start(tmp_path, "shell", "--no-imports", "-c", show, **shown)
    assert with_nothing.returncode == 0, with_nothing.stderr
    assert with_nothing.stdout == with_example.stdout


def test_production_settings_pass_the_deployment_check(tmp_path):
    done = start(tmp_path, "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr


def test_a_site_behind_tls_that_trusts_no_proxy_is_warned(tmp_path):
    done = start(tmp_path, "check", "--deploy", "--fail-level", "WARNING", LMS_TRUSTED_PROXIES="0")
    assert done.returncode != 0
    assert "lms.W001" in done.stderr
    assert "LMS_TRUSTED_PROXIES" in done.stderr

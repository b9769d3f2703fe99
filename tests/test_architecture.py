"""What the layout promises, held against the tree as it is."""

import re
import subprocess
import sys
from importlib.metadata import version
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
APPS = ("lms", "certificates", "courses", "content")
LOCKS = ("requirements.lock", "requirements-test.lock")
# No known hole at the time of writing; each was released to close one.
FLOORS = {
    "django": (5, 2, 19),
    "wagtail": (8, 0, 1),
    "django-allauth": (65, 21, 1),
    "nh3": (0, 3, 8),
    "bleach": (6, 4, 0),
    "weasyprint": (70, 0),
    "cryptography": (48, 0),
}


def sources(*folders: str, kind: str = "py") -> list[Path]:
    found = [path for folder in folders for path in (ROOT / folder).rglob(f"*.{kind}")]
    assert found
    return [path for path in found if "migrations" not in path.parts and "__pycache__" not in path.parts]


def named(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


def test_imports_go_one_way():
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_no_file_is_longer_than_300_lines():
    long = [path for path in sources(*APPS, "tests") if len(path.read_text().splitlines()) > 300]
    assert named(long) == []


def test_nothing_is_called_utils():
    refused = {"utils", "helpers", "services", "managers", "constants", "common", "misc"}
    assert named([path for path in sources(*APPS, "tests") if path.stem in refused]) == []


def test_html_is_cleaned_at_one_door():
    importing = [
        path
        for path in sources(*APPS)
        if re.search(r"^\s*(import|from) (bleach|nh3)\b", path.read_text(), re.M)
    ]
    assert named(importing) == ["content/cleaning.py"]


def test_every_component_of_the_look_is_imported_once():
    site = (ROOT / "lms/static/css/site.css").read_text()
    components = sorted(path.name for path in (ROOT / "lms/static/css/components").glob("*.css"))
    assert sorted(re.findall(r"components/([\w-]+\.css)", site)) == components


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("inline style", r"<[a-z][^>]*\sstyle="),
        ("style element", r"<style\b"),
        ("inline handler", r"<[a-z][^>]*\son[a-z]+="),
        ("inline script", r"<script(?![^>]*\bsrc=)(?![^>]*application/json)"),
        ("script address", r"javascript:"),
        ("foreign host", r"(src|href)=\"(https?:)?//"),
    ],
)
def test_templates_hold_to_the_content_policy(what, pattern):
    # The certificate is a sheet of its own for the PDF, never sent to a browser.
    pages = [path for path in sources("templates", kind="html") if path.name != "certificate.html"]
    assert named([path for path in pages if re.search(pattern, path.read_text())]) == [], what


def test_nothing_is_left_undone():
    mark = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
    paths = [*sources(*APPS, "tests"), *sources("templates", kind="html")]
    assert named([path for path in paths if mark.search(path.read_text())]) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_files_name_hashes_and_no_place(lock):
    text = (ROOT / lock).read_text()
    assert not re.search(r"://|--(extra-)?index-url|--find-links|--trusted-host", text)
    pinned = re.findall(r"^[a-z0-9][\w.-]*==", text, re.MULTILINE)
    assert len(pinned) > 40
    # Every pin is followed by at least one hash.
    assert len(re.findall(r"^[a-z0-9][\w.-]*==[^\n]*\\\n    --hash=sha256:", text, re.MULTILINE)) == len(
        pinned
    )


def test_the_test_lock_holds_what_runs():
    pins = [dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / lock).read_text(), re.M)) for lock in LOCKS]
    assert {name: pins[1].get(name) for name in pins[0]} == pins[0]


@pytest.mark.parametrize(("package", "floor"), FLOORS.items())
def test_packages_are_not_older_than_their_last_known_hole(package, floor):
    installed = tuple(int(part) for part in re.findall(r"\d+", version(package))[:3])
    assert installed >= floor


@pytest.mark.django_db
def test_no_migration_is_missing():
    said = StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=said)
    assert said.getvalue().strip() == "No changes detected"


def test_the_repository_holds_no_keys_and_no_database():
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    assert [name for name in tracked if re.search(r"\.(sqlite3|pem|key|env)$|^var/", name)] == []

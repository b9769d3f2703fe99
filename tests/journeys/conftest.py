"""One served, seeded copy of the site for all browser journeys, and the browser itself."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent.parent
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}


@dataclass(frozen=True)
class Site:
    """A running copy: where it answers, its state on disk, what it printed (e-mails among it)."""

    url: str
    state: Path
    log: Path
    environment: dict[str, str]

    def command(self, *words: str) -> str:
        """Run a management command on this copy and return what it printed."""
        return manage(self.environment, *words)

    def mailed_code(self, address: str) -> str:
        """The newest code that was e-mailed to `address`."""
        mails = self.log.read_text(encoding="utf-8").split("Subject: ")
        own = [mail for mail in mails if f"To: {address}" in mail]
        found = re.findall(r"^\s+([A-Z0-9]{4}-[A-Z0-9]{4})\s*$", own[-1], re.MULTILINE)
        return str(found[-1])


def manage(environment: dict[str, str], *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *words], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, f"{words}: {done.stdout}\n{done.stderr}"
    return done.stdout


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_answering(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{url}/healthz", timeout=2)
        except OSError:
            assert server.poll() is None, log.read_text(encoding="utf-8")
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"The site did not answer: {log.read_text(encoding='utf-8')}")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Prepare a fresh copy as a newcomer's first start does, serve it, and stop it at the end."""
    state = tmp_path_factory.mktemp("site")
    url = f"http://localhost:{free_port()}"
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("LMS_")},
        "DJANGO_SETTINGS_MODULE": "lms.settings",
        "PYTHONUNBUFFERED": "1",
        "LMS_DEBUG": "true",
        "LMS_STATE_DIR": str(state),
        "LMS_BASE_URL": url,
    }
    manage(environment, "prepare")
    log = state / "server.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [sys.executable, "manage.py", "runserver", "--noreload", url.rpartition("/")[2]],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_until_answering(url, server, log)
            yield Site(url, state, log, environment)
        finally:
            server.terminate()
            server.wait(timeout=20)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    fresh = browser.new_context(base_url=site.url, viewport=DESK, locale="en-GB")
    fresh.set_default_timeout(10_000)
    yield fresh
    fresh.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page that fails the test on any script error or refused policy."""
    fresh = context.new_page()
    fresh.on("pageerror", lambda error: pytest.fail(f"Script error on {fresh.url}: {error}"))
    fresh.on("console", lambda message: complain(fresh, message.type, message.text))
    return fresh


def complain(page: Page, kind: str, text: str) -> None:
    """Refused inline scripts and styles are ours to mend; the CMS brings some of its own."""
    if kind == "error" and "Content Security Policy" in text and "/admin/" not in page.url:
        pytest.fail(f"{page.url}: {text}")


def sign_in(page: Page, email: str, password: str) -> None:
    page.goto("/accounts/login/")
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(re.compile(r"/(board|admin)/"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep all journeys in one worker: they share one served copy."""
    for item in items:
        if item.get_closest_marker("journey"):
            item.add_marker(pytest.mark.xdist_group("journeys"))

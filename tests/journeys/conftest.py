"""One served, seeded copy of the site for all browser journeys, and the browser itself."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.journeys.serving import Server, Site, copy_of, manage, site_in

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
OPEN = "from tests.journeys.workshop import open_workshop; open_workshop()"

__all__ = ["DESK", "PHONE", "Site", "sign_in"]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Prepare a fresh copy as a newcomer's first start does, serve it, and stop it at the end."""
    site = site_in(tmp_path_factory.mktemp("site"))
    manage(site.environment, "prepare")
    server = Server(site)
    try:
        server.start()
        yield site
    finally:
        server.stop()


@pytest.fixture(scope="session")
def workshop(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve a second copy, with items of every kind: this one is killed and started again."""
    own = copy_of(site, tmp_path_factory.mktemp("workshop") / "state")
    own.command("shell", "-v", "0", "-c", OPEN)
    server = Server(own)
    try:
        server.start()
        yield server
    finally:
        server.stop()


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

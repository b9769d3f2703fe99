"""axe finds nothing, in light and dark, on a phone and on a desk; no page scrolls sideways."""

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.barriers import barriers
from tests.journeys.conftest import DESK, PHONE, Site, sign_in
from tests.journeys.people import CERTIFIED, EXAM, HALFWAY, PASSWORD

pytestmark = pytest.mark.journey
COURSE = "/courses/lean-leaders/"
OPEN = [
    "/",
    "/courses/",
    COURSE,
    f"{COURSE}kaizen/",
    f"{COURSE}kaizen/small-improvements-every-day/",
    "/glossary/",
    "/verify/",
    "/v/7F3K92QD00000000000000000A",
    "/achievements/lean-leaders/",
    "/achievements/lean-leaders/1",
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/login/code/",
    "/accounts/password/reset/",
    "/accessibility/",
    "/privacy/",
]
LEARNING = {
    HALFWAY: [
        "/board/",
        COURSE,
        f"{COURSE}kaizen/",
        f"{COURSE}a3/the-left-side-ii-finding-root-causes/",
        f"{COURSE}kaizen/check/",
        f"{COURSE}exam/",
        "/account/",
        "/accounts/email/",
        "/accounts/password/change/",
    ],
    EXAM: [f"{COURSE}exam/"],
    CERTIFIED: ["/board/", COURSE],
}
VIEWS = [pytest.param("light", DESK, id="light-desk"), pytest.param("dark", PHONE, id="dark-phone")]


def problems(page: Page, path: str) -> list[str]:
    page.goto(path)
    return barriers(page)


@pytest.mark.parametrize(("scheme", "viewport"), VIEWS)
def test_pages_that_everyone_sees_have_no_barrier(browser: Browser, site: Site, scheme: str, viewport: dict):
    context = browser.new_context(base_url=site.url, viewport=viewport, color_scheme=scheme)
    page = context.new_page()
    assert [problem for path in OPEN for problem in problems(page, path)] == []
    context.close()


@pytest.mark.parametrize(("scheme", "viewport"), VIEWS)
def test_pages_that_learners_see_have_no_barrier(browser: Browser, site: Site, scheme: str, viewport: dict):
    context = browser.new_context(base_url=site.url, viewport=viewport, color_scheme=scheme)
    page = context.new_page()
    for person, paths in LEARNING.items():
        context.clear_cookies()
        sign_in(page, person, PASSWORD)
        assert [problem for path in paths for problem in problems(page, path)] == []
    context.close()

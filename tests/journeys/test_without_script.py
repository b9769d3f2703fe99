"""Everything works as plain forms: one whole module check with JavaScript switched off."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.answering import contents_of, fill_in
from tests.journeys.conftest import PHONE, Site, sign_in
from tests.journeys.people import HALFWAY, PASSWORD
from tests.journeys.test_learner import attempt_id

pytestmark = pytest.mark.journey


@pytest.fixture
def plain_page(browser: Browser, site: Site) -> Iterator[Page]:
    context = browser.new_context(
        base_url=site.url, viewport=PHONE, java_script_enabled=False, locale="en-GB"
    )
    yield context.new_page()
    context.close()


def test_a_module_check_is_taken_and_mastered_on_a_phone_without_script(plain_page: Page, site: Site):
    page = plain_page
    sign_in(page, HALFWAY, PASSWORD)
    page.goto("/courses/lean-leaders/customer-value-and-flow/check/")
    page.get_by_role("button", name=re.compile("Start the check|Take the check again|Go on")).click()
    for content in contents_of(site, attempt_id(page)):
        fill_in(page, content)
        page.get_by_role("button", name="Check my answer").click()
        page.get_by_role("link", name=re.compile("^(Next|Finish the check)")).click()
    page.get_by_role("button", name="Finish the check").click()
    expect(page.locator("h1")).to_contain_text("You have mastered this module.")

"""A certificate officer's day: a wish is granted, words are changed, many are issued again."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import DESK, Site, sign_in
from tests.journeys.officers_desk import COURSE
from tests.journeys.people import OFFICER, PASSWORD
from tests.journeys.test_exam_quality import own_barriers

pytestmark = pytest.mark.journey

OPEN = "from tests.journeys.officers_desk import open_desk; open_desk()"


@pytest.fixture(scope="module", autouse=True)
def desk(site: Site) -> None:
    site.command("shell", "-v", "0", "-c", OPEN)


@pytest.fixture
def plain_page(browser: Browser, site: Site) -> Iterator[Page]:
    # Wide: without its script, the CMS's own side bar lies over a narrow page.
    context = browser.new_context(base_url=site.url, viewport=DESK, java_script_enabled=False, locale="en-GB")
    yield context.new_page()
    context.close()


def test_a_wish_is_read_beside_the_sheet_and_granted_by_keyboard(page: Page):
    sign_in(page, OFFICER, PASSWORD)
    page.goto("/admin/certificates/requests/")
    found = own_barriers(page)
    page.get_by_role("link", name=re.compile("Marta Benchley")).press("Enter")
    expect(page.get_by_role("img", name=re.compile("Márta Benchley"))).to_be_visible()
    found += own_barriers(page)
    page.get_by_role("button", name="Approve the name").press("Enter")
    expect(page.locator(".messages")).to_contain_text("Approved and done.")
    page.goto("/admin/certificate/?q=benchley&state=superseded")
    # The newest of them: all of the course may have been issued again before.
    page.get_by_role("link", name="Marta Benchley").first.press("Enter")
    expect(page.locator(".of-verdict")).to_contain_text("This certificate was replaced by a newer one.")
    expect(page.get_by_role("img", name=re.compile("The sheet as it was issued"))).to_be_visible()
    found += own_barriers(page)
    editions = page.get_by_role("table", name="Editions").get_by_role("row")
    editions.filter(has_text="Márta Benchley").get_by_role("link").press("Enter")
    expect(page.locator(".of-verdict")).to_contain_text("This certificate is valid.")
    assert found == []


def test_words_are_changed_beside_the_sheet_and_published(page: Page):
    sign_in(page, OFFICER, PASSWORD)
    page.goto("/admin/snippets/certificates/programme/")
    page.get_by_role("link", name=COURSE, exact=True).click()
    page.get_by_label("Opening line").fill("We attest that")
    page.get_by_role("button", name="Toggle preview").click()
    frame = page.frame_locator("#w-preview-iframe")
    expect(frame.get_by_role("img", name=re.compile("marked as a specimen"))).to_be_visible()
    page.get_by_label("Preview mode").select_option("letters")
    expect(frame.get_by_role("img", name=re.compile("Łukasz"))).to_be_visible()
    page.get_by_role("button", name=re.compile("More actions|Actions")).last.click()
    page.get_by_role("button", name="Publish").click()
    expect(page.locator(".messages")).to_contain_text("published")


def choose_all(page: Page, query: str, deed: str, reason: str) -> None:
    page.goto(f"/admin/certificates/batches/new/{query}")
    page.get_by_label(deed, exact=True).check()
    page.get_by_role("textbox", name="Reason").fill(reason)
    page.get_by_role("button", name="Look at it before it begins").click()


def test_many_are_issued_again_while_the_page_tells(page: Page):
    sign_in(page, OFFICER, PASSWORD)
    choose_all(page, "?q=benchley&state=valid", "Issue them again", "A clearer sheet.")
    expect(page.get_by_role("heading", name="Is it meant for these 3 certificates?")).to_be_focused()
    found = own_barriers(page)
    page.get_by_role("button", name="Yes, begin").click()
    page.get_by_role("button", name="Go on").click()
    expect(page.locator(".ia")).to_contain_text("All of them are settled.", timeout=60_000)
    expect(page.locator("[data-count=done]")).to_have_text("3")
    assert found + own_barriers(page) == []


def test_many_are_revoked_without_script(plain_page: Page):
    page = plain_page
    sign_in(page, OFFICER, PASSWORD)
    choose_all(page, "?q=Ruth+Dawley&state=valid", "Revoke them", "Issued in error.")
    page.get_by_role("button", name="Yes, begin").click()
    page.get_by_role("button", name="Go on").click()
    expect(page.locator(".ia")).to_contain_text("All of them are settled.")
    page.goto("/admin/certificate/?q=Ruth+Dawley&state=revoked")
    expect(page.locator("main")).to_contain_text("Ruth Dawley")

"""By keyboard alone: an author decides an item anew for everybody, and its learner reads what came of it."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.barriers import barriers_in_both_themes
from tests.journeys.conftest import DESK, Site, sign_in
from tests.journeys.people import PASSWORD
from tests.journeys.regrading_room import AUTHOR, READER
from tests.journeys.test_exam_quality import own_barriers

pytestmark = pytest.mark.journey

OPEN = "from tests.journeys.regrading_room import open_regrading; open_regrading()"

# The item that the reader's attempt asked first.
WHERE = f"""
from courses.models import Answer
found = Answer.objects.get(attempt__enrolment__learner__email="{READER}", position=1)
print(found.item_version_id, found.attempt_id)
"""


@pytest.fixture(scope="module")
def asked(site: Site) -> tuple[str, str]:
    """The version that is decided about, and the reader's attempt."""
    site.command("shell", "-v", "0", "-c", OPEN)
    version, attempt = site.command("shell", "-v", "0", "-c", WHERE).split()
    return version, attempt


def test_an_author_sees_first_what_would_change_and_decides(
    page: Page, browser: Browser, site: Site, asked: tuple[str, str]
):
    version, attempt = asked
    sign_in(page, AUTHOR, PASSWORD)
    page.goto(f"/admin/item-analysis/items/{version}/regrades/")
    found = own_barriers(page)
    page.get_by_role("radio", name=re.compile("^Full credit")).press("Space")
    show = page.get_by_role("button", name="Show what would change")
    show.press("Enter")
    expect(page.locator(".ia")).to_contain_text("This field is required.")
    found += own_barriers(page)
    page.get_by_label("Reason").fill("Two of the options are right.")
    show.press("Enter")
    expect(page.get_by_role("heading", name="What would change")).to_be_visible()
    found += own_barriers(page)
    page.get_by_role("button", name="Decide this for everybody").press("Enter")
    expect(page.locator(".ia")).to_contain_text("Two of the options are right.")
    expect(page).to_have_url(re.compile(r"/admin/item-analysis/regrades/\d+/$"))
    found += own_barriers(page)
    assert found + what_the_learner_meets(browser, site, attempt) == []


def what_the_learner_meets(browser: Browser, site: Site, attempt: str) -> list[str]:
    reader = browser.new_context(base_url=site.url, viewport=DESK).new_page()
    sign_in(reader, READER, PASSWORD)
    reader.goto(f"/attempts/{attempt}/result/")
    expect(reader.locator("main")).to_contain_text("Item 1 was decided anew on")
    expect(reader.locator("main")).to_contain_text("Your result went from 50 % to 100 %.")
    found = barriers_in_both_themes(reader)
    reader.context.close()
    return found

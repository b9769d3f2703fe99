"""By keyboard alone: a marker is led from answer to answer and releases a result, which its learner reads."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.barriers import barriers_in_both_themes
from tests.journeys.conftest import DESK, Site, sign_in
from tests.journeys.marking_room import MARKER, WRITER
from tests.journeys.people import PASSWORD
from tests.journeys.test_exam_quality import own_barriers

pytestmark = pytest.mark.journey

OPEN = "from tests.journeys.marking_room import open_marking; open_marking()"


@pytest.fixture(scope="module")
def room(site: Site) -> None:
    site.command("shell", "-v", "0", "-c", OPEN)


def choose_best_levels(page: Page) -> None:
    """Arrows alone choose among radio buttons; from none, up goes to the last."""
    for criterion in page.locator(".ia-levels").all():
        criterion.get_by_role("radio").first.focus()
        page.keyboard.press("ArrowUp")
        expect(criterion.get_by_role("radio").last).to_be_checked()


@pytest.mark.usefixtures("room")
def test_a_marker_marks_all_that_waits_by_keyboard_and_releases_it(page: Page, browser: Browser, site: Site):
    sign_in(page, MARKER, PASSWORD)
    page.goto("/admin/marking/")
    expect(page.locator(".ia")).to_contain_text("3 answers wait for your mark.")
    found = own_barriers(page)
    page.get_by_role("link", name="Mark the next").press("Enter")
    keep = page.get_by_role("button", name="Keep the mark")
    keep.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="A level is missing.")).to_be_focused()
    found += own_barriers(page)
    for _answer in range(3):
        choose_best_levels(page)
        found += own_barriers(page)
        keep.press("Enter")
        expect(page.locator(".messages")).to_contain_text("Your mark is kept.")
    expect(page).to_have_url(re.compile("/admin/marking/$"))
    for _attempt in range(3):
        page.get_by_role("button", name="Release").first.press("Enter")
        expect(page.locator(".messages")).to_contain_text("The result is released.")
    expect(page.locator(".ia")).to_contain_text("Nothing waits to be marked.")
    assert found + what_the_learner_meets(browser, site) == []


def what_the_learner_meets(browser: Browser, site: Site) -> list[str]:
    """Look at the result with what the marker says, and return the barriers there."""
    reader = browser.new_context(base_url=site.url, viewport=DESK).new_page()
    sign_in(reader, WRITER, PASSWORD)
    reader.goto(site.command("shell", "-v", "0", "-c", WHERE).strip())
    expect(reader.locator("main")).to_contain_text("2 of 2 points.")
    expect(reader.locator("main")).to_contain_text("What your marker says")
    found = barriers_in_both_themes(reader)
    reader.context.close()
    return found


WHERE = f"""
from courses.models import Attempt
print("/attempts/%s/result/" % Attempt.objects.get(enrolment__learner__email="{WRITER}").pk)
"""

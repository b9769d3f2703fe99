"""A slow or broken line to the server loses no answer of an exam."""

import json
import re
import sqlite3

import pytest
from playwright.sync_api import Page, Route, expect

from content.items.scoring import key
from tests.journeys.answering import contents_of
from tests.journeys.conftest import Site, sign_in
from tests.journeys.people import PASSWORD
from tests.journeys.test_learner import attempt_id

pytestmark = pytest.mark.journey
SAVE = re.compile(r"/save/$")
NOTHING_KEPT = "() => !Object.keys(localStorage).some(name => name.startsWith('answers:'))"
# A browser that sends nothing more once a page is left: what is sent then, no test could refuse.
SILENT_LEAVING = """
for (const name of ["pagehide", "visibilitychange"]) {
  addEventListener(name, (event) => event.stopImmediatePropagation(), true);
}
"""
MAKE = """
from allauth.account.models import EmailAddress
from content.models import CoursePage
from lms.models import User
from lms.rehearsing import PASSWORD, go_up_to_the_exam
user = User.objects.create_user("{email}", PASSWORD, full_name="Ada Okoye")
EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
go_up_to_the_exam(user, CoursePage.objects.get(slug="lean-leaders"))
"""


def sit_at_a_numeric_item(page: Page, site: Site, email: str) -> tuple[str, int]:
    """Start the exam as a new person; return the attempt, the item where one types a number."""
    site.command("shell", "-v", "0", "-c", MAKE.format(email=email))
    sign_in(page, email, PASSWORD)
    page.goto("/courses/lean-leaders/exam/")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Start the exam").click()
    attempt = attempt_id(page)
    keys = [key(c) if c["type"] != "self_assessed" else {} for c in contents_of(site, attempt)]
    position = next(number for number, right in enumerate(keys, start=1) if "value" in right)
    page.goto(f"/attempts/{attempt}/{position}/")
    return attempt, position


def stored(site: Site, attempt: str, position: int) -> dict[str, str] | None:
    """What the server holds of an answer."""
    query = "SELECT response FROM courses_answer WHERE attempt_id = ? AND position = ?"
    with sqlite3.connect(f"file:{site.state / 'db.sqlite3'}?mode=ro", uri=True) as database:
        (held,) = database.execute(query, [attempt.replace("-", ""), position]).fetchone()
    return None if held is None else dict(json.loads(held))


def forgotten(page: Page) -> None:
    """Wait until this device keeps nothing of the exam."""
    page.wait_for_function(NOTHING_KEPT)


def break_the_line(page: Page) -> None:
    page.add_init_script(SILENT_LEAVING)
    page.reload()
    page.route(SAVE, lambda route: route.fulfill(status=503, body=""))


def test_what_is_typed_while_a_save_is_on_its_way_reaches_the_server(page: Page, site: Site):
    attempt, position = sit_at_a_numeric_item(page, site, "slow@example.org")
    on_their_way: list[Route] = []
    page.route(SAVE, lambda route: on_their_way.append(route) if not on_their_way else route.continue_())
    with page.expect_request(SAVE):
        page.locator("[name=value]").fill("1")
    page.locator("[name=value]").fill("2")
    page.get_by_role("link", name="Finish").click()
    page.wait_for_url(re.compile("/review/$"))
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=str(position), exact=True))
    expect(row).to_contain_text("Change")
    forgotten(page)
    assert stored(site, attempt, position) == {"value": "2"}
    on_their_way[0].abort()


def test_what_could_not_be_sent_is_sent_before_handing_in(page: Page, site: Site):
    attempt, position = sit_at_a_numeric_item(page, site, "broken@example.org")
    break_the_line(page)
    page.locator("[name=value]").fill("7")
    expect(page.locator("[data-save-status]")).to_contain_text("kept on this device")
    page.get_by_role("link", name="Finish").click()
    page.wait_for_url(re.compile("/review/$"))
    note = page.locator("[data-outbox-status]")
    expect(note).to_have_text("1 answer is still on this device. Sending it.")
    page.get_by_role("button", name="Hand in with 60 items blank").click()
    expect(note).to_contain_text("If you hand in now, it is not counted.")
    expect(page).to_have_url(re.compile("/review/$"))
    assert stored(site, attempt, position) is None

    page.unroute(SAVE)
    expect(page.get_by_role("button", name="Hand in with 59 items blank")).to_be_visible()
    assert stored(site, attempt, position) == {"value": "7"}
    forgotten(page)


def test_handing_in_waits_until_the_answers_are_sent(page: Page, site: Site):
    attempt, position = sit_at_a_numeric_item(page, site, "waiting@example.org")
    break_the_line(page)
    page.locator("[name=value]").fill("7")
    page.get_by_role("link", name="Finish").click()
    page.wait_for_url(re.compile("/review/$"))
    page.get_by_role("button", name="Hand in with 60 items blank").click()
    page.unroute(SAVE)
    expect(page.locator("h1")).to_contain_text("You have not passed yet.")
    assert stored(site, attempt, position) == {"value": "7"}
    forgotten(page)


def test_who_cannot_send_may_hand_in_by_pressing_again(page: Page, site: Site):
    attempt, position = sit_at_a_numeric_item(page, site, "cut-off@example.org")
    break_the_line(page)
    page.locator("[name=value]").fill("7")
    page.get_by_role("link", name="Finish").click()
    expect(page.locator("[data-outbox-status]")).to_contain_text("If you hand in now, it is not counted.")
    page.get_by_role("button", name="Hand in with 60 items blank").click()
    expect(page.locator("h1")).to_contain_text("You have not passed yet.")
    assert stored(site, attempt, position) is None
    forgotten(page)


def test_an_unreadable_entry_on_a_device_keeps_no_answer_from_the_server(page: Page, site: Site):
    attempt, position = sit_at_a_numeric_item(page, site, "garbled@example.org")
    page.evaluate("key => localStorage.setItem(key, '{half')", f"answers:{attempt}")
    page.reload()
    with page.expect_response(SAVE):
        page.locator("[name=value]").fill("3")
    forgotten(page)
    assert stored(site, attempt, position) == {"value": "3"}

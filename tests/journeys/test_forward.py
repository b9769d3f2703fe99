"""An exam that goes forward only: by keyboard, without script, on a bad line."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.answering import answer_to, contents_of, fill_in, stored_of
from tests.journeys.barriers import barriers_in_both_themes
from tests.journeys.conftest import PHONE
from tests.journeys.serving import Server
from tests.journeys.test_bad_line import SAVE, SILENT_LEAVING
from tests.journeys.test_every_kind import (
    assert_handed_in,
    open_page,  # noqa: F401 - a fixture
    press_space_on,
    start_exam,
)
from tests.journeys.test_keyboard import answer, press
from tests.journeys.test_learner import ATTEMPT, attempt_id
from tests.journeys.workshop import FORWARD

pytestmark = pytest.mark.journey
LEFT = re.compile("You have gone on from item 1, and cannot come back to it")


def item_at(page: Page, number: int) -> None:
    expect(page.locator("h1")).to_have_text(re.compile(rf"Item {number} of \d+"))


def test_it_is_taken_with_the_keyboard_alone(open_page, workshop: Server):  # noqa: F811
    page = open_page("forward-keys")
    page.goto(FORWARD)
    expect(page.locator("main")).to_contain_text("Forward only")
    press_space_on(page, "main form input[type=checkbox]")
    press(page, "main form button.button-primary")
    page.wait_for_url(ATTEMPT)
    attempt = attempt_id(page)
    for number, content in enumerate(contents_of(workshop.site, attempt), start=1):
        expect(page.locator("main a")).to_have_count(0)
        if number == 2:
            assert barriers_in_both_themes(page) == []
        answer(page, content)
        press(page, "button[name=go][value=next]")
        page.wait_for_url(re.compile(rf"/{number + 1}/$|/review/$"))
        page.goto(f"/attempts/{attempt}/1/")
        page.wait_for_url(re.compile(rf"/{number + 1}/$|/review/$"))
    expect(page.locator("main a")).to_have_count(0)
    press(page, "form[data-submit] button")
    assert_handed_in(page, workshop, attempt)


def test_it_is_taken_on_a_phone_without_script_and_blank_only_when_said_so(open_page, workshop: Server):  # noqa: F811
    page = open_page("forward-plain", viewport=PHONE, java_script_enabled=False)
    attempt = start_exam(page, FORWARD)
    contents = contents_of(workshop.site, attempt)
    for number, content in enumerate(contents, start=1):
        item_at(page, number)
        if number == 1:
            page.get_by_role("button", name="Save and go on").last.click()
            item_at(page, 1)
            expect(page.get_by_role("alert")).to_contain_text("you cannot come back")
            assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
            page.get_by_role("button", name="Go on without an answer").click()
            item_at(page, 2)
            page.goto(f"/attempts/{attempt}/1/")
            continue
        fill_in(page, content)
        page.get_by_role("button", name="Save and go on").last.click()
    expect(page.locator("main")).to_contain_text("1 item has no answer.")
    expect(page.locator("main a")).to_have_count(0)
    page.get_by_role("button", name="Hand in with 1 item blank").click()
    expect(page.locator("main")).to_contain_text("Handed in")
    assert stored_of(workshop.site, attempt) == [None, *(answer_to(content) for content in contents[1:])]


def test_on_a_bad_line_the_form_carries_the_answer_and_what_is_late_changes_nothing(
    open_page,  # noqa: F811
    workshop: Server,
):
    page = open_page("forward-line")
    attempt = start_exam(page, FORWARD)
    contents = contents_of(workshop.site, attempt)
    page.add_init_script(SILENT_LEAVING)
    page.reload()
    page.route(SAVE, lambda route: route.fulfill(status=503, body=""))
    fill_in(page, contents[0])
    expect(page.locator("[data-save-status]")).to_contain_text("kept on this device")
    page.get_by_role("button", name="Save and go on").last.click()
    item_at(page, 2)
    assert stored_of(workshop.site, attempt)[0] == answer_to(contents[0])

    page.unroute(SAVE)
    page.wait_for_function("name => !localStorage.getItem(name)", arg=f"answers:{attempt}")
    item_at(page, 2)
    expect(page.locator("[data-left-behind]")).to_be_empty()

    # As if another window had kept something else for the item that was left.
    entry = {"1": {"sequence": 9_000_000_000_000, "fields": {}}}
    page.evaluate(
        "([name, kept]) => localStorage.setItem(name, kept)", [f"answers:{attempt}", json.dumps(entry)]
    )
    page.reload()
    expect(page.locator("[data-left-behind]")).to_have_text(LEFT)
    item_at(page, 2)
    assert stored_of(workshop.site, attempt)[0] == answer_to(contents[0])
    assert page.evaluate("name => localStorage.getItem(name)", f"answers:{attempt}") is None

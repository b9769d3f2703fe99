"""Whole exams with every kind of question: by keyboard, without script, on a phone whose clock is wrong."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.answering import answer_to, contents_of, fill_in, stored_of
from tests.journeys.barriers import barriers_in_both_themes
from tests.journeys.conftest import DESK, PHONE, sign_in
from tests.journeys.people import PASSWORD
from tests.journeys.serving import Server
from tests.journeys.test_keyboard import answer, press, tab_to
from tests.journeys.test_learner import ATTEMPT, attempt_id
from tests.journeys.workshop import CHECK, EXAM, address_of

pytestmark = pytest.mark.journey
HOUR = 3600 * 1000
# The clock that a page reads, set wrong by so many milliseconds; it runs on as ever.
WRONG_CLOCK = """
const True = Date;
Date = class extends True {
  constructor(...given) { super(...(given.length ? given : [True.now() + (%d)])); }
  static now() { return True.now() + (%d); }
};
"""


@pytest.fixture
def open_page(browser: Browser, workshop: Server) -> Iterator[object]:
    """Open a page of one's own as a learner, in a browser set up as given."""
    contexts = []

    def opened(learner: str, **options: object) -> Page:
        context = browser.new_context(**{"base_url": workshop.site.url, "viewport": DESK, **options})
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(f"Script error on {page.url}: {error}"))
        sign_in(page, address_of(learner), PASSWORD)
        return page

    yield opened
    for context in contexts:
        context.close()


def start_exam(page: Page, address: str = EXAM) -> str:
    """Start the exam, or go on with it."""
    page.goto(address)
    if page.get_by_role("checkbox").count():
        page.get_by_role("checkbox").check()
    page.locator("main form button.button-primary").click()
    page.wait_for_url(ATTEMPT)
    return attempt_id(page)


def save_and_go_on(page: Page) -> None:
    here = page.url
    page.get_by_role("button", name=re.compile("^Save and")).last.click()
    page.wait_for_url(lambda url: url != here)


def assert_handed_in(page: Page, server: Server, attempt: str) -> None:
    """Everything was kept as it was given, and the page says when it arrived and under which number."""
    expect(page.locator("main")).to_contain_text("Receipt")
    expect(page.locator("main")).to_contain_text(attempt[:8])
    expect(page.locator("main")).to_contain_text("Handed in")
    contents = contents_of(server.site, attempt)
    assert stored_of(server.site, attempt) == [answer_to(content) for content in contents]


def test_an_exam_is_taken_with_the_keyboard_alone(open_page, workshop: Server):
    page = open_page("keys")
    page.goto(EXAM)
    press_space_on(page, "main form input[type=checkbox]")
    press(page, "main form button.button-primary")
    page.wait_for_url(ATTEMPT)
    attempt = attempt_id(page)
    for number, content in enumerate(contents_of(workshop.site, attempt), start=1):
        answer(page, content)
        press(page, "button[name=go][value=next]")
        page.wait_for_url(re.compile(rf"/{number + 1}/$|/review/$"))
    press(page, "form[data-submit] button")
    assert_handed_in(page, workshop, attempt)


def press_space_on(page: Page, selector: str) -> None:
    tab_to(page, selector)
    page.keyboard.press("Space")


def test_an_exam_is_taken_on_a_phone_without_script(open_page, workshop: Server):
    page = open_page("plain", viewport=PHONE, java_script_enabled=False)
    attempt = start_exam(page)
    contents = contents_of(workshop.site, attempt)
    for number, content in enumerate(contents, start=1):
        fill_in(page, content)
        if number == 1:
            page.get_by_role("button", name="Flag for review").click()
            expect(page.locator(".navigator .flagged")).to_have_text(re.compile("answered, flagged"))
        save_and_go_on(page)
    expect(page.locator("main")).to_contain_text("Every item has an answer.")
    page.get_by_role("button", name="Hand in").click()
    assert_handed_in(page, workshop, attempt)


def test_a_saved_choice_is_taken_back_without_script(open_page, workshop: Server):
    page = open_page("choice", viewport=PHONE, java_script_enabled=False)
    attempt = start_exam(page)
    kinds = [content["type"] for content in contents_of(workshop.site, attempt)]
    here = f"/attempts/{attempt}/{kinds.index('single_choice') + 1}/"
    page.goto(here)
    page.locator("input[name=choice]").first.check()
    save_and_go_on(page)
    page.goto(here)
    expect(page.locator("input[name=choice]:checked")).to_have_count(1)
    page.get_by_role("button", name="Clear my choice").click()
    expect(page.locator("input[name=choice]:checked")).to_have_count(0)
    assert stored_of(workshop.site, attempt) == [None] * len(kinds)


def test_on_a_phone_whose_clock_is_wrong_every_kind_is_without_barrier(open_page, workshop: Server):
    page = open_page("phone")
    page.add_init_script(WRONG_CLOCK % (HOUR, HOUR))
    attempt = start_exam(page)
    for content in contents_of(workshop.site, attempt):
        assert barriers_in_both_themes(page) == []
        page.set_viewport_size(PHONE)
        fill_in(page, content)
        save_and_go_on(page)
        page.set_viewport_size(DESK)
    page.get_by_role("button", name="Hand in").click()
    assert_handed_in(page, workshop, attempt)


def test_a_check_is_without_barrier_before_and_after_each_answer(open_page, workshop: Server):
    page = open_page("check")
    page.goto(CHECK)
    page.get_by_role("button", name="Start the check").click()
    page.wait_for_url(ATTEMPT)
    for content in contents_of(workshop.site, attempt_id(page)):
        fill_in(page, content)
        page.get_by_role("button", name="Check my answer").last.click()
        expect(page.locator(".feedback")).to_be_visible()
        assert barriers_in_both_themes(page) == []
        page.locator(".tail a.button-primary").click()

"""Whatever happens to line, window, session or server: what was shown as saved is there, the rest is kept."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.answering import contents_of, fill_in, stored_of
from tests.journeys.conftest import DESK, sign_in
from tests.journeys.people import PASSWORD
from tests.journeys.serving import Server
from tests.journeys.test_every_kind import HOUR, start_exam
from tests.journeys.workshop import address_of

pytestmark = pytest.mark.journey
SAVED = re.compile(r"Saved \d\d:\d\d")
KEPT = "kept on this device"
OTHER = "This answer was changed in another window. Reload to see it."


@pytest.fixture
def open_browser(browser: Browser, workshop: Server) -> Iterator[object]:
    """Open a browser of one's own, signed in as a learner."""
    contexts: list[BrowserContext] = []

    def opened(learner: str) -> Page:
        context = browser.new_context(base_url=workshop.site.url, viewport=DESK)
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        sign_in(page, address_of(learner), PASSWORD)
        return page

    yield opened
    for context in contexts:
        context.close()


def go_to(page: Page, server: Server, attempt: str, kind: str) -> int:
    """Open the first item of that kind and return its position."""
    kinds = [content["type"] for content in contents_of(server.site, attempt)]
    position = kinds.index(kind) + 1
    page.goto(f"/attempts/{attempt}/{position}/")
    return position


def says(page: Page, words: object, *, within: int = 5) -> None:
    expect(page.locator("[data-save-status]")).to_have_text(words, timeout=within * 1000)


def held(server: Server, attempt: str, position: int) -> object:
    return stored_of(server.site, attempt)[position - 1]


def test_of_two_windows_the_newer_answer_stands_and_the_other_is_told(open_browser, workshop: Server):
    first = open_browser("tabs")
    attempt = start_exam(first)
    position = go_to(first, workshop, attempt, "short_text")
    second = first.context.new_page()
    second.goto(first.url)
    second.locator("[name=text]").fill("jidoka")
    says(second, SAVED)
    says(first, OTHER)
    first.reload()
    expect(first.locator("[name=text]")).to_have_value("jidoka")
    assert held(workshop, attempt, position) == {"text": "jidoka"}


def test_of_two_machines_an_older_answer_that_arrives_late_is_not_taken(open_browser, workshop: Server):
    first, second = open_browser("tabs"), open_browser("tabs")
    attempt = start_exam(first)
    position = go_to(first, workshop, attempt, "numeric")
    second.goto(first.url)
    first.context.set_offline(True)
    first.locator("[name=value]").fill("1")
    expect(first.locator("[data-save-status]")).to_contain_text(KEPT)
    second.locator("[name=value]").fill("2")
    says(second, SAVED)
    first.context.set_offline(False)
    says(first, OTHER)
    assert held(workshop, attempt, position) == {"value": "2"}


def test_who_was_offline_goes_on_and_all_of_it_arrives(open_browser, workshop: Server):
    page = open_browser("line")
    attempt = start_exam(page)
    position = go_to(page, workshop, attempt, "cloze")
    page.context.set_offline(True)
    page.locator("[name$=-value]").fill("60")
    page.locator("[name$=-text]").fill("gemba")
    expect(page.locator("[data-save-status]")).to_contain_text(KEPT)
    page.context.set_offline(False)
    says(page, SAVED)
    gaps = held(workshop, attempt, position)["gaps"]
    assert sorted(str(given) for given in gaps.values()) == ["{'text': 'gemba'}", "{'value': '60'}"]


def test_what_a_killed_window_had_not_sent_is_sent_when_the_exam_is_opened_again(open_browser, workshop):
    page = open_browser("gone")
    attempt = start_exam(page)
    position = go_to(page, workshop, attempt, "essay")
    page.context.set_offline(True)
    page.locator("[name=text]").fill("At 07:40 the packer walked for tape.")
    expect(page.locator("[data-save-status]")).to_contain_text(KEPT)
    page.close()
    page.context.set_offline(False)
    assert held(workshop, attempt, position) is None

    again = page.context.new_page()
    again.goto(f"/attempts/{attempt}/")
    says(again, SAVED)
    assert held(workshop, attempt, position) == {"text": "At 07:40 the packer walked for tape."}
    again.goto(f"/attempts/{attempt}/{position}/")
    expect(again.locator("[name=text]")).to_have_value("At 07:40 the packer walked for tape.")
    expect(again.locator("[data-word-count-face]")).to_have_text("7 words")


def test_who_was_signed_out_is_back_at_the_question_with_the_answer(open_browser, workshop: Server):
    page = open_browser("expired")
    attempt = start_exam(page)
    position = go_to(page, workshop, attempt, "numeric")
    here = page.url
    page.context.clear_cookies()
    page.locator("[name=value]").fill("60")
    expect(page.locator("[data-save-status]")).to_contain_text("You were signed out.")
    page.reload()
    page.locator("input[name=login]").fill(address_of("expired"))
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(here)
    says(page, SAVED)
    expect(page.locator("[name=value]")).to_have_value("60")
    assert held(workshop, attempt, position) == {"value": "60"}


def test_a_server_that_is_killed_loses_nothing_it_had_shown_as_saved(open_browser, workshop: Server):
    page = open_browser("crash")
    attempt = start_exam(page)
    contents = contents_of(workshop.site, attempt)
    for position, content in enumerate(contents[:4], start=1):
        page.goto(f"/attempts/{attempt}/{position}/")
        fill_in(page, content)
        says(page, SAVED)
    shown = stored_of(workshop.site, attempt)
    assert all(shown[:4])
    position = go_to(page, workshop, attempt, "short_text")
    workshop.kill()
    page.locator("[name=text]").fill("written while nobody listened")
    expect(page.locator("[data-save-status]")).to_contain_text(KEPT)
    workshop.start()
    # As long as the outbox waits between two tries at most, and a little.
    says(page, SAVED, within=30)
    after = stored_of(workshop.site, attempt)
    assert after[position - 1] == {"text": "written while nobody listened"}
    others = [place for place in range(len(after)) if place != position - 1]
    assert [after[place] for place in others] == [shown[place] for place in others]


def test_a_clock_that_jumps_back_takes_no_answer_with_it(open_browser, workshop: Server):
    page = open_browser("clock")
    attempt = start_exam(page)
    position = go_to(page, workshop, attempt, "numeric")
    for shift, value in ((HOUR, "1"), (-HOUR, "2")):
        page.evaluate("shift => { const now = Date.now; Date.now = () => now() + shift; }", shift)
        page.locator("[name=value]").fill(value)
        says(page, SAVED)
        page.wait_for_function("() => !Object.keys(localStorage).some(name => name.startsWith('answers:'))")
        page.reload()
    assert held(workshop, attempt, position) == {"value": "2"}
    minutes = int(page.locator("[data-timer-clock]").inner_text().split(":")[0])
    assert 50 <= minutes < 60

"""A module check from the board to the result, with the keyboard alone."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from courses.quiz.fields import fields_of
from tests.journeys.answering import answer_to, contents_of, place_of
from tests.journeys.conftest import Site, sign_in
from tests.journeys.people import PASSWORD, START
from tests.journeys.test_learner import ATTEMPT, attempt_id

pytestmark = pytest.mark.journey
FOCUSED = "element => element === document.activeElement"


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus stands on the first element that matches, as a person would."""
    goal = page.locator(f"{selector}:not([tabindex='-1'])").first
    for _ in range(120):
        page.keyboard.press("Tab")
        if goal.evaluate(FOCUSED):
            return
    raise AssertionError(f"{selector} cannot be reached with Tab on {page.url}")


def press(page: Page, selector: str) -> None:
    tab_to(page, selector)
    page.keyboard.press("Enter")


def answer(page: Page, content: dict[str, Any]) -> None:
    response = answer_to(content)
    if "choice" in response:
        choose(page, response["choice"])
    elif "choices" in response:
        for choice in response["choices"]:
            tick(page, choice)
    elif "order" in response:
        order(page, response["order"])
    else:
        for name, (value,) in fields_of(response).items():
            fill(page, name, value)


def tick(page: Page, choice: str) -> None:
    page.evaluate("document.activeElement.blur()")
    tab_to(page, f"input[value='{choice}']")
    page.keyboard.press("Space")


def fill(page: Page, name: str, value: str) -> None:
    if page.locator(f"select[name='{name}']").count():
        pick(page, f"select[name='{name}']", value)
    else:
        tab_to(page, f"[name='{name}']")
        page.keyboard.type(value)


def choose(page: Page, choice: str) -> None:
    """Tab reaches the group, arrows choose in it."""
    tab_to(page, "input[name=choice]")
    page.keyboard.press("Space")
    for _ in range(10):
        if page.locator(f"input[value='{choice}']").is_checked():
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError("The arrows do not reach the option.")


def pick(page: Page, selector: str, value: str) -> None:
    page.evaluate("document.activeElement.blur()")
    tab_to(page, selector)
    for _ in range(15):
        if page.locator(selector).input_value() == value:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError("The arrows do not reach the answer.")


def order(page: Page, steps: list[str]) -> None:
    for position, step in enumerate(steps, start=1):
        row = page.locator("li", has=page.locator(f"[name='pos-{step}']"))
        up = row.get_by_role("button", name="Move up")
        page.evaluate("document.activeElement.blur()")
        while place_of(row) != position:
            for _ in range(120):
                if up.evaluate(FOCUSED):
                    break
                page.keyboard.press("Tab")
            page.keyboard.press("Enter")


def test_a_module_check_is_taken_with_the_keyboard_alone(page: Page, site: Site):
    sign_in(page, START, PASSWORD)
    page.goto("/courses/lean-leaders/kaizen/check/")
    press(page, "main form button")
    page.wait_for_url(ATTEMPT)
    for number, content in enumerate(contents_of(site, attempt_id(page)), start=1):
        answer(page, content)
        press(page, "button[name=do][value=check]")
        expect(page.locator(".tail a.button-primary")).to_be_visible()
        press(page, ".tail a.button-primary")
        page.wait_for_url(re.compile(rf"/{number + 1}/$|/review/$"))
    press(page, "form[data-submit] button")
    expect(page.locator("h1")).to_contain_text(re.compile("mastered this module"))

"""Answers items in the browser as someone who knows the course would: the key comes from the database."""

import json
import sqlite3
from typing import Any

from playwright.sync_api import Locator, Page

from content.items.scoring import key
from courses.quiz.fields import fields_of
from tests.journeys.serving import Site


def contents_of(site: Site, attempt: str) -> list[dict[str, Any]]:
    """The frozen content of each item of an attempt, in the order of asking."""
    query = (
        "SELECT v.content FROM courses_answer a JOIN content_itemversion v ON v.id = a.item_version_id"
        " WHERE a.attempt_id = ? ORDER BY a.position"
    )
    with sqlite3.connect(f"file:{site.state / 'db.sqlite3'}?mode=ro", uri=True) as database:
        return [json.loads(content) for (content,) in database.execute(query, [attempt.replace("-", "")])]


def stored_of(site: Site, attempt: str) -> list[dict[str, Any] | None]:
    """What the server holds of each answer, in the order of asking."""
    query = "SELECT response FROM courses_answer WHERE attempt_id = ? ORDER BY position"
    with sqlite3.connect(f"file:{site.state / 'db.sqlite3'}?mode=ro", uri=True) as database:
        held = database.execute(query, [attempt.replace("-", "")]).fetchall()
    return [None if response is None else json.loads(response) for (response,) in held]


def fill_in(page: Page, content: dict[str, Any]) -> None:
    """Give the right answer on the page of this item, by mouse."""
    response = answer_to(content)
    if "choice" in response or "choices" in response:
        for choice in response.get("choices", [response.get("choice")]):
            page.locator(f"input[name=choice][value='{choice}']").check()
    elif "pairs" in response:
        for left, right in response["pairs"].items():
            page.locator(f"select[name='left-{left}']").select_option(right)
    elif "order" in response:
        put_in_order(page, response["order"])
    elif "gaps" in response:
        for name, (value,) in fields_of(response).items():
            fill_gap(page, name, value)
    else:
        field = "value" if "value" in response else "text"
        page.locator(f"[name={field}]").fill(response[field])


def answer_to(content: dict[str, Any]) -> dict[str, Any]:
    """What earns it all; where people judge, what the author would write."""
    return key(content) if content["type"] != "self_assessed" else {"text": "What have you tried so far?"}


def fill_gap(page: Page, name: str, value: str) -> None:
    field = page.locator(f"[name='{name}']")
    if name.endswith("-choice"):
        field.select_option(value)
    else:
        field.fill(value)


def put_in_order(page: Page, order: list[str]) -> None:
    """Move each step up until it stands in its place, with the buttons; by selects without script."""
    if page.get_by_role("button", name="Move up").count() == 0:
        for position, step in enumerate(order, start=1):
            page.locator(f"select[name='pos-{step}']").select_option(str(position))
        return
    for position, step in enumerate(order, start=1):
        row = page.locator("li", has=page.locator(f"[name='pos-{step}']"))
        while place_of(row) != position:
            row.get_by_role("button", name="Move up").click()


def place_of(row: Locator) -> int:
    """Where a step stands in its list now, from 1."""
    return int(row.evaluate("li => [...li.parentElement.children].indexOf(li) + 1"))

"""An instructor reads how the final exam measures, opens a study of its pass mark and rates its items."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys.barriers import RULES
from tests.journeys.conftest import PHONE, sign_in
from tests.journeys.people import INSTRUCTOR, PASSWORD

pytestmark = pytest.mark.journey


def own_barriers(page: Page) -> list[str]:
    """What axe finds in our part of the CMS, and whether it scrolls sideways on a phone."""
    page.wait_for_load_state("load")
    options = {"runOnly": RULES, "preload": False}
    found = Axe().run(page, context=".ia", options=options).response["violations"]
    named = [f"{page.url}: {rule['id']} at {node['target']}" for rule in found for node in rule["nodes"]]
    size = page.viewport_size
    page.set_viewport_size(PHONE)
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        named.append(f"{page.url}: scrolls sideways")
    page.set_viewport_size(size)
    return named


def open_exam(page: Page) -> list[str]:
    """Go from the door of item analysis to the report of the exam, and return the barriers on the way."""
    sign_in(page, INSTRUCTOR, PASSWORD)
    page.goto("/admin/item-analysis/")
    found = own_barriers(page)
    page.get_by_role("link", name="Final exam").click()
    return found


def test_an_instructor_reads_how_the_exam_measures(page: Page):
    found = open_exam(page)
    # The one who is certified sat it: too few to judge, so that there are counts alone.
    expect(page.locator(".ia")).to_contain_text("With fewer than 30 attempts only counts are shown.")
    found += own_barriers(page)
    page.locator(".ia-row a").first.click()
    expect(page.locator(".ia")).to_contain_text("Fewer than 30 answers.")
    found += own_barriers(page)
    page.go_back()
    page.goto(f"{page.url}banks/")
    expect(page.locator(".ia")).to_contain_text("been drawn so far")
    assert found + own_barriers(page) == []


def test_an_instructor_opens_a_study_of_the_pass_mark_and_rates_items(page: Page):
    open_exam(page)
    page.goto(f"{page.url}standards/")
    found = own_barriers(page)
    page.get_by_label("Name of the study").fill("Autumn")
    page.get_by_role("checkbox").first.check()
    page.get_by_role("checkbox").last.check()
    page.get_by_role("button", name="Open the study").click()
    expect(page.locator(".ia")).to_contain_text("Round 1 is open.")
    found += own_barriers(page)
    page.get_by_role("link", name="Rate the items").click()
    found += own_barriers(page)
    for field in page.get_by_label("Right, of 100").all():
        field.fill("70")
    page.get_by_role("button", name="Keep and go on").press("Enter")
    expect(page.locator(".messages")).to_contain_text("12 ratings are kept.")
    expect(page.locator(".ia")).to_contain_text("12 of")
    assert found == []

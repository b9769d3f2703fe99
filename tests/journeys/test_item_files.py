"""An instructor brings a file of questions into a bank, mended once, and takes items out into another."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys.barriers import RULES
from tests.journeys.conftest import PHONE, sign_in
from tests.journeys.people import INSTRUCTOR, PASSWORD

pytestmark = pytest.mark.journey

FAULTY = """// [tag:S13] [tag:apply]
::Where facts are::Where does a leader look for facts first? {=Where the work is done ~In the report}

::Never closed::Which of these is a waste? {=Waiting ~Value

::Takt time::27000 seconds and 450 pieces: how many seconds is the takt? {#60:0.5}
"""
MENDED = FAULTY.replace("~Value\n", "~Value}\n")


def hand_in(page: Page, text: str) -> None:
    name = "questions.gift"
    page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "text/plain", "buffer": text.encode()}
    )
    page.get_by_role("button", name="Look at what it holds").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)


def barriers_in_main(page: Page) -> list[str]:
    """What axe finds in the page proper, and whether the page scrolls sideways on a phone."""
    page.wait_for_load_state("load")
    options = {"runOnly": RULES, "preload": False}
    found = Axe().run(page, context="main .nice-padding", options=options).response["violations"]
    named = [f"{page.url}: {rule['id']} at {node['target']}" for rule in found for node in rule["nodes"]]
    size = page.viewport_size
    page.set_viewport_size(PHONE)
    # As a phone opens it: the menu stays open where a wide window is made narrow.
    page.reload()
    if page.locator("main").evaluate("main => main.scrollWidth > main.clientWidth"):
        named.append(f"{page.url}: scrolls sideways")
    page.set_viewport_size(size)
    page.reload()
    return named


def test_an_instructor_mends_a_file_looks_again_and_imports_it(page: Page):
    sign_in(page, INSTRUCTOR, PASSWORD)
    page.goto("/admin/snippets/content/itembank/")
    page.get_by_role("button", name="More options for 'Gemba'").click()
    page.get_by_role("link", name="Import items").click()
    expect(page.get_by_label("Bank")).to_have_js_property("selectedOptions.0.text", "Gemba")
    found = barriers_in_main(page)
    hand_in(page, FAULTY)
    expect(page.get_by_role("row", name=re.compile("line 4 Never closed"))).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^Import"))).to_have_count(0)
    found += barriers_in_main(page)
    page.get_by_role("link", name="Hand in another file").click()
    hand_in(page, MENDED)
    expect(page.get_by_role("row", name=re.compile("Takt time"))).to_contain_text("60 ± 0.5")
    found += barriers_in_main(page)
    page.get_by_role("button", name="Import 3 items").click()
    expect(page.locator(".messages")).to_contain_text("3 items were made.")
    # They come first in the list of the bank, and open as drafts.
    page.get_by_role("link", name="GEMBA-2", exact=True).click()
    expect(page.locator("#id_name")).to_have_value("Never closed")
    assert found == []


def test_an_instructor_takes_items_out_and_learns_what_stays_behind(page: Page):
    sign_in(page, INSTRUCTOR, PASSWORD)
    page.goto("/admin/item-files/export/")
    found = barriers_in_main(page)
    page.get_by_label("Format").select_option("gift")
    page.get_by_role("button", name="Export", exact=True).click()
    # GIFT has no place for what the learner judges.
    expect(page.get_by_role("row", name=re.compile("RSP-13"))).to_be_visible()
    found += barriers_in_main(page)
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile("Export the other")).click()
    assert download.value.suggested_filename == "items.gift"
    assert "[id:A3P-01]" in Path(download.value.path()).read_text("utf-8")
    assert found == []

"""From signing up to a certificate that a stranger can check."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.answering import contents_of, fill_in
from tests.journeys.barriers import barriers_in_both_themes
from tests.journeys.conftest import Site, sign_in
from tests.journeys.people import EXAM, PASSWORD

pytestmark = pytest.mark.journey
LESSON = "/courses/lean-leaders/kaizen/small-improvements-every-day/"
ATTEMPT = re.compile(r"/attempts/([0-9a-f-]{36})/")


def attempt_id(page: Page) -> str:
    found = ATTEMPT.search(page.url)
    assert found, page.url
    return found[1]


def sign_up(page: Page, site: Site, address: str) -> None:
    """From the front door to the course, with the code that was e-mailed."""
    page.goto("/accounts/signup/?next=/courses/lean-leaders/")
    page.get_by_label("Full name").fill("Ólafur Þór Müller")
    page.get_by_label("Email").fill(address)
    page.get_by_label("Password", exact=True).fill("walk to the gemba")
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url(re.compile("confirm"))
    page.get_by_role("textbox").first.fill(site.mailed_code(address))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/courses/lean-leaders/"))


def test_a_newcomer_signs_up_enrols_reads_and_answers(page: Page, site: Site):
    sign_up(page, site, "newcomer@example.org")
    page.get_by_role("button", name="Enrol").first.click()
    page.goto(LESSON)
    check = page.locator(".check").first
    check.get_by_text("Specialists analyse a process").click()
    check.get_by_role("button", name="Check my answer").click()
    expect(page.locator(".check").first).to_contain_text("not everyone")
    expect(page.locator(".check").first).not_to_contain_text("Everyone, every day, their own work")

    page.get_by_label("By when?").fill("2099-12-18")
    page.get_by_role("button", name="Add to my board").click()
    page.goto(LESSON)
    page.get_by_role("button", name="Mark lesson complete").click()
    expect(page.locator("main")).to_contain_text("“Small improvements, every day” is complete")
    page.goto("/board/")
    expect(page.locator("main")).to_contain_text("For five days, ask one colleague")


def sit(page: Page, contents: list[dict[str, Any]]) -> None:
    """Answer all items rightly; look for barriers at the first of each type."""
    assert len(contents) == 60
    seen: set[str] = set()
    for content in contents:
        if content["type"] not in seen:
            assert barriers_in_both_themes(page) == []
            seen.add(content["type"])
        fill_in(page, content)
        page.get_by_role("button", name=re.compile("^Save and")).last.click()


def test_a_learner_passes_the_exam_and_holds_a_certificate_that_anyone_can_check(page: Page, site: Site):
    sign_in(page, EXAM, PASSWORD)
    page.goto("/courses/lean-leaders/exam/")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Start the exam").click()
    sit(page, contents_of(site, attempt_id(page)))
    expect(page.locator("main")).to_contain_text("Every item has an answer.")
    assert barriers_in_both_themes(page) == []
    page.get_by_role("button", name="Hand in").click()
    expect(page.locator("h1")).to_contain_text("You passed the final exam.")
    expect(page.locator("main")).to_contain_text("60 of 60 points")
    assert barriers_in_both_themes(page) == []

    page.goto("/board/")
    link = page.locator("a[href*='/v/']").first.get_attribute("href") or ""
    with page.expect_download() as download:
        page.locator("a[href$='.pdf']").first.click()
    assert download.value.path().read_bytes().startswith(b"%PDF-")

    page.context.clear_cookies()
    page.goto(re.sub(r"\.pdf$", "", link))
    expect(page.locator("main")).to_contain_text("Nguyễn Thị Ánh")
    expect(page.locator("main")).to_contain_text("the signature matches")

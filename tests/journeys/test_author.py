"""An instructor edits a lesson in the CMS and publishes it; a learner sees it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site, sign_in
from tests.journeys.people import INSTRUCTOR, PASSWORD, START

pytestmark = pytest.mark.journey
PRINT_ID = """
from content.models import LessonPage
print(LessonPage.objects.get(slug="why-leaders-go-to-the-source").pk)
"""
LESSON = "/courses/lean-leaders/gemba/why-leaders-go-to-the-source/"


def test_what_an_instructor_publishes_a_learner_reads(page: Page, site: Site):
    sign_in(page, INSTRUCTOR, PASSWORD)
    number = site.command("shell", "-v", "0", "-c", PRINT_ID).split()[-1]
    page.goto(f"/admin/pages/{number}/edit/")
    title = page.locator("#id_title")
    expect(title).to_be_visible()
    title.fill("Why leaders go to the source of work")
    page.get_by_role("button", name=re.compile("More actions")).click()
    page.get_by_role("button", name="Publish").click()
    expect(page.locator(".messages")).to_contain_text("published")

    page.context.clear_cookies()
    sign_in(page, START, PASSWORD)
    page.goto(LESSON)
    expect(page.locator("h1")).to_contain_text("Why leaders go to the source of work")

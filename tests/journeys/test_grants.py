"""More time and breaks, from the instructor who grants them to the learner who takes one, and back."""

import re

import pytest
from playwright.sync_api import Page, expect

from content.items.scoring import key
from tests.journeys.answering import contents_of
from tests.journeys.barriers import barriers_in_both_themes
from tests.journeys.conftest import Site, sign_in
from tests.journeys.people import ADMINISTRATOR, INSTRUCTOR, PASSWORD
from tests.journeys.test_bad_line import MAKE, stored
from tests.journeys.test_exam_quality import own_barriers
from tests.journeys.test_learner import attempt_id

pytestmark = pytest.mark.journey
LEARNER = "rest@grants.example"
TOLD = re.compile(r"You have \d+ minutes instead of \d+\. You can take 20 minutes of breaks\.")
APPROVE = """
from courses.accommodating import approve_accommodation
from courses.models import Accommodation
from lms.models import User
approve_accommodation(Accommodation.objects.latest("pk"), by=User.objects.get(email="{email}"))
"""


def grant(page: Page, email: str) -> list[str]:
    """Record half as much time again and twenty minutes of breaks; return the barriers on the way."""
    sign_in(page, INSTRUCTOR, PASSWORD)
    page.goto("/admin/accommodations/")
    found = own_barriers(page)
    page.get_by_role("link", name="New accommodation").click()
    page.get_by_label("Name or e-mail address").fill(email)
    page.locator(".ia").get_by_role("button", name="Search").click()
    found += own_barriers(page)
    page.locator(".ia-list a").click()
    option = page.locator("option", has_text="Final exam").first.get_attribute("value")
    page.get_by_label("Where it holds").select_option(option)
    page.get_by_label("Half as much again").check()
    page.get_by_label("Minutes of breaks").fill("20")
    page.get_by_label("Reason").fill("A letter is on file.")
    found += own_barriers(page)
    page.get_by_role("button", name="Record for approval").click()
    expect(page.locator(".ia")).to_contain_text("Another person has to approve it.")
    found += own_barriers(page)
    page.goto("/admin/accommodations/")
    return found + own_barriers(page)


def extend(page: Page, attempt: str) -> list[str]:
    sign_in(page, INSTRUCTOR, PASSWORD)
    page.goto(f"/admin/accommodations/attempts/{attempt}/")
    page.get_by_label("Minutes more").fill("15")
    page.get_by_label("Reason").fill("A fire alarm.")
    page.get_by_role("button", name="Give more time").click()
    expect(page.locator(".ia")).to_contain_text("15 minutes. A fire alarm.")
    return own_barriers(page)


def start_at_a_numeric_item(page: Page, site: Site) -> tuple[str, int]:
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Start the exam").click()
    attempt = attempt_id(page)
    keys = [key(c) if c["type"] != "self_assessed" else {} for c in contents_of(site, attempt)]
    position = next(number for number, right in enumerate(keys, start=1) if "value" in right)
    page.goto(f"/attempts/{attempt}/{position}/")
    return attempt, position


def take_a_break(page: Page) -> list[str]:
    """Fill in the item at hand and leave it for a break, by keyboard; return the barriers there."""
    page.locator("input[name=value]").fill("12")
    page.get_by_role("button", name="Take a break (20 minutes left)").press("Enter")
    expect(page.get_by_role("heading", name="You are in a break")).to_be_visible()
    return barriers_in_both_themes(page)


def test_what_is_granted_is_told_taken_and_loses_no_answer(page: Page, site: Site):
    site.command("shell", "-v", "0", "-c", MAKE.format(email=LEARNER))
    found = grant(page, LEARNER)
    site.command("shell", "-v", "0", "-c", APPROVE.format(email=ADMINISTRATOR))
    page.context.clear_cookies()
    sign_in(page, LEARNER, PASSWORD)
    page.goto("/courses/lean-leaders/exam/")
    expect(page.locator("main")).to_contain_text(TOLD)
    found += barriers_in_both_themes(page)
    attempt, position = start_at_a_numeric_item(page, site)
    found += barriers_in_both_themes(page)
    beside = page.context.new_page()
    beside.goto(page.url)
    found += take_a_break(page)
    assert stored(site, attempt, position) == {"value": "12"}
    # What is answered in a window that stands open beside it is kept on this device, and sent afterwards.
    beside.locator("input[name=value]").fill("13")
    expect(beside.get_by_role("heading", name="You are in a break")).to_be_visible()
    assert stored(site, attempt, position) == {"value": "12"}
    page.get_by_role("button", name="Go on with the exam").press("Enter")
    expect(page).to_have_url(re.compile(f"/attempts/{attempt}/{position}/$"))
    expect(page.locator("input[name=value]")).to_have_value("13")
    expect(page.locator("[data-save-status]")).to_contain_text(re.compile(r"Saved \d"))
    assert stored(site, attempt, position) == {"value": "13"}
    page.context.clear_cookies()
    assert found + extend(page, attempt) == []

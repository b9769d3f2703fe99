"""A stranger checks a certificate: no account, no trust, one minute."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site, sign_in
from tests.journeys.people import ADMINISTRATOR, CERTIFIED, PASSWORD

pytestmark = pytest.mark.journey


def certificate_id(page: Page) -> str:
    """The certified learner reads the number off their board."""
    sign_in(page, CERTIFIED, PASSWORD)
    page.goto("/board/")
    link = page.locator("a[href*='/v/']").first.get_attribute("href") or ""
    page.context.clear_cookies()
    return re.sub(r"^.*/v/|\..*$|/$", "", link)


def test_a_typed_number_leads_to_the_record_and_unknown_ones_say_so(page: Page, site: Site):
    number = certificate_id(page)
    typed = " ".join(number[i : i + 4] for i in range(0, 26, 4)).lower()
    page.goto("/verify/")
    page.get_by_role("textbox").first.fill(typed)
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Þórdís Čapek")
    expect(page.locator("main")).to_contain_text("the signature matches")

    page.goto("/verify/")
    page.get_by_role("textbox").first.fill("7F3K-92QD-0000-0000-0000-0000-00")
    page.keyboard.press("Enter")
    expect(page.locator("main")).not_to_contain_text("the signature matches")
    expect(page.locator("main")).not_to_contain_text("Čapek")


def test_a_revoked_certificate_says_when_and_why(page: Page, site: Site):
    site.command("shell", "-c", ISSUE_AND_REVOKE)
    number = site.command("shell", "-v", "0", "-c", LAST_NUMBER).strip().splitlines()[-1]
    page.goto(f"/v/{number}")
    expect(page.locator("main")).to_contain_text(re.compile("revoked", re.IGNORECASE))
    expect(page.locator("main")).to_contain_text("Issued in error")


ISSUE_AND_REVOKE = f"""
from django.utils import timezone
from certificates.life.issuing import issue_certificate
from certificates.models import Certificate
from certificates.life.revoking import revoke_certificate
from content.models import CoursePage
from courses.enrolling import enrol
from courses.models import Completion
from lms.models import User
learner = User.objects.create_user("revoked@lean-leaders.example", full_name="Zoë Ríos")
enrolment = enrol(learner, CoursePage.objects.get(slug="lean-leaders"))
completion = Completion.objects.create(enrolment=enrolment, completed_at=timezone.now())
certificate = issue_certificate(completion)
revoke_certificate(certificate, reason="Issued in error", by=User.objects.get(email="{ADMINISTRATOR}"))
"""
LAST_NUMBER = """
from certificates.models import Certificate
print(Certificate.objects.get(earner="Zoë Ríos").public_id)
"""

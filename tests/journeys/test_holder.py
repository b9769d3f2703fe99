"""The holder's day with a certificate: share it, decide what others see, ask for a change. And trust."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.barriers import barriers_in_both_themes
from tests.journeys.conftest import DESK, PHONE, Site, sign_in
from tests.journeys.people import PASSWORD

pytestmark = pytest.mark.journey
HOLDER, NAME = "holder@lean-leaders.example", "Zofia Ríos"
ISSUE = f"""
from allauth.account.models import EmailAddress
from django.utils import timezone
from certificates.life.issuing import issue_certificate
from content.models import CoursePage
from courses.enrolling import enrol
from courses.models import Completion
from lms.models import User
learner = User.objects.create_user("{HOLDER}", full_name="{NAME}", password="{PASSWORD}")
EmailAddress.objects.create(user=learner, email=learner.email, verified=True, primary=True)
enrolment = enrol(learner, CoursePage.objects.get(slug="lean-leaders"))
results = [{{"module": "Kaizen", "score": "92"}}, {{"exam": "Final exam", "score": "82"}}]
completion = Completion.objects.create(enrolment=enrolment, completed_at=timezone.now(), results=results)
print(issue_certificate(completion).public_id)
"""
RESTORE = f"""
from certificates.models import Certificate
shown = dict(name_shown="full", shows_results=True, shows_file=False, is_withheld=False)
Certificate.objects.filter(completion__enrolment__learner__email="{HOLDER}").update(**shown)
"""


@pytest.fixture(scope="module")
def number(site: Site) -> str:
    return site.command("shell", "-v", "0", "-c", ISSUE).strip().splitlines()[-1]


@pytest.fixture(autouse=True)
def everything_shown(site: Site, number: str) -> None:
    site.command("shell", "-v", "0", "-c", RESTORE)


@pytest.fixture
def mine(page: Page, number: str) -> Page:
    """The holder's page of the certificate, signed in."""
    sign_in(page, HOLDER, PASSWORD)
    page.goto(f"/certificates/{number}/")
    return page


@pytest.fixture
def stranger(browser: Browser, site: Site) -> Iterator[Page]:
    context = browser.new_context(base_url=site.url, viewport=PHONE)
    yield context.new_page()
    context.close()


def test_the_board_leads_to_all_about_a_certificate(page: Page, number: str):
    sign_in(page, HOLDER, PASSWORD)
    page.goto("/board/")
    page.get_by_role("link", name="Share, and what others see").click()
    expect(page.locator("h1")).to_contain_text("Lean Leaders")
    expect(page.get_by_label("Link to the public record")).to_have_value(re.compile(f"/v/{number}$"))


def test_what_the_holder_chooses_is_told_before_and_seen_by_strangers_right_after_saving(
    mine: Page, stranger: Page, number: str
):
    stranger.goto(f"/v/{number}")
    expect(stranger.locator("main")).to_contain_text(NAME)
    told = mine.get_by_role("group", name="Others read")
    mine.get_by_label("My initials").check()
    expect(told).to_contain_text("Z. R.", use_inner_text=True)
    expect(told).not_to_contain_text(NAME, use_inner_text=True)
    mine.get_by_label("Show my results by module and exam").uncheck()
    mine.get_by_role("button", name="Save what others see").click()
    expect(mine.get_by_role("status").first).to_contain_text("from now on")
    stranger.reload()
    expect(stranger.locator("main")).to_contain_text("Z. R.")
    expect(stranger.locator("main")).not_to_contain_text(NAME)
    expect(stranger.locator("main")).not_to_contain_text("Kaizen")


def test_a_file_beside_a_hidden_name_is_refused_in_words(mine: Page):
    mine.get_by_label("No name").check()
    mine.get_by_label("Offer my PDF for download").check()
    mine.get_by_role("button", name="Save what others see").click()
    expect(mine.locator("[data-error-summary]")).to_be_focused()
    expect(mine.locator("[data-error-summary]")).to_contain_text("The file says your full name")


def test_a_withheld_record_says_so_and_its_badge_is_gone(mine: Page, stranger: Page, number: str):
    assert stranger.goto(f"/v/{number}/badge.svg").status == 200
    mine.get_by_label("Keep the whole record to myself").check()
    expect(mine.get_by_role("group", name="Others read")).not_to_contain_text(NAME, use_inner_text=True)
    mine.get_by_role("button", name="Save what others see").click()
    expect(mine.locator("main")).to_contain_text("You keep the record to yourself.")
    assert stranger.goto(f"/v/{number}/badge.svg").status == 404
    stranger.goto(f"/v/{number}")
    expect(stranger.locator("main")).not_to_contain_text(NAME)


def test_the_whole_choice_is_made_by_keyboard_alone(mine: Page, stranger: Page, number: str):
    mine.get_by_label("My full name").focus()
    mine.keyboard.press("ArrowDown")
    for _ in range(4):
        mine.keyboard.press("Tab")
    expect(mine.get_by_role("button", name="Save what others see")).to_be_focused()
    mine.keyboard.press("Enter")
    expect(mine.get_by_role("status").first).to_contain_text("from now on")
    stranger.goto(f"/v/{number}")
    expect(stranger.locator("main")).to_contain_text("Z. R.")


def test_the_link_is_copied_and_the_button_says_so(
    mine: Page, context: BrowserContext, site: Site, number: str
):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    copy = mine.get_by_role("button", name="Copy").first
    copy.click()
    expect(mine.get_by_role("button", name="Copied")).to_be_focused()
    assert mine.evaluate("navigator.clipboard.readText()") == f"{site.url}/v/{number}"


def test_the_badge_is_drawn_and_the_pasted_markup_leads_to_the_record(
    mine: Page, stranger: Page, number: str
):
    badge = mine.locator("img.share__badge")
    badge.scroll_into_view_if_needed()
    expect(badge).to_have_js_property("complete", True)
    assert badge.evaluate("image => image.naturalWidth") == 480
    stranger.set_content(mine.get_by_label("HTML to paste").input_value())
    image = stranger.get_by_role("img", name=re.compile("certified by Lean Leaders"))
    expect(image).to_have_js_property("naturalWidth", 480)
    stranger.get_by_role("link").click()
    expect(stranger.locator("h1")).to_contain_text("This certificate is valid.")


def test_all_of_it_works_without_script(browser: Browser, site: Site, number: str):
    context = browser.new_context(base_url=site.url, viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, HOLDER, PASSWORD)
    page.goto(f"/certificates/{number}/")
    expect(page.get_by_role("button", name="Copy")).to_have_count(0)
    page.get_by_label("My initials").check()
    page.get_by_role("button", name="Save what others see").click()
    expect(page.get_by_role("group", name="Others read")).to_contain_text("Z. R.", use_inner_text=True)
    page.get_by_role("link", name="Correct the name").click()
    page.get_by_label("The name as it should stand").fill("Zofia Ríos Nowak")
    page.get_by_role("button", name="Send to the certificate officers").click()
    expect(page.locator("main")).to_contain_text("Correct the name: Zofia Ríos Nowak")
    page.get_by_role("button", name="Take it back").click()
    expect(page.locator("main")).to_contain_text("Taken back. Nothing is changed.")
    context.close()


def test_the_page_on_trust_hands_out_the_root_whose_fingerprint_it_shows(page: Page, site: Site):
    page.goto("/")
    page.get_by_role("link", name="Keys and trust").click()
    expect(page.locator("h1")).to_have_text("Trust a certificate without trusting us")
    with page.expect_download() as download:
        page.get_by_role("link", name="Root certificate", exact=True).click()
    assert download.value.path().read_text().startswith("-----BEGIN CERTIFICATE-----")


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_none_of_these_pages_has_a_barrier(mine: Page, number: str, viewport: dict):
    mine.set_viewport_size(viewport)
    paths = ("", "ask/correction/", "ask/renewal/", "ask/erasure/")
    found = []
    for path in (*(f"/certificates/{number}/{path}" for path in paths), "/trust/"):
        mine.goto(path)
        found += barriers_in_both_themes(mine)
    assert found == []

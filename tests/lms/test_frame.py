"""The frame around every page: its doors, its colours, and what it says when something is wrong."""

import pytest
from django.core.exceptions import SuspiciousOperation
from django.http import Http404
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse
from django.views.defaults import bad_request, page_not_found

from lms.models import User

DOORS = [
    "courses:board",
    "content:glossary",
    "certificates:verify",
    "lms:account",
    "lms:accessibility",
    "lms:privacy",
    "lms:theme",
    "account_login",
    "account_logout",
]


@pytest.fixture
def frame(rf: RequestFactory):
    """Render the frame for a path, a signed-in user or none, and cookies."""

    def render(path: str = "/", user: User | None = None, **cookies: str) -> str:
        request = rf.get(path)
        request.COOKIES.update(cookies)
        return render_to_string("base.html", {"user": user} if user else {}, request)

    return render


@pytest.mark.parametrize("name", DOORS)
def test_each_door_of_the_frame_exists(name: str):
    assert reverse(name).startswith("/")


def test_a_visitor_is_offered_to_sign_in_and_to_verify(frame):
    page = frame()
    assert 'href="/accounts/login/"' in page
    assert "Verify a certificate" in page
    assert "My board" not in page


def test_a_learner_finds_the_board_and_the_account(frame):
    page = frame(user=User(email="ines@northfield.example", full_name="Ines van der Čapek"))
    assert 'href="/board/"' in page
    assert ">IČ<" in page
    assert "Your account, Ines van der Čapek" in page


def test_the_navigation_says_where_we_are(frame):
    learner = User(email="ines@northfield.example", full_name="Ines Calder")
    assert '<a href="/board/" aria-current="page">' in frame("/board/", learner)
    assert '<a href="/board/" aria-current="true">' in frame("/board/2026/", learner)
    assert "aria-current" not in frame("/elsewhere/", learner)


@pytest.mark.parametrize("address", ["/v/9B2M", "/V/9B2M"])
def test_a_record_belongs_to_the_verification_of_certificates(frame, address):
    assert '<a href="/verify/" aria-current="true">Verify a certificate</a>' in frame(address)


@pytest.mark.parametrize(
    ("cookie", "expected"),
    [("dark", 'data-theme="dark"'), ("light", 'data-theme="light"')],
)
def test_the_chosen_colours_win_over_the_system(frame, cookie: str, expected: str):
    assert expected in frame(theme=cookie)


@pytest.mark.parametrize("cookie", ["", "system", '"><script>'])
def test_any_other_choice_leaves_the_colours_to_the_system(frame, cookie: str):
    assert "data-theme" not in frame(theme=cookie)


def test_choosing_colours_sets_a_cookie_and_returns(client: Client):
    answer = client.post("/theme/", {"theme": "dark", "next": "/privacy/"})
    assert answer.headers["Location"] == "/privacy/"
    assert answer.cookies["theme"].value == "dark"
    assert answer.cookies["theme"]["max-age"] == 31_536_000


@pytest.mark.parametrize("wanted", ["system", "purple", ""])
def test_choosing_the_system_forgets_the_choice(client: Client, wanted: str):
    client.cookies["theme"] = "dark"
    assert client.post("/theme/", {"theme": wanted}).cookies["theme"]["max-age"] == 0


def test_choosing_colours_never_leads_off_the_site(client: Client):
    answer = client.post("/theme/", {"theme": "dark", "next": "//elsewhere.example/"})
    assert answer.headers["Location"] == "/"


def test_colours_are_not_chosen_by_a_link(client: Client):
    assert client.get("/theme/").status_code == 405


@pytest.mark.parametrize(("name", "title"), [("accessibility", "Accessibility"), ("privacy", "Privacy")])
def test_the_pages_in_the_foot_are_open_to_everyone(client: Client, name: str, title: str):
    page = client.get(reverse(f"lms:{name}"))
    assert page.status_code == 200
    assert f"<h1>{title}</h1>" in page.content.decode()


def test_a_missing_page_says_what_to_do(rf: RequestFactory):
    page = page_not_found(rf.get("/typo/"), Http404())
    assert page.status_code == 404
    assert "This page is not here" in page.content.decode()
    assert "Go to the front page" in page.content.decode()


def test_the_page_of_a_failure_needs_no_request():
    assert "Something failed on our side" in render_to_string("500.html")


def test_a_refused_visitor_is_offered_to_sign_in_and_a_learner_is_not(rf: RequestFactory):
    assert "You are not signed in" in render_to_string("403.html", {}, rf.get("/"))
    page = render_to_string("403.html", {"user": User(email="ines@northfield.example")}, rf.get("/"))
    assert "You are signed in as ines@northfield.example" in page


def test_a_malformed_request_is_answered_in_our_look(rf: RequestFactory):
    page = bad_request(rf.get("/"), SuspiciousOperation()).content.decode()
    assert "We could not read this request" in page


@pytest.mark.django_db
def test_who_signs_up_too_often_is_told_to_wait_in_our_look(client: Client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"signup": "1/m/ip"}
    answers = [client.post("/accounts/signup/") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 429]
    assert "Please wait a moment" in answers[1].content.decode()

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse

from lms.models import User
from tests.factories import make_home, make_learner

pytestmark = pytest.mark.django_db
PASSWORD = "go and see for yourself"
CLOSED = [
    "/admin/login/",
    "/_util/login/",
    "/admin/password_reset/",
    "/admin/password_reset/confirm/MQ/set-password/",
]


@pytest.fixture
def administrator() -> User:
    return User.objects.create_superuser("root@northfield.example", PASSWORD, full_name="Rosa Root")


@pytest.mark.parametrize("door", CLOSED)
def test_the_cms_has_no_password_form_of_its_own(client, administrator, door):
    right = {"username": administrator.email, "email": administrator.email, "password": PASSWORD}
    response = client.post(door, right)
    assert response.status_code == 302
    assert response.url.startswith("/accounts/")
    assert "_auth_user_id" not in client.session
    assert client.get(door).url.startswith("/accounts/")


def test_the_closed_doors_lead_on_to_where_one_wanted_to_go(client):
    assert client.get("/admin/login/?next=/admin/pages/").url == "/accounts/login/?next=%2Fadmin%2Fpages%2F"


@pytest.mark.parametrize("away", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_the_closed_doors_never_lead_away(client, away):
    assert client.get("/admin/login/", {"next": away}).url == "/accounts/login/?next=%2Fboard%2F"


def test_strangers_at_the_cms_are_asked_to_sign_in(client):
    assert client.get("/admin/").url == "/accounts/login/?next=/admin/"


def test_learners_are_kept_out_of_the_cms_without_going_in_circles(client):
    client.force_login(make_learner())
    for page in ("/admin/", "/admin/pages/", "/admin/users/"):
        assert client.get(page).status_code == 403


@pytest.mark.ignore_template_errors
def test_authors_come_into_the_cms(client):
    authors = Group.objects.create(name="Test authors")
    authors.permissions.add(Permission.objects.get(codename="access_admin"))
    author = make_learner("Mira Author")
    author.groups.add(authors)
    client.force_login(author)
    assert client.get("/admin/").status_code == 200


def test_the_site_runs_no_inline_script_or_style_and_stands_in_no_frame(client):
    response = client.get(reverse("account_login"))
    policy = response["Content-Security-Policy"].split("; ")
    allowed = {"script-src 'self'", "style-src 'self'", "object-src 'none'", "frame-ancestors 'none'"}
    assert allowed <= set(policy)
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.ignore_template_errors
def test_the_cms_may_frame_its_previews_and_run_its_own_scripts(client, administrator):
    client.force_login(administrator)
    response = client.get("/admin/")
    assert "script-src 'self' 'unsafe-inline'" in response["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "SAMEORIGIN"


def test_a_secure_site_says_so_for_a_year(client, settings):
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    response = Client().get(reverse("account_login"), secure=True)
    assert response["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_sessions_are_out_of_reach_of_scripts_and_of_other_sites(client, administrator):
    EmailAddress.objects.create(user=administrator, email=administrator.email, verified=True, primary=True)
    form = {"login": administrator.email, "password": PASSWORD}
    cookie = client.post(reverse("account_login"), form).cookies["session"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_signing_out_needs_a_click(client):
    client.force_login(make_learner())
    client.get(reverse("account_logout"))
    assert "_auth_user_id" in client.session
    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session


def test_crawlers_are_asked_to_leave_certificates_and_people_alone(client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    assert {"Disallow: /v/", "Disallow: /admin/", "Disallow: /accounts/"} <= set(lines)


def test_previews_of_a_link_may_be_drawn_of_a_record_that_was_shared_and_of_nothing_private(client):
    groups = client.get("/robots.txt").content.decode().split("\n\n")
    previewers = groups[1].splitlines()
    assert "User-agent: LinkedInBot" in previewers
    assert "Disallow: /v/" not in previewers
    assert {"Disallow: /board/", "Disallow: /account/"} <= set(previewers)


def test_an_address_that_is_nowhere_is_a_404(client):
    make_home()
    assert client.get("/nowhere/").status_code == 404

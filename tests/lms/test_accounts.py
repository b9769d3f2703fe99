import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse

from lms.models import User
from tests.factories import make_learner

pytestmark = pytest.mark.django_db
PASSWORD = "go and see for yourself"
NEW = {"full_name": "Ines Calder", "email": "ines@northfield.example", "password1": PASSWORD}


def code() -> str:
    """Return the code in the newest message."""
    return re.search(r"^ {4}(\S+)$", mail.outbox[-1].body, re.MULTILINE)[1]


def make_member(**fields: object) -> User:
    """A learner whose address is confirmed, with a password."""
    user = make_learner("Ines Calder", email="ines@northfield.example", password=PASSWORD, **fields)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_whoever_signs_up_confirms_the_address_by_code_and_is_in(client):
    response = client.post(reverse("account_signup"), NEW)
    assert response.url == reverse("account_email_verification_sent")
    assert not is_in(client)
    assert mail.outbox[-1].subject == f"{code()} confirms your email address"
    client.post(response.url, {"code": code()})
    assert is_in(client)
    assert User.objects.get().full_name == "Ines Calder"
    assert EmailAddress.objects.get().verified


def test_a_wrong_code_lets_nobody_in(client):
    where = client.post(reverse("account_signup"), NEW).url
    page = client.post(where, {"code": "WRONG-CODE"}).content.decode()
    assert "This is not the code we sent" in page
    assert not is_in(client)


def test_a_mistyped_address_can_be_left_behind(client):
    where = client.post(reverse("account_signup"), NEW | {"email": "ines@nortfield.example"}).url
    assert 'id="leave"' in client.get(where).content.decode()
    client.post(reverse("account_logout"), {"next": reverse("account_login")})
    client.post(reverse("account_signup"), NEW)
    assert mail.outbox[-1].to == ["ines@northfield.example"]
    client.post(where, {"code": code()})
    assert is_in(client)


def test_signing_up_speaks_of_every_field_that_is_wrong(client):
    page = client.post(
        reverse("account_signup"),
        {"full_name": "", "email": "ines.northfield.example", "password1": "kaizen26"},
    ).content.decode()
    assert "<title>Error: Create an account - Lean Leaders</title>" in page
    assert "3 things to correct" in page
    # Each in the summary and beside its field.
    assert page.count("Enter your full name") == 2
    assert page.count("Enter an email address with an @, for example ines@northfield.example") == 2
    assert page.count("Choose a password with 12 characters or more") == 2
    assert User.objects.count() == 0


@pytest.mark.parametrize(
    "name", ["Łukasz Čapek", "Nguyễn Thị Ánh", "Þórdís Jökulsdóttir", "Anaïs O’Neill-Ødegård"]
)
def test_names_that_the_certificate_prints_are_taken_as_they_are(client, name):
    client.post(reverse("account_signup"), NEW | {"full_name": f"  {name.replace(' ', '   ')} "})
    assert User.objects.get().full_name == name


def test_a_name_that_cannot_be_printed_is_refused_with_the_signs_that_are_missing(client):
    page = client.post(reverse("account_signup"), NEW | {"full_name": "Инеса Calder"}).content.decode()
    assert "Our certificate cannot print И а е н с" in page
    assert User.objects.count() == 0


def test_a_password_signs_in_and_next_leads_on(client):
    make_member()
    response = client.post(
        reverse("account_login"),
        {"login": "INES@northfield.example", "password": PASSWORD, "next": "/courses/"},
    )
    assert is_in(client)
    assert response.url == "/courses/"


def test_next_never_leads_away(client):
    make_member()
    response = client.post(
        reverse("account_login"),
        {"login": "ines@northfield.example", "password": PASSWORD, "next": "https://evil.example/"},
    )
    assert response.url == "/board/"


def test_a_code_signs_in_without_the_password_and_works_once(client):
    make_member()
    where = client.post(reverse("account_request_login_code"), {"email": "ines@northfield.example"}).url
    first = code()
    client.post(where, {"code": first})
    assert is_in(client)
    other = Client()
    other.post(reverse("account_request_login_code"), {"email": "ines@northfield.example"})
    other.post(where, {"code": first})
    assert not is_in(other)


def test_whoever_has_no_password_signs_in_by_code(client):
    user = make_learner("Mira Author", email="mira@northfield.example")
    EmailAddress.objects.create(user=user, email=user.email, primary=True)
    where = client.post(reverse("account_request_login_code"), {"email": user.email}).url
    client.post(where, {"code": code()})
    assert client.session["_auth_user_id"] == str(user.pk)


def test_a_code_lets_one_choose_a_new_password(client):
    user = make_member()
    where = client.post(reverse("account_reset_password"), {"email": user.email}).url
    chosen = client.post(where, {"code": code()}).url
    client.post(chosen, {"password1": "ask why five times"})
    user.refresh_from_db()
    assert user.check_password("ask why five times")


@pytest.mark.parametrize(
    ("door", "form"),
    [
        ("account_signup", NEW),
        ("account_request_login_code", {"email": NEW["email"]}),
        ("account_reset_password", {"email": NEW["email"]}),
        ("account_login", {"login": NEW["email"], "password": "not the right one"}),
    ],
)
def test_no_door_tells_whether_an_address_has_an_account(door, form):
    strange = Client().post(reverse(door), form, follow=True)
    User.objects.all().delete()
    make_member()
    known = Client().post(reverse(door), form, follow=True)
    assert [hop for hop, _status in strange.redirect_chain] == [hop for hop, _status in known.redirect_chain]
    assert without_tokens(strange.content) == without_tokens(known.content)
    assert len({message.to[0] for message in mail.outbox}) <= 1


def without_tokens(page: bytes) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.decode())


def test_too_many_wrong_passwords_are_refused_even_if_the_last_is_right(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,3/300s/key"}
    make_member()
    for _attempt in range(3):
        client.post(reverse("account_login"), {"login": NEW["email"], "password": "not the right one"})
    page = client.post(reverse("account_login"), {"login": NEW["email"], "password": PASSWORD})
    assert not is_in(client)
    assert "Too many attempts" in page.content.decode()


def test_messages_are_in_the_voice_of_the_site():
    make_member()
    Client().post(reverse("account_signup"), NEW)
    Client().post(reverse("account_request_login_code"), {"email": NEW["email"]})
    Client().post(reverse("account_reset_password"), {"email": NEW["email"]})
    subjects = [message.subject for message in mail.outbox]
    assert subjects[0] == "You already have an account"
    assert subjects[1].endswith("is your sign-in code")
    assert subjects[2].endswith("lets you choose a new password")
    assert all("Lean Leaders" in message.body and "!" not in message.body for message in mail.outbox)


@pytest.mark.parametrize(
    "page",
    [
        "account_login",
        "account_signup",
        "account_request_login_code",
        "account_reset_password",
    ],
)
def test_pages_for_signing_in_stay_out_of_caches_and_indexes(client, page):
    response = client.get(reverse(page))
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in response.content.decode()

import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.factories import make_learner

pytestmark = pytest.mark.django_db
PASSWORD = "go and see for yourself"


@pytest.fixture
def ines():
    user = make_learner("Ines Calder", email="ines@northfield.example", password=PASSWORD)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@pytest.fixture
def inside(ines) -> Client:
    """A client that has just signed in, as a person does."""
    client = Client()
    client.post(reverse("account_login"), {"login": ines.email, "password": PASSWORD})
    return client


def test_strangers_are_asked_to_sign_in(client):
    assert client.get(reverse("lms:account")).url == "/accounts/login/?next=/account/"


def test_the_name_to_print_can_be_changed(inside, ines):
    assert inside.post(reverse("lms:account"), {"full_name": "Inês  Calder"}).url == reverse("lms:account")
    ines.refresh_from_db()
    assert ines.full_name == "Inês Calder"


def test_a_name_that_cannot_be_printed_changes_nothing(inside, ines):
    page = inside.post(reverse("lms:account"), {"full_name": "伊内斯"}).content.decode()
    assert "Our certificate cannot print" in page
    ines.refresh_from_db()
    assert ines.full_name == "Ines Calder"


def test_nothing_but_the_name_can_be_set_from_the_account_page(inside, ines):
    inside.post(reverse("lms:account"), {"full_name": "Ines", "is_superuser": "on", "email": "x@x.example"})
    ines.refresh_from_db()
    assert (ines.is_superuser, ines.email) == (False, "ines@northfield.example")


def test_the_account_page_says_that_issued_certificates_keep_their_name(inside):
    page = inside.get(reverse("lms:account"))
    assert "keep the name they were issued with" in page.content.decode()
    assert "no-store" in page["Cache-Control"]


def test_a_new_address_needs_the_password_and_holds_once_its_code_is_entered(inside, ines):
    asked = inside.post(reverse("account_email"), {"email": "ines@new.example", "action_add": ""}).url
    assert asked.startswith(reverse("account_reauthenticate"))
    assert "Is it you?" in inside.get(asked).content.decode()
    assert mail.outbox == []
    where = inside.post(asked, {"password": PASSWORD}).url
    assert mail.outbox[-1].to == ["ines@new.example"]
    ines.refresh_from_db()
    assert ines.email == "ines@northfield.example"
    inside.post(where, {"code": re.search(r"^ {4}(\S+)$", mail.outbox[-1].body, re.MULTILINE)[1]})
    ines.refresh_from_db()
    assert ines.email == "ines@new.example"


def test_a_changed_password_ends_the_session_and_is_told_by_mail(inside, ines):
    form = {"oldpassword": PASSWORD, "password1": "ask why five times"}
    inside.post(reverse("account_change_password"), form)
    assert "_auth_user_id" not in inside.session
    ines.refresh_from_db()
    assert ines.check_password("ask why five times")
    assert mail.outbox[-1].subject == "Your password was changed"


def test_other_sessions_can_be_ended(inside, ines):
    elsewhere = Client()
    elsewhere.post(reverse("account_login"), {"login": ines.email, "password": PASSWORD})
    inside.post(reverse("usersessions_list"))
    assert elsewhere.get(reverse("lms:account")).status_code == 302
    assert inside.get(reverse("lms:account")).status_code == 200


@pytest.mark.parametrize(
    "page", ["lms:account", "account_email", "account_change_password", "usersessions_list", "account_logout"]
)
def test_every_page_of_the_account_is_shown(inside, page):
    assert inside.get(reverse(page)).status_code == 200


def test_authors_get_from_their_account_into_the_cms_and_learners_see_no_such_door(inside, ines):
    door = 'href="/admin/"'
    assert door not in inside.get(reverse("lms:account")).content.decode()
    authors = Group.objects.create(name="Authors of one course")
    authors.permissions.add(Permission.objects.get(codename="access_admin"))
    ines.groups.add(authors)
    assert door in inside.get(reverse("lms:account")).content.decode()

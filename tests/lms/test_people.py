import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.urls import reverse

from lms.models import User
from tests.factories import make_completion, make_learner

# The CMS's own templates use variables that may be missing.
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
PASSWORD = "go and see for yourself"


@pytest.fixture
def desk(client):
    """The CMS, as an administrator sees it."""
    client.force_login(User.objects.create_superuser("root@northfield.example", full_name="Rosa Root"))
    return client


def test_an_administrator_adds_a_person_with_one_name_and_no_password(desk):
    group = Group.objects.create(name="Coaches")
    form = {"email": "Mira@Northfield.example", "full_name": "Mira  Author", "groups": [group.pk]}
    assert desk.post("/admin/users/new/", form).status_code == 302
    mira = User.objects.get(full_name="Mira Author")
    assert mira.email == "mira@northfield.example"
    assert not mira.has_usable_password()
    assert list(mira.groups.all()) == [group]
    assert EmailAddress.objects.filter(user=mira, verified=False, primary=True).exists()


def test_one_address_is_one_person(desk):
    make_learner(email="mira@northfield.example")
    desk.post("/admin/users/new/", {"email": "MIRA@northfield.example", "full_name": "Mira Author"})
    assert User.objects.filter(email__iexact="mira@northfield.example").count() == 1


def test_the_name_is_checked_for_the_certificate_here_too(desk):
    page = desk.post("/admin/users/new/", {"email": "mira@northfield.example", "full_name": "Мира"})
    assert "Our certificate cannot print" in page.content.decode()


def test_a_person_is_found_by_name_and_changed(desk):
    mira = make_learner("Mira Author")
    assert "Mira Author" in desk.get("/admin/users/", {"q": "Mira"}).content.decode()
    assert "Mira Author" not in desk.get("/admin/users/", {"q": "Nobody"}).content.decode()
    edit = f"/admin/users/edit/{mira.pk}/"
    assert desk.get(edit).status_code == 200
    desk.post(edit, {"email": mira.email, "full_name": "Mira Writer"})
    mira.refresh_from_db()
    assert (mira.full_name, mira.is_active) == ("Mira Writer", False)


def test_preferences_leave_names_and_addresses_to_the_account(desk):
    page = desk.get("/admin/account/").content.decode()
    assert "name_email-first_name" not in page
    assert desk.get("/admin/users/").status_code == 200


def test_initials_are_those_of_the_first_and_the_last_name():
    assert User(full_name="Ines Maria Calder").initials == "IC"
    assert User(full_name="Ines").initials == "I"
    assert User(email="ada@example.org").initials == "A"


def test_the_database_refuses_a_second_account_for_one_address():
    make_learner(email="ada@example.org")
    twin = User(email="ADA@example.org", full_name="Ada")
    with pytest.raises(Exception, match="user_one_per_email|UNIQUE"):
        twin.save()


def test_who_has_learnt_here_is_not_deleted_and_the_administrator_learns_what_to_do(desk):
    ada = make_learner("Ada Lovelace")
    make_completion(learner=ada)
    response = desk.post(f"/admin/users/delete/{ada.pk}/", follow=True)
    assert response.redirect_chain == [(f"/admin/users/edit/{ada.pk}/", 302)]
    assert (
        "Ada Lovelace has enrolments or certificates and cannot be deleted. "
        "Make the account inactive instead." in response.content.decode()
    )
    assert User.objects.filter(pk=ada.pk).exists()


def test_who_has_done_nothing_here_can_be_deleted(desk):
    ada = make_learner("Ada Lovelace")
    desk.post(f"/admin/users/delete/{ada.pk}/")
    assert not User.objects.filter(pk=ada.pk).exists()


def test_of_many_people_nobody_is_deleted_if_one_has_learnt_here(desk):
    ada, ben = make_learner("Ada Lovelace"), make_learner("Ben Carter")
    make_completion(learner=ada)
    many = f"/admin/bulk/lms/user/delete/?id={ada.pk}&id={ben.pk}&next=/admin/users/"
    page = desk.post(many, follow=True).content.decode()
    assert "Nobody was deleted: Ada Lovelace has enrolments or certificates." in page
    assert User.objects.filter(pk__in=[ada.pk, ben.pk]).count() == 2
    desk.post(f"/admin/bulk/lms/user/delete/?id={ben.pk}&next=/admin/users/")
    assert not User.objects.filter(pk=ben.pk).exists()


@pytest.fixture
def ada(client):
    ada = make_learner("Ada Lovelace", email="old@northfield.example", password=PASSWORD)
    EmailAddress.objects.create(user=ada, email=ada.email, verified=True, primary=True)
    return ada


def change_address(desk, user, email: str):
    form = {"email": email, "full_name": user.full_name, "is_active": "on"}
    return desk.post(f"/admin/users/edit/{user.pk}/", form)


def test_after_a_change_of_address_the_new_one_alone_signs_in(desk, ada):
    change_address(desk, ada, "New@northfield.example")
    rows = EmailAddress.objects.filter(user=ada).values_list("email", "verified", "primary")
    assert list(rows) == [("new@northfield.example", True, True)]
    for email in ("old@northfield.example", "new@northfield.example"):
        Client().post(reverse("account_request_login_code"), {"email": email})
    assert [(sent.to, "code" in sent.subject) for sent in mail.outbox] == [
        (["old@northfield.example"], False),
        (["new@northfield.example"], True),
    ]


def test_a_change_of_address_ends_the_sessions_of_that_person(desk, ada):
    theirs = Client()
    theirs.post(reverse("account_login"), {"login": ada.email, "password": PASSWORD})
    assert theirs.get(reverse("lms:account")).status_code == 200
    change_address(desk, ada, "new@northfield.example")
    assert theirs.get(reverse("lms:account")).status_code == 302
    assert desk.get("/admin/users/").status_code == 200


def test_a_change_of_name_ends_no_session(desk, ada):
    theirs = Client()
    theirs.post(reverse("account_login"), {"login": ada.email, "password": PASSWORD})
    form = {"email": ada.email, "full_name": "Ada King", "is_active": "on"}
    desk.post(f"/admin/users/edit/{ada.pk}/", form)
    assert theirs.get(reverse("lms:account")).status_code == 200


def test_administrators_who_change_their_own_address_stay_signed_in(desk):
    rosa = User.objects.get(email="root@northfield.example")
    assert change_address(desk, rosa, "rosa@northfield.example").status_code == 302
    assert desk.get("/admin/users/").status_code == 200


def test_an_address_that_another_account_has_confirmed_is_refused(desk, ada):
    EmailAddress.objects.create(user=ada, email="second@northfield.example", verified=True)
    ben = make_learner("Ben Carter", email="ben@northfield.example")
    page = change_address(desk, ben, "second@northfield.example").content.decode()
    assert "Another account has this address" in page
    ben.refresh_from_db()
    assert ben.email == "ben@northfield.example"

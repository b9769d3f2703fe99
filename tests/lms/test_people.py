import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group

from lms.models import User
from tests.factories import make_learner

# The CMS's own templates use variables that may be missing.
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


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

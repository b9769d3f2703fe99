import io

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse

from certificates.cms.appointing import NAME, officers
from lms.instructing import instructors_of
from tests.certificates.officers import make_officer
from tests.factories import make_course, make_learner, make_quiz_page

# Wagtail's own templates leave variables undefined.
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


def run(command: str) -> str:
    said = io.StringIO()
    call_command(command, stdout=said)
    return said.getvalue()


def test_officers_may_all_that_certificates_take_and_nothing_else():
    may = officers().permissions.values_list("content_type__app_label", "codename")
    assert set(may) == {
        ("wagtailadmin", "access_admin"),
        ("certificates", "view_certificate"),
        ("certificates", "revoke_certificate"),
        ("certificates", "reissue_certificate"),
        ("certificates", "view_holderrequest"),
        ("certificates", "decide_holderrequest"),
        ("certificates", "view_programme"),
        ("certificates", "add_programme"),
        ("certificates", "change_programme"),
        ("certificates", "publish_programme"),
        ("certificates", "lock_programme"),
        ("certificates", "unlock_programme"),
    }


def test_the_group_is_made_once_and_then_left_to_the_administrator():
    assert run("make_officers_group") == f"Certificates: made the group “{NAME}”.\n"
    Group.objects.get(name=NAME).permissions.clear()
    assert run("make_officers_group") == ""
    assert not Group.objects.get(name=NAME).permissions.exists()


def test_officers_find_certificates_in_the_menu_and_no_course(client):
    client.force_login(make_officer())
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    for door in ("certificate:index", "officers:requests", "officers:batches"):
        assert reverse(door) in page
    for other in ("/admin/snippets/content/", "/admin/users/", "/admin/marking/", "/admin/reports/"):
        assert other not in page


@pytest.mark.parametrize(
    "door", ["/admin/pages/", "/admin/users/", "/admin/snippets/content/item/", "/admin/reports/workflow/"]
)
def test_officers_open_no_other_door_of_the_cms(client, door):
    client.force_login(make_officer())
    answer = client.get(door, follow=True)
    assert answer.status_code == 404 or answer.request["PATH_INFO"] == reverse("wagtailadmin_home")


def test_officers_read_nothing_of_quizzes(client):
    quiz = make_quiz_page(make_course().get_children().first(), "Check of kaizen")
    client.force_login(make_officer())
    assert "Check of kaizen" not in client.get(reverse("item_analysis:home")).content.decode()
    assert client.get(reverse("item_analysis:quiz_report", args=[quiz.pk])).status_code == 404


@pytest.mark.parametrize(
    "door", ["certificate:index", "officers:requests", "officers:batches", "officers:choose"]
)
def test_instructors_find_no_certificates(client, door):
    instructor = make_learner("Mira Okafor")
    instructor.groups.add(instructors_of(make_course()))
    client.force_login(instructor)
    assert reverse(door) not in client.get(reverse("wagtailadmin_home")).content.decode()
    assert client.get(reverse(door), follow=True).request["PATH_INFO"] == reverse("wagtailadmin_home")

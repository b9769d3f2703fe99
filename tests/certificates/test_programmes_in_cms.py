"""Programmes as officers write them: chosen once, drawn beside the form, published into versions."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from certificates.cms.appointing import officers
from certificates.models import Programme, ProgrammeVersion
from certificates.programmes.designing import current_version, programme_of
from tests.factories import make_course, make_learner

# Wagtail's own templates leave variables undefined.
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


def door(view: str, *args: object) -> str:
    return reverse(f"wagtailsnippets_certificates_programme:{view}", args=args)


def form(course=None, people: tuple[tuple[str, str], ...] = (), **fields: str) -> dict[str, object]:
    data = {"opening": "This certifies that", "bridge": "is a", "description": "", "human_code": ""}
    data |= {"course": course.pk if course else "", "signatories-count": len(people)} | fields
    for place, (name, role) in enumerate(people):
        data |= {f"signatories-{place}-{key}": "" for key in ("deleted", "id")}
        data |= {f"signatories-{place}-order": place, f"signatories-{place}-type": "signatory"}
        data |= {f"signatories-{place}-value-name": name, f"signatories-{place}-value-role": role}
    return data


@pytest.fixture
def officer(client):
    person = make_learner("Tomasz Reyes")
    person.groups.add(officers())
    client.force_login(person)
    return person


@pytest.fixture
def course(db):
    return make_course("Lean Leaders", achievement="Lean Leader")


def test_an_officer_writes_a_programme_and_publishes_it(client, officer, course):
    people = (("Mirela Osei", "Head of certification"),)
    sent = form(course, people, human_code="LLC") | {"action-publish": "1"}
    answer = client.post(door("add"), sent)
    assert answer.status_code == 302, answer.context["form"].errors
    version = ProgrammeVersion.objects.get()
    assert (version.path, version.human_code) == (f"{course.slug}/1", "LLC")
    assert version.signatories == [{"name": "Mirela Osei", "role": "Head of certification"}]
    assert version.published_by == officer


def test_the_list_counts_the_versions_of_all_programmes_at_once(client, officer, course):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            rows = client.get(door("list")).context["page_obj"].object_list
        assert [row.published for row in rows] == [1] * len(rows)
        # Whether one waits to go live, or is in a workflow, Wagtail asks for each.
        return sum("certificates_programmeversion" in query["sql"] for query in queries)

    current_version(course)
    asked()
    before = asked()
    current_version(make_course("Kaizen"))
    assert Programme.objects.count() == 2
    assert asked() == before


def test_a_draft_is_no_version(client, officer, course):
    client.post(door("add"), form(course))
    assert Programme.objects.get().live is False
    assert not ProgrammeVersion.objects.exists()


def test_a_course_that_has_a_programme_is_not_offered_again(client, officer, course):
    programme_of(course)
    other = make_course("Kaizen")
    page = client.get(door("add")).content.decode()
    assert f'value="{other.pk}"' in page
    assert f'<option value="{course.pk}"' not in page


def test_the_course_of_a_programme_stays(client, officer, course):
    programme, other = programme_of(course), make_course("Kaizen")
    client.post(door("edit", programme.pk), form(other) | {"action-publish": "1"})
    programme.refresh_from_db()
    assert (programme.course, programme.bridge) == (course, "is a")


def test_at_most_three_people_stand_on_it(client, officer, course):
    people = tuple((f"Person {number}", "Assessor") for number in range(4))
    answer = client.post(door("add"), form(course, people) | {"action-publish": "1"})
    assert answer.status_code == 200
    assert "signatories" in answer.context["form"].errors
    assert not Programme.objects.exists()


def test_signs_that_cannot_be_printed_are_named_beside_the_field(client, officer, course):
    answer = client.post(door("add"), form(course, bridge="李雷") | {"action-publish": "1"})
    said = ["The certificate's typefaces have no 李 雷. Please write it in other signs."]
    assert answer.context["form"].errors["bridge"] == said


@pytest.mark.parametrize(
    ("mode", "name"), [("usual", "Ines Calder"), ("letters", "Łukasz"), ("other", "Ines Calder")]
)
def test_the_sheet_is_drawn_beside_the_form(client, officer, course, mode, name):
    programme = programme_of(course)
    assert client.post(door("preview_on_edit", programme.pk), form(course)).json()["is_available"]
    answer = client.get(door("preview_on_edit", programme.pk), {"mode": mode})
    page = answer.content.decode()
    assert name in page
    assert 'src="data:image/png;base64,' in page
    assert 'href="data:application/pdf;base64,' in page
    assert "data:" in answer.headers["Content-Security-Policy"]


def test_before_a_course_is_chosen_the_preview_asks_for_it(client, officer):
    client.post(door("preview_on_add"), form())
    assert "Choose the course first" in client.get(door("preview_on_add")).content.decode()


@pytest.mark.parametrize("view", ["list", "add", "edit", "preview_on_edit", "delete"])
def test_who_is_no_officer_finds_no_programme(client, course, view):
    programme = programme_of(course)
    current_version(course)
    person = make_learner("Mira Okafor")
    person.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(person)
    address = door(view, *([] if view in ("list", "add") else [programme.pk]))
    for answer in (client.get(address), client.post(address, form(course))):
        assert answer.status_code in (302, 403, 405)
    assert client.get(address, follow=True).request["PATH_INFO"] == "/admin/"


def test_officers_delete_no_programme(client, officer, course):
    programme = programme_of(course)
    client.post(door("delete", programme.pk))
    assert Programme.objects.filter(pk=programme.pk).exists()


def test_nobody_deletes_a_programme_that_has_a_version(client, course):
    programme = programme_of(course)
    current_version(course)
    client.force_login(make_learner("Rosa Lindqvist", is_superuser=True))
    client.post(door("delete", programme.pk))
    assert Programme.objects.filter(pk=programme.pk).exists()


def test_learners_do_not_reach_the_cms(client, course):
    client.force_login(make_learner())
    assert client.get(door("list")).status_code == 403

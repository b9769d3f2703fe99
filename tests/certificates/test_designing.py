from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from certificates.checking.downloading import read_pdf
from certificates.models import Programme, ProgrammeVersion
from certificates.programmes.designing import (
    current_version,
    freeze_programme,
    make_missing_programmes,
    programme_of,
)
from certificates.programmes.wording import wording_for
from tests.conftest import AT
from tests.factories import make_course

pytestmark = pytest.mark.django_db

SIGNED = [{"type": "signatory", "value": {"name": "Mirela  Osei", "role": "Head of certification"}}]


@pytest.fixture
def course(db):
    return make_course(achievement="Lean Leader", criteria="By passing.")


def publish(programme: Programme, **written: object) -> None:
    for name, value in written.items():
        setattr(programme, name, value)
    programme.save_revision().publish()


def test_a_course_without_a_programme_gets_one_with_the_usual_words(course):
    wording = wording_for(course)
    assert wording.programme == f"{course.slug}/1"
    assert (wording.opening, wording.bridge) == ("This certifies that", "has met the standard for")
    assert (wording.description, wording.human_code, wording.signatories) == (
        "Lead people, improve work.",
        "",
        (),
    )


def test_publishing_makes_a_version_and_certificates_say_it_from_then_on(course):
    programme = programme_of(course)
    freeze_programme(programme)
    publish(programme, opening="We attest that", human_code="LLC", signatories=SIGNED)
    wording = wording_for(course)
    assert wording.programme == f"{course.slug}/2"
    assert (wording.opening, wording.human_code) == ("We attest that", "LLC")
    assert [(person.name, person.role) for person in wording.signatories] == [
        ("Mirela Osei", "Head of certification")
    ]


def test_publishing_without_a_change_makes_no_version(course):
    programme = programme_of(course)
    publish(programme, bridge="is a")
    publish(programme)
    assert [version.number for version in programme.versions.all()] == [1]


def test_a_draft_changes_nothing_that_certificates_say(course):
    programme = programme_of(course)
    publish(programme, opening="We attest that")
    programme.opening = "Not yet decided"
    programme.save_revision()
    assert wording_for(course).opening == "We attest that"


def test_a_programme_that_was_never_published_says_the_usual_words(course):
    Programme.objects.create(course=course, slug=course.slug, opening="A first try", live=False)
    assert wording_for(course).opening == "This certifies that"


def test_a_programme_that_was_unpublished_says_what_it_said_last(course):
    programme = programme_of(course)
    publish(programme, opening="We attest that")
    programme.unpublish()
    assert wording_for(course).opening == "We attest that"


def test_what_the_course_says_of_its_achievement_is_part_of_the_version(course):
    first = current_version(course, at=AT)
    course.criteria = "By completing it and by an exam."
    course.save()
    second = current_version(course, at=AT + timedelta(days=1))
    assert (first.criteria, second.criteria) == ("By passing.", "By completing it and by an exam.")
    assert (first.number, second.number) == (1, 2)


def test_the_address_stays_when_the_page_is_renamed(course):
    was = wording_for(course).programme
    course.slug = "renamed"
    course.save()
    assert wording_for(course).programme == was


def test_two_courses_with_the_same_short_name_have_addresses_of_their_own(course):
    Programme.objects.create(course=None, slug=course.slug)
    Programme.objects.create(course=None, slug=f"{course.slug}-2")
    assert programme_of(course).slug == f"{course.slug}-3"


@pytest.mark.parametrize(("short", "address"), [("führung-3", "fuhrung-3"), ("改善", "course-{pk}")])
def test_an_address_is_in_plain_letters(client, course, short, address):
    course.slug = short
    course.save()
    version = current_version(course)
    assert version.path == f"{address.format(pk=course.pk)}/1"
    assert client.get(f"/achievements/{version.path}").status_code == 200


@pytest.mark.parametrize(
    ("field", "written"),
    [
        ("opening", "李雷"),
        ("bridge", "李雷"),
        ("description", "李雷"),
        ("human_code", "李雷"),
        ("signatories", [{"type": "signatory", "value": {"name": "李雷", "role": "Assessor"}}]),
    ],
)
def test_signs_that_cannot_be_printed_are_refused_where_they_stand(course, field, written):
    programme = programme_of(course)
    with pytest.raises(ValidationError) as refused:
        publish(programme, **{field: written})
    said = "The certificate's typefaces have no 李 雷. Please write it in other signs."
    assert refused.value.message_dict == {field: [said]}


@pytest.mark.parametrize("change", [{"opening": "Forged"}, {"signatories": []}, {"published_at": AT}])
def test_the_database_keeps_a_version_as_it_was_written(course, change):
    publish(programme_of(course), signatories=SIGNED)
    with pytest.raises(IntegrityError), transaction.atomic():
        ProgrammeVersion.objects.update(**change)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM certificates_programmeversion")


def test_every_live_course_is_given_a_programme_once(course):
    assert [programme.course for programme in make_missing_programmes()] == [course]
    assert make_missing_programmes() == []
    assert course.programme.versions.count() == 1


def test_the_words_of_a_certificate_cost_two_queries_once_they_are_frozen(course, django_assert_num_queries):
    wording_for(course)
    with django_assert_num_queries(2):
        wording_for(course)


def test_new_words_never_touch_what_was_issued(certificate):
    was = (certificate.claims, certificate.pdf_sha256, read_pdf(certificate))
    publish(programme_of(certificate.completion.enrolment.course), opening="We attest that")
    certificate.refresh_from_db()
    assert (certificate.claims, certificate.pdf_sha256, read_pdf(certificate)) == was

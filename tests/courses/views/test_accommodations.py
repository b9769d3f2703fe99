"""Accommodations in the CMS: who may grant what to whom, by two people, and who reads why."""

from datetime import date

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses.models import Accommodation
from courses.quiz.attempting import start_attempt
from lms.instructing import instructors_of
from tests.conftest import AT
from tests.courses.building import author_of, make_enrolment, make_exam
from tests.courses.granting import REASON, grant
from tests.factories import make_course, make_learner

# Wagtail's own templates leave variables undefined.
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

HOME = reverse("accommodations:home")
CHOOSE = reverse("accommodations:choose")


def door(name, *args):
    return reverse(f"accommodations:{name}", args=args)


@pytest.fixture
def course(exam):
    return exam.get_parent().specific


@pytest.fixture
def other(course):
    """A course that the author has nothing to do with."""
    return make_exam(make_course()).get_parent().specific


@pytest.fixture
def author(client, course, other):
    person = author_of(course)
    client.force_login(person)
    return person


@pytest.fixture
def granted(enrolment, exam, author):
    """Recorded by another author of the course, and not yet approved."""
    recorder = author_of(exam.get_parent().specific, "Mira Okafor")
    return grant(enrolment.learner, approved=False, by=recorder, quiz=exam, multiplier="1.5")


def form(scope, **fields):
    days = {"valid_from": "2026-11-23", "valid_until": "2027-11-23"}
    return {"scope": scope, "time": "1.5", "reason": REASON, **days, **fields}


def add(client, learner, scope, **fields):
    return client.post(door("add", learner.pk), form(scope, **fields))


def test_an_author_grants_a_learner_more_time_at_one_quiz(client, author, enrolment, exam):
    response = add(client, enrolment.learner, f"quiz:{exam.pk}", break_minutes="20")
    kept = Accommodation.objects.get()
    assert response.url == door("one", kept.pk)
    assert (kept.learner, kept.quiz, kept.course) == (enrolment.learner, exam, None)
    assert (kept.multiplier, kept.break_minutes, kept.recorded_by) == (1.5, 20, author)
    assert (kept.approved_at, kept.reason) == (None, REASON)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"time": "other", "multiplier": "1.75"}, (1.75, None, False)),
        ({"time": "minutes", "extra_minutes": "30"}, (None, 30, False)),
        ({"time": "unlimited"}, (None, None, True)),
        ({"time": "", "extra_attempts": "1"}, (None, None, False)),
    ],
)
def test_one_kind_of_time_is_kept(client, author, enrolment, course, fields, expected):
    add(client, enrolment.learner, f"course:{course.pk}", **fields)
    kept = Accommodation.objects.get(course=course)
    assert (kept.multiplier, kept.extra_minutes, kept.is_unlimited) == expected


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"time": ""}, "So far nothing is granted."),
        ({"time": "other"}, "Fill this in"),
        ({"time": "other", "multiplier": "0.5"}, "1.01"),
        ({"time": "minutes", "extra_minutes": "0"}, "greater than or equal to 1"),
        ({"time": "", "multiplier": "1.75", "break_minutes": "20"}, "empty this"),
        ({"time": "1.5", "multiplier": "1.75"}, "empty this"),
        ({"time": "other", "multiplier": "1.75", "extra_minutes": "9"}, "empty this"),
        ({"time": "unlimited", "extra_minutes": "30"}, "empty this"),
        ({"valid_until": "2026-11-22"}, "not before the first"),
        ({"valid_from": "2026-11-01", "valid_until": "2026-11-22"}, "not over yet"),
        ({"reason": " "}, "required"),
    ],
)
def test_what_cannot_be_granted_is_refused_at_its_field(client, author, enrolment, course, fields, said):
    response = add(client, enrolment.learner, f"course:{course.pk}", **fields)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not Accommodation.objects.exists()


def test_a_scope_that_the_author_may_not_edit_is_no_choice(client, author, enrolment, other):
    quiz = other.get_children().last()
    for scope in ("everywhere", f"course:{other.pk}", f"quiz:{quiz.pk}"):
        assert add(client, enrolment.learner, scope).status_code == 422
    assert not Accommodation.objects.exists()


def test_everywhere_is_for_those_who_edit_every_course(client, author, enrolment, other):
    author.groups.add(instructors_of(other))
    add(client, enrolment.learner, "everywhere")
    kept = Accommodation.objects.get()
    assert (kept.course, kept.quiz) == (None, None)


def test_learners_are_found_by_name_or_address_on_own_courses_alone(client, author, enrolment, other):
    stranger = make_enrolment(other, make_learner("Ada Stranger")).learner
    for words in ("ada", enrolment.learner.email):
        page = client.get(CHOOSE, {"q": words}).content.decode()
        assert door("add", enrolment.learner.pk) in page
        assert door("add", stranger.pk) not in page
    assert "Nobody enrolled" in client.get(CHOOSE, {"q": stranger.email}).content.decode()
    assert client.get(door("add", stranger.pk)).status_code == 404


def test_nobody_grants_themselves_anything(client, author, course):
    make_enrolment(course, author)
    own = grant(author, course=course, extra_minutes=30, approved=False)
    assert door("add", author.pk) not in client.get(CHOOSE, {"q": "Anna"}).content.decode()
    assert client.get(door("add", author.pk)).status_code == 404
    assert door("one", own.pk) not in client.get(HOME).content.decode()
    assert client.get(door("one", own.pk)).status_code == 404
    assert client.post(door("approve", own.pk)).status_code == 404


def test_another_person_approves(client, author, granted):
    page = client.get(door("one", granted.pk)).content.decode()
    assert REASON in page
    assert door("approve", granted.pk) in page
    client.post(door("approve", granted.pk))
    granted.refresh_from_db()
    assert granted.approved_by == author
    page = client.get(door("one", granted.pk)).content.decode()
    assert "In force" in page
    assert "Approved" in page
    assert door("approve", granted.pk) not in page


def test_who_recorded_it_is_offered_no_approval_and_refused_one(client, granted):
    client.force_login(granted.recorded_by)
    assert door("approve", granted.pk) not in client.get(door("one", granted.pk)).content.decode()
    page = client.post(door("approve", granted.pk), follow=True).content.decode()
    assert "Another person has to approve it." in page
    granted.refresh_from_db()
    assert granted.approved_at is None


def test_it_is_withdrawn_with_a_reason_that_its_record_keeps(client, author, granted):
    assert client.post(door("one", granted.pk), {"reason": " "}).status_code == 422
    page = client.post(door("one", granted.pk), {"reason": "No longer needed."}, follow=True).content.decode()
    assert "Withdrawn: No longer needed." in page
    assert "Withdraw this accommodation" not in page
    granted.refresh_from_db()
    assert granted.withdrawn_at == AT


def test_the_list_shows_what_stands_where_it_is_asked_for(client, author, enrolment, course, granted):
    learner, days = enrolment.learner, {"valid_from": date(2025, 1, 1), "valid_until": date(2025, 2, 1)}
    ahead = {"valid_from": date(2027, 1, 1), "valid_until": date(2027, 2, 1)}
    stands = {
        "waiting": granted,
        "in_force": grant(learner, course=course, extra_minutes=5),
        "over": grant(learner, course=course, extra_minutes=5, **days),
        "ahead": grant(learner, course=course, extra_minutes=5, **ahead),
    }
    for standing, expected in stands.items():
        page = client.get(HOME, {"standing": standing}).content.decode()
        shown = [one for one in stands.values() if door("one", one.pk) in page]
        assert shown == [expected]
        assert expected.standing_on(AT.date()) == standing
    client.post(door("one", granted.pk), {"reason": "No longer needed."})
    assert door("one", granted.pk) in client.get(HOME, {"standing": "withdrawn"}).content.decode()
    assert REASON not in client.get(HOME).content.decode()


@pytest.mark.parametrize("address", [HOME, CHOOSE])
def test_an_editor_without_a_quiz_finds_nothing(client, exam, address):
    person = make_learner("Edith Editor")
    person.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(person)
    assert client.get(address).status_code == 404


def closed(client, granted, statuses):
    learner = granted.learner
    assert client.get(door("one", granted.pk)).status_code in statuses
    assert client.post(door("one", granted.pk), {"reason": "x"}).status_code in statuses
    assert client.post(door("approve", granted.pk)).status_code in statuses
    assert add(client, learner, f"quiz:{granted.quiz_id}").status_code in statuses
    granted.refresh_from_db()
    assert (granted.approved_at, granted.withdrawn_at) == (None, None)
    assert Accommodation.objects.count() == 1


def test_the_author_of_another_course_finds_nothing(client, granted, other):
    client.force_login(author_of(other, "Otto Other"))
    closed(client, granted, {404})
    assert door("one", granted.pk) not in client.get(HOME).content.decode()


@pytest.mark.parametrize("who", ["learner", "stranger"])
def test_learners_and_strangers_stay_outside(client, granted, who):
    client.logout()
    if who == "learner":
        client.force_login(granted.learner)
    closed(client, granted, {302, 403})
    assert client.get(HOME).status_code in (302, 403)


def test_the_list_asks_as_much_at_any_length(client, author, enrolment, course):
    def queries(more):
        for _one in range(more):
            grant(enrolment.learner, course=course, extra_minutes=5)
        client.get(HOME)
        with CaptureQueriesContext(connection) as asked:
            client.get(HOME)
        return len(asked)

    assert queries(2) == queries(20)


def test_a_list_that_is_long_has_pages(client, author, enrolment, course):
    for _one in range(51):
        Accommodation.objects.create(
            learner=enrolment.learner, course=course, recorded_by=author, reason=REASON, break_minutes=5,
            valid_from=AT.date(), valid_until=AT.date(),
        )  # fmt: skip
    assert "?standing=waiting&amp;page=2" in client.get(HOME, {"standing": "waiting"}).content.decode()


def test_what_is_approved_during_an_attempt_is_offered_to_it(client, author, granted, enrolment, exam):
    attempt = start_attempt(enrolment, exam, at=AT)
    client.post(door("approve", granted.pk))
    # The exam has 120 minutes, and half as much again is 60 more.
    offer = f"{door('extend', attempt.pk)}?minutes=60"
    assert offer in client.get(door("one", granted.pk)).content.decode()
    assert 'value="60"' in client.get(offer).content.decode()
    client.post(door("extend", attempt.pk), {"minutes": "60", "reason": "Approved late."})
    assert offer not in client.get(door("one", granted.pk)).content.decode()


def test_an_attempt_that_began_with_it_is_offered_nothing(client, author, granted, enrolment, exam):
    client.post(door("approve", granted.pk))
    start_attempt(enrolment, exam, at=AT)
    assert "Under way now" not in client.get(door("one", granted.pk)).content.decode()

"""More time, breaks or attempts: recorded by one, approved by another, pinned when a sitting begins."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from courses.accommodating import approve_accommodation, record_accommodation, withdraw_accommodation
from courses.errors import AccommodationRefused, QuizClosed
from courses.models import Accommodation
from courses.quiz.attempting import start_attempt, submit_attempt
from tests.conftest import AT
from tests.courses.building import make_enrolment, make_exam
from tests.factories import make_course, make_learner

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


@pytest.fixture
def enrolment():
    return make_enrolment(make_course())


@pytest.fixture
def exam(enrolment):
    return make_exam(enrolment.course, minutes=100, attempts_a_year=1, cool_down_days="")


@pytest.fixture
def recorder():
    return make_learner("Mira Okafor")


@pytest.fixture
def approver():
    return make_learner("Rosa Lindqvist")


@pytest.fixture
def grant(enrolment, recorder, approver):
    def make(*, approved=True, **fields):
        fields.setdefault("valid_from", date(2026, 1, 1))
        fields.setdefault("valid_until", date(2026, 12, 31))
        written = Accommodation(learner=enrolment.learner, reason="A letter is on file.", **fields)
        kept = record_accommodation(written, by=recorder, at=AT)
        return approve_accommodation(kept, by=approver, at=AT) if approved else kept

    return make


@pytest.mark.parametrize(
    ("fields", "minutes"),
    [
        ({"multiplier": Decimal("1.25")}, 125),
        ({"extra_minutes": 30}, 130),
        ({"is_unlimited": True}, None),
        ({"break_minutes": 20}, 100),
    ],
)
def test_a_sitting_gets_the_time_that_was_granted(grant, enrolment, exam, fields, minutes):
    grant(**fields)
    attempt = start_attempt(enrolment, exam, at=AT)
    assert attempt.deadline_at == (None if minutes is None else AT + minutes * MINUTE)


def test_the_most_generous_of_several_counts(grant, enrolment, exam):
    grant(multiplier=Decimal("1.50"))
    grant(extra_minutes=10)
    assert start_attempt(enrolment, exam, at=AT).deadline_at == AT + 150 * MINUTE


def test_nothing_holds_before_another_person_approves(grant, enrolment, exam):
    grant(approved=False, multiplier=Decimal("2"))
    attempt = start_attempt(enrolment, exam, at=AT)
    assert (attempt.deadline_at, attempt.accommodation) == (AT + 100 * MINUTE, None)


def test_nobody_approves_what_they_recorded(grant, recorder):
    kept = grant(approved=False, extra_minutes=10)
    with pytest.raises(AccommodationRefused, match="Another person"):
        approve_accommodation(kept, by=recorder, at=AT)


@pytest.mark.parametrize("day", [{"valid_until": date(2026, 11, 22)}, {"valid_from": date(2026, 11, 24)}])
def test_it_holds_on_its_days_alone(grant, enrolment, exam, day):
    grant(extra_minutes=30, **day)
    assert start_attempt(enrolment, exam, at=AT).deadline_at == AT + 100 * MINUTE


def test_what_a_sitting_began_with_stays_when_it_is_withdrawn(grant, enrolment, exam, approver):
    kept = grant(extra_minutes=30)
    attempt = start_attempt(enrolment, exam, at=AT)
    withdraw_accommodation(kept, reason="No longer needed.", by=approver, at=AT)
    attempt.refresh_from_db()
    assert attempt.deadline_at == AT + 130 * MINUTE
    assert attempt.accommodation["accommodations"] == [kept.pk]


def test_a_further_attempt_is_one_more_and_no_two(grant, enrolment, exam):
    grant(extra_attempts=1)
    for _sitting in range(2):
        submit_attempt(start_attempt(enrolment, exam, reflection="Reviewed.", at=AT), at=AT)
    with pytest.raises(QuizClosed, match="used your attempts"):
        start_attempt(enrolment, exam, reflection="Reviewed.", at=AT)


def test_every_step_is_on_record(grant, approver):
    kept = grant(extra_minutes=30)
    withdraw_accommodation(kept, reason="No longer needed.", by=approver, at=AT)
    steps = list(kept.events.values_list("number", "kind", "actor__full_name"))
    assert steps == [
        (1, "record", "Mira Okafor"),
        (2, "approve", "Rosa Lindqvist"),
        (3, "withdraw", "Rosa Lindqvist"),
    ]
    assert kept.events.get(kind="withdraw").payload == {"reason": "No longer needed."}


def test_another_learner_has_nothing_of_it(grant, exam):
    grant(multiplier=Decimal("2"))
    other = make_enrolment(exam.get_parent().specific)
    assert start_attempt(other, exam, at=AT).deadline_at == AT + 100 * MINUTE

"""What must hold for every stored row is refused by the database, whoever writes it."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from courses.models import Accommodation, Answer, Attempt
from courses.quiz.attempting import start_attempt
from tests.conftest import AT
from tests.courses.building import make_enrolment, make_exam
from tests.courses.regrades import decide
from tests.factories import make_course, make_learner

pytestmark = pytest.mark.django_db


@pytest.fixture
def attempt():
    course = make_course()
    return start_attempt(make_enrolment(course), make_exam(course), at=AT)


@pytest.fixture
def answer(attempt):
    return Answer.objects.get(attempt=attempt, position=1)


def refuses(name, rows, **fields):
    """Whether the database refuses it, by the rule of that name."""
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        rows.update(**fields)
    return True


def test_nothing_of_an_answer_is_decided_without_a_regrade(answer):
    row = Answer.objects.filter(pk=answer.pk)
    rule = "answer_decided_by_a_regrade"
    assert refuses(rule, row, adjustment="full_credit")
    assert refuses(rule, row, scored_by=answer.item_version)
    made = decide(answer.item_version, "full_credit")
    assert row.update(adjustment="full_credit", regrade=made) == 1


def test_a_dropped_answer_has_no_points_and_none_to_be_had(answer):
    row = Answer.objects.filter(pk=answer.pk)
    made, rule = decide(answer.item_version, "drop"), "answer_dropped_is_worth_nothing"
    assert refuses(rule, row, adjustment="dropped", regrade=made)
    assert refuses(rule, row, adjustment="dropped", regrade=made, max_points=0, points=0)
    assert row.update(adjustment="dropped", regrade=made, max_points=0) == 1


def test_a_break_stops_a_clock_that_there_is(attempt):
    row = Attempt.objects.filter(pk=attempt.pk)
    assert refuses("attempt_break_of_a_clock", row, deadline_at=None, break_began_at=AT)
    assert row.update(break_began_at=AT) == 1


@pytest.fixture
def granted():
    made = Accommodation.objects.create(
        learner=make_learner(),
        recorded_by=make_learner("Mira Okafor"),
        extra_attempts=1,
        valid_from=date(2026, 1, 1),
        valid_until=date(2026, 12, 31),
        reason="A letter is on file.",
    )
    return Accommodation.objects.filter(pk=made.pk)


def test_nobody_records_or_approves_an_accommodation_of_their_own(granted):
    own, rule = granted.get().learner, "accommodation_never_ones_own"
    assert refuses(rule, granted, recorded_by=own)
    assert refuses(rule, granted, approved_by=own, approved_at=AT)
    assert granted.update(approved_by=make_learner("Rosa Lindqvist"), approved_at=AT) == 1


def test_an_accommodation_grants_something(granted):
    assert refuses("accommodation_grants_something", granted, extra_attempts=0)
    assert refuses("accommodation_grants_something", granted, extra_attempts=0, extra_minutes=0)
    assert granted.update(extra_attempts=0, break_minutes=5) == 1


def test_an_accommodation_has_a_reason(granted):
    assert refuses("accommodation_has_reason", granted, reason="")

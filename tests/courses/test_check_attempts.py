"""Rows against the log, by command."""

from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from courses.models import Answer, Attempt, AttemptEvent
from courses.quiz.attempting import save_answer, start_attempt, submit_attempt
from tests.conftest import AT
from tests.courses.building import make_enrolment, make_exam
from tests.courses.quiz.sitting import answers

pytestmark = pytest.mark.django_db


@pytest.fixture
def attempt():
    enrolment = make_enrolment()
    attempt = start_attempt(enrolment, make_exam(enrolment.course), at=AT)
    save_answer(answers(attempt)[0], {"choice": "right0"}, at=AT)
    return submit_attempt(attempt, at=AT)


def check(**options) -> str:
    said = StringIO()
    call_command("check_attempts", stdout=said, **options)
    return said.getvalue()


def test_rows_as_the_log_tells_them_pass(attempt):
    assert check() == "Attempts held against their log: 1\n"


def test_an_altered_row_is_named_with_both_values(attempt):
    Answer.objects.filter(attempt=attempt, position=1).update(points=0)
    Attempt.objects.update(is_passed=True)
    said = StringIO()
    with pytest.raises(CommandError, match="Attempts that differ: 1"):
        call_command("check_attempts", stdout=said)
    assert f"{attempt.pk}: is_passed is True in the row and False in the log" in said.getvalue()
    assert f"{attempt.pk}: answer 1: points is 0.00000 in the row and 1.00000 in the log" in said.getvalue()


def test_a_missing_answer_and_a_missing_event_are_named(attempt):
    Answer.objects.filter(attempt=attempt, position=2).delete()
    with pytest.raises(CommandError):
        check(attempt=attempt.pk)
    AttemptEvent.objects.create(attempt=attempt, number=9, kind="void", payload={"reason": "x"})
    said = StringIO()
    with pytest.raises(CommandError):
        call_command("check_attempts", attempt=attempt.pk, stdout=said)
    assert "events are numbered [1, 2, 3, 9]" in said.getvalue()


def test_one_attempt_is_checked_alone(attempt):
    other = start_attempt(make_enrolment(attempt.enrolment.course), attempt.quiz, at=AT)
    Attempt.objects.filter(pk=other.pk).update(number=7)
    assert "log: 1" in check(attempt=attempt.pk)
    with pytest.raises(CommandError, match="There is no attempt"):
        check(attempt=uuid4())


def test_an_attempt_from_before_the_whole_log_is_counted_apart(attempt):
    old = Attempt.objects.create(
        enrolment=attempt.enrolment, quiz=attempt.quiz, number=2, policy={}, max_points=1, started_at=AT
    )
    AttemptEvent.objects.create(attempt=old, number=1, kind="start", at=AT)
    assert "Begun before the log was kept whole: 1" in check()

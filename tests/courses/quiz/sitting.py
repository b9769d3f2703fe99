"""Sitting a quiz in few words."""

from datetime import timedelta

from courses.models import Answer
from courses.quiz.attempting import save_answer, start_attempt, submit_attempt
from tests.conftest import AT

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


def answers(attempt):
    return list(Answer.objects.filter(attempt=attempt).select_related("attempt", "item_version"))


def answer_all(attempt, choice, at=AT + MINUTE):
    for answer in answers(attempt):
        save_answer(answer, {"choice": choice}, at=at)


def fail(enrolment, exam, at, **more):
    return submit_attempt(start_attempt(enrolment, exam, at=at, **more), at=at)

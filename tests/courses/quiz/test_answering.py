"""Saving answers: the newest stands, the late and the strange are refused."""

from datetime import timedelta

import pytest

from content.items.terms import ResponseInvalid
from courses.errors import AttemptClosed
from courses.models import Answer
from courses.quiz.attempting import flag_answer, save_answer, submit_attempt
from tests.conftest import AT
from tests.courses.quiz.sitting import MINUTE, answer_all, answers

pytestmark = pytest.mark.django_db


def test_nothing_is_saved_after_submission(attempt):
    submit_attempt(attempt, at=AT + MINUTE)
    with pytest.raises(AttemptClosed):
        answer_all(attempt, "right0", at=AT + MINUTE)
    with pytest.raises(AttemptClosed):
        flag_answer(answers(attempt)[0], is_flagged=True, at=AT + MINUTE)
    assert not Answer.objects.filter(response__isnull=False).exists()


@pytest.mark.parametrize(
    "response",
    [
        {"choice": "other"},
        {"choices": ["right0"]},
        {"choice": "right0", "is_correct": True},
        {"choice": "right0", "points": 1},
        {"choice": ["right0", "wrong1"]},
        "right0",
        ["right0", "right0"],
    ],
)
def test_a_response_that_is_not_exactly_one_of_this_item_is_refused(attempt, response):
    answer = answers(attempt)[0]
    with pytest.raises(ResponseInvalid):
        save_answer(answer, response, at=AT)
    answer.refresh_from_db()
    assert answer.response is None


def test_an_older_save_that_arrives_late_is_ignored_and_told_what_stands(attempt):
    answer = answers(attempt)[0]
    save_answer(answer, {"choice": "right0"}, sequence=20, at=AT)
    saved = save_answer(answer, {"choice": "wrong1"}, sequence=19, at=AT + MINUTE)
    assert (saved.is_stored, saved.response, saved.sequence) == (False, {"choice": "right0"}, 20)


def test_a_plain_form_is_always_the_newest(attempt):
    answer = answers(attempt)[0]
    save_answer(answer, {"choice": "right0"}, sequence=20, at=AT)
    saved = save_answer(answer, {"choice": "wrong1"}, at=AT)
    assert (saved.is_stored, saved.response, saved.sequence) == (True, {"choice": "wrong1"}, 21)


def test_what_the_network_delayed_is_taken_for_sixty_seconds_and_no_longer(attempt):
    deadline = attempt.deadline_at
    answer_all(attempt, "right0", at=deadline + timedelta(seconds=60))
    with pytest.raises(AttemptClosed):
        answer_all(attempt, "wrong1", at=deadline + timedelta(seconds=61))
    assert submit_attempt(attempt, at=deadline + 5 * MINUTE).fraction == 1

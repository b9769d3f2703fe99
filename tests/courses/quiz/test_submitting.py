"""Handing in: scored exactly, once, by what was pinned."""

from datetime import timedelta
from decimal import Decimal

import pytest

from content.models import Item, ItemVersion
from courses.quiz.attempting import save_answer, start_attempt, submit_attempt, submit_overdue
from tests.conftest import AT
from tests.courses.building import (
    make_enrolment,
    make_exam,
    make_quiz,
    multiple_response,
    self_assessed,
    single_choice,
)
from tests.courses.quiz.sitting import DAY, MINUTE, answer_all, answers

pytestmark = pytest.mark.django_db


def test_right_answers_earn_everything(attempt):
    answer_all(attempt, "right0")
    done = submit_attempt(attempt, at=AT + 2 * MINUTE)
    assert (done.points, done.fraction, done.is_passed) == (Decimal(4), Decimal(1), True)


def test_a_blank_paper_earns_nothing(attempt):
    done = submit_attempt(attempt, at=AT + MINUTE)
    assert (done.points, done.fraction, done.is_passed) == (Decimal(0), Decimal(0), False)


def test_all_boxes_ticked_earn_nothing_where_one_is_right_and_half_are_wrong(enrolment):
    exam = make_exam(enrolment.course, contents=[multiple_response(keys=1), multiple_response(keys=2)])
    attempt = start_attempt(enrolment, exam, at=AT)
    for answer in answers(attempt):
        save_answer(answer, {"choices": ["right0", "wrong1", "wrong2", "wrong3"]}, at=AT)
    assert submit_attempt(attempt, at=AT + MINUTE).points == 0


def test_the_verdict_is_taken_on_the_exact_fraction(enrolment):
    # 2 of 3 with a pass mark of 67: 66.67 % rounds to 67 and still is not 67.
    exam = make_exam(enrolment.course, items=3, pass_mark=67)
    attempt = start_attempt(enrolment, exam, at=AT)
    for answer in answers(attempt)[:2]:
        save_answer(answer, {"choice": "right0"}, at=AT)
    done = submit_attempt(attempt, at=AT + MINUTE)
    assert done.is_passed is False
    assert done.fraction == Decimal("0.666666")


def test_three_thirds_make_one_point(enrolment):
    exam = make_exam(enrolment.course, contents=[multiple_response(keys=3) for _ in range(3)])
    attempt = start_attempt(enrolment, exam, at=AT)
    for answer in answers(attempt):
        save_answer(answer, {"choices": ["right0"]}, at=AT)
    done = submit_attempt(attempt, at=AT + MINUTE)
    assert (done.points, [answer.points for answer in answers(attempt)]) == (1, [Decimal("0.33333")] * 3)


def test_the_pass_mark_itself_passes(enrolment):
    exam = make_exam(enrolment.course, items=10, pass_mark=70)
    attempt = start_attempt(enrolment, exam, at=AT)
    for answer in answers(attempt)[:7]:
        save_answer(answer, {"choice": "right0"}, at=AT)
    assert submit_attempt(attempt, at=AT + MINUTE).is_passed is True


def test_an_attempt_is_submitted_once_and_the_second_gets_the_stored_result(attempt):
    answer_all(attempt, "right0")
    first = submit_attempt(attempt, at=AT + 2 * MINUTE)
    second = submit_attempt(attempt, at=AT + 3 * MINUTE)
    assert second.submitted_at == first.submitted_at == AT + 2 * MINUTE
    assert [e.kind for e in attempt.events.all()] == ["start", *["save"] * 4, "submit"]


def test_overdue_attempts_are_handed_in_as_of_their_deadline(attempt):
    answer_all(attempt, "right0")
    assert submit_overdue(at=attempt.deadline_at + timedelta(seconds=60)) == 0
    assert submit_overdue(at=attempt.deadline_at + timedelta(seconds=61)) == 1
    attempt.refresh_from_db()
    assert attempt.submitted_at == attempt.deadline_at
    assert attempt.is_passed
    assert submit_overdue(at=attempt.deadline_at + DAY) == 0


def test_editing_unpublishing_and_new_versions_change_nothing_in_an_open_attempt(enrolment):
    exam = make_exam(enrolment.course, items=1)
    attempt = start_attempt(enrolment, exam, at=AT)
    before = [(a.item_version.content, a.option_order) for a in answers(attempt)]
    old = answers(attempt)[0].item_version
    flipped = single_choice()
    flipped["options"][0]["correct"], flipped["options"][1]["correct"] = False, True
    ItemVersion.objects.create(
        item=old.item, number=2, bank=old.bank, pool="exam", cognitive_level="apply",
        content=flipped, sha256="x", published_at=AT,
    )  # fmt: skip
    Item.objects.update(live=False)
    assert [(a.item_version.content, a.option_order) for a in answers(attempt)] == before
    answer_all(attempt, "right0")
    assert submit_attempt(attempt, at=AT + MINUTE).fraction == 1


def test_what_learners_judge_themselves_is_asked_in_checks_and_never_scored(enrolment):
    module = enrolment.course.get_children().first()
    attempt = start_attempt(enrolment, make_quiz(module, contents=[self_assessed(), single_choice()]), at=AT)
    given = {"self_assessed": {"text": "At the dock."}, "single_choice": {"choice": "right0"}}
    for answer in answers(attempt):
        save_answer(answer, given[answer.item_version.content["type"]], at=AT)
    done = submit_attempt(attempt, at=AT)
    assert (done.max_points, done.fraction) == (1, 1)


def test_an_attempt_that_cannot_be_scored_keeps_no_other_waiting(enrolment, attempt, caplog):
    other = start_attempt(make_enrolment(enrolment.course), attempt.quiz, at=AT + MINUTE)
    attempt.policy = {}
    attempt.save()
    assert submit_overdue(at=AT + DAY) == 1
    other.refresh_from_db()
    attempt.refresh_from_db()
    assert (attempt.state, other.state) == ("open", "submitted")
    assert f"Attempt {attempt.pk} is overdue" in caplog.text
    caplog.clear()

"""Starting: who may, what is drawn, what is pinned."""

import random

import pytest
from django.db import IntegrityError, transaction

from content.models import ItemVersion, LessonPage
from courses.completing import complete_lesson
from courses.enrolling import withdraw
from courses.errors import NotEnrolled, QuizClosed
from courses.facts import Facts
from courses.models import Attempt
from courses.quiz import starting
from courses.quiz.attempting import start_attempt, submit_attempt
from tests.conftest import AT
from tests.courses.building import (
    make_enrolment,
    make_exam,
    make_quiz,
    make_version,
    self_assessed,
    single_choice,
)
from tests.courses.quiz.sitting import DAY, MINUTE, answer_all, answers, fail

pytestmark = pytest.mark.django_db


def test_starting_again_resumes_the_open_attempt(enrolment, exam, attempt):
    assert start_attempt(enrolment, exam, at=AT + MINUTE) == attempt


def test_the_database_allows_one_open_attempt(attempt):
    with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
        Attempt.objects.create(
            enrolment=attempt.enrolment, quiz=attempt.quiz, number=2, policy={}, max_points=1
        )


def test_a_withdrawn_learner_cannot_start(enrolment, exam):
    with pytest.raises(NotEnrolled):
        start_attempt(withdraw(enrolment, at=AT), exam, at=AT)


def test_the_deadline_is_pinned_and_a_shorter_limit_set_later_does_not_reach_it(attempt, exam):
    exam.minutes = 1
    exam.save()
    attempt.refresh_from_db()
    assert attempt.deadline_at == AT + 120 * MINUTE
    assert attempt.policy["minutes"] == 120


def test_each_learner_meets_all_items_once_in_an_order_drawn_and_stored(attempt):
    found = answers(attempt)
    assert [a.position for a in found] == [1, 2, 3, 4]
    assert len({a.item_version_id for a in found}) == 4
    assert all(sorted(a.option_order["options"]) == ["right0", "wrong1", "wrong2", "wrong3"] for a in found)


def test_the_same_seed_draws_the_same_form(exam):
    forms = []
    for _ in range(2):
        one = start_attempt(make_enrolment(exam.get_parent().specific), exam, at=AT, rng=random.Random(7))
        forms.append([(a.item_version_id, a.option_order) for a in answers(one)])
    assert forms[0] == forms[1]


def test_a_retake_draws_what_the_learner_has_not_met(enrolment):
    exam = make_exam(enrolment.course, items=6, count=3)
    first = fail(enrolment, exam, AT)
    second = fail(enrolment, exam, AT + 3 * DAY, reflection="Reread module 1.")
    met = {a.item_version_id for a in answers(first)}
    assert met.isdisjoint(a.item_version_id for a in answers(second))


def test_an_item_met_in_an_older_version_counts_as_met(enrolment):
    exam = make_exam(enrolment.course, items=2, count=1)
    first = fail(enrolment, exam, AT)
    old = answers(first)[0].item_version
    ItemVersion.objects.create(
        item=old.item, number=2, bank=old.bank, pool="exam", cognitive_level="apply",
        content=single_choice(), sha256="x", published_at=AT,
    )  # fmt: skip
    second = start_attempt(enrolment, exam, at=AT + 3 * DAY, reflection="Reread module 1.")
    assert answers(second)[0].item_version.item_id != old.item_id


def test_a_bank_too_small_is_said_not_stretched(enrolment):
    exam = make_exam(enrolment.course, items=2, count=3)
    with pytest.raises(QuizClosed, match="cannot be put together"):
        start_attempt(enrolment, exam, at=AT)
    assert not Attempt.objects.exists()


def test_retakes_wait_three_then_fourteen_then_thirty_days(enrolment, exam):
    at = AT
    for days in (3, 14, 30):
        fail(enrolment, exam, at, reflection="Reread.")
        with pytest.raises(QuizClosed, match="You can take this again from"):
            start_attempt(enrolment, exam, at=at + days * DAY - MINUTE, reflection="Reread.")
        at += days * DAY
    fail(enrolment, exam, at, reflection="Reread.")
    with pytest.raises(QuizClosed, match="used your attempts for these twelve months"):
        start_attempt(enrolment, exam, at=at + 60 * DAY, reflection="Reread.")
    assert start_attempt(enrolment, exam, at=AT + 366 * DAY, reflection="Reread.").number == 5


def test_a_retake_of_an_exam_asks_what_was_done_since(enrolment, exam):
    fail(enrolment, exam, AT)
    with pytest.raises(QuizClosed, match="what you have reviewed"):
        start_attempt(enrolment, exam, at=AT + 3 * DAY, reflection="  ")
    assert start_attempt(enrolment, exam, at=AT + 3 * DAY, reflection=" Reread. ").reflection == "Reread."


def test_a_passed_exam_is_not_sat_again(enrolment, exam, attempt):
    answer_all(attempt, "right0")
    submit_attempt(attempt, at=AT + MINUTE)
    with pytest.raises(QuizClosed, match="passed this exam already"):
        start_attempt(enrolment, exam, at=AT + 30 * DAY)


def test_a_check_can_be_taken_as_often_as_one_likes(enrolment):
    check = make_quiz(enrolment.course.get_children().first())
    numbers = [fail(enrolment, check, AT + n * MINUTE).number for n in range(6)]
    assert numbers == [1, 2, 3, 4, 5, 6]


def test_an_exam_that_needs_all_else_opens_with_the_last_lesson(enrolment):
    exam = make_exam(enrolment.course, needs_all_else=True)
    first, last = LessonPage.objects.descendant_of(enrolment.course)
    complete_lesson(enrolment, first, at=AT)
    with pytest.raises(QuizClosed, match="everything before it"):
        start_attempt(enrolment, exam, at=AT)
    complete_lesson(enrolment, last, at=AT)
    assert start_attempt(enrolment, exam, at=AT).number == 1


def test_an_exam_leaves_out_what_learners_judge_themselves(enrolment):
    exam = make_exam(enrolment.course, items=1)
    make_version(exam.blueprint.get().bank, self_assessed(), pool="exam")
    assert len(answers(start_attempt(enrolment, exam, at=AT))) == 1


def test_check_items_never_stand_in_an_exam(enrolment):
    exam = make_exam(enrolment.course, items=1)
    make_version(exam.blueprint.get().bank, pool="check")
    assert len(answers(start_attempt(enrolment, exam, at=AT))) == 1


def test_what_is_not_published_is_not_started_and_goes_on_once_open(enrolment, exam):
    enrolment.course.unpublish()
    with pytest.raises(QuizClosed, match="not open at present"):
        start_attempt(enrolment, exam, at=AT)
    enrolment.course.save_revision().publish()
    attempt = start_attempt(enrolment, exam, at=AT)
    enrolment.course.unpublish()
    assert start_attempt(enrolment, exam, at=AT + MINUTE) == attempt


def test_another_tab_that_has_already_handed_in_is_said(enrolment, exam, attempt, monkeypatch):
    submit_attempt(attempt, at=AT)
    # What was read before the other tab began.
    monkeypatch.setattr(starting, "facts_of", lambda enrolment: Facts({}, {}))
    with pytest.raises(QuizClosed, match="just handed in another sitting"):
        start_attempt(enrolment, exam, at=AT)

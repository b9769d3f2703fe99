"""Start, save, submit: what is pinned, what is refused, and that it happens once."""

import random
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from content.items.terms import ResponseInvalid
from content.models import Item, ItemVersion, LessonPage
from courses.completing import complete_lesson
from courses.enrolling import withdraw
from courses.errors import AttemptClosed, NotEnrolled, QuizClosed
from courses.models import Answer, Attempt
from courses.quiz.attempting import flag_answer, save_answer, start_attempt, submit_attempt, submit_overdue
from tests.conftest import AT
from tests.courses.building import (
    make_enrolment,
    make_exam,
    make_quiz,
    make_version,
    multiple_response,
    single_choice,
)
from tests.factories import make_lesson

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


@pytest.fixture
def enrolment():
    return make_enrolment()


@pytest.fixture
def exam(enrolment):
    return make_exam(enrolment.course, items=4)


@pytest.fixture
def attempt(enrolment, exam):
    return start_attempt(enrolment, exam, at=AT)


def answers(attempt):
    return list(Answer.objects.filter(attempt=attempt).select_related("attempt", "item_version"))


def answer_all(attempt, choice, at=AT + MINUTE):
    for answer in answers(attempt):
        save_answer(answer, {"choice": choice}, at=at)


def fail(enrolment, exam, at, **more):
    return submit_attempt(start_attempt(enrolment, exam, at=at, **more), at=at)


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
    assert [e.kind for e in attempt.events.all()] == ["start", "submit"]


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


def test_overdue_attempts_are_handed_in_as_of_their_deadline(attempt):
    answer_all(attempt, "right0")
    assert submit_overdue(attempt.deadline_at + timedelta(seconds=60)) == 0
    assert submit_overdue(attempt.deadline_at + timedelta(seconds=61)) == 1
    attempt.refresh_from_db()
    assert attempt.submitted_at == attempt.deadline_at
    assert attempt.is_passed
    assert submit_overdue(attempt.deadline_at + DAY) == 0


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


WRITTEN = {
    "schema": 1,
    "type": "self_assessed",
    "stimulus": "",
    "stem": "<p>Write.</p>",
    "feedback": "",
    "model_answer": "Such as…",
    "rubric": [{"points": 1, "criterion": "Names a place."}],
    "pass_points": 1,
}


def test_what_learners_judge_themselves_is_asked_in_checks_and_never_scored(enrolment):
    module = enrolment.course.get_children().first()
    attempt = start_attempt(enrolment, make_quiz(module, contents=[WRITTEN, single_choice()]), at=AT)
    given = {"self_assessed": {"text": "At the dock."}, "single_choice": {"choice": "right0"}}
    for answer in answers(attempt):
        save_answer(answer, given[answer.item_version.content["type"]], at=AT)
    done = submit_attempt(attempt, at=AT)
    assert (done.max_points, done.fraction) == (1, 1)


def test_an_exam_leaves_out_what_learners_judge_themselves(enrolment):
    exam = make_exam(enrolment.course, items=1)
    make_version(exam.blueprint.get().bank, WRITTEN, pool="exam")
    assert len(answers(start_attempt(enrolment, exam, at=AT))) == 1


def test_check_items_never_stand_in_an_exam(enrolment):
    exam = make_exam(enrolment.course, items=1)
    make_version(exam.blueprint.get().bank, pool="check")
    assert len(answers(start_attempt(enrolment, exam, at=AT))) == 1


def test_completing_a_lesson_twice_keeps_the_first_moment(enrolment):
    lesson = make_lesson(enrolment.course.get_children().first())
    complete_lesson(enrolment, lesson, at=AT)
    assert complete_lesson(enrolment, lesson, at=AT + DAY).completed_at == AT

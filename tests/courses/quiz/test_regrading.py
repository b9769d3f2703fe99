"""An item is decided anew: who may, what becomes of the attempts, once each, and what completions keep."""

from datetime import timedelta
from decimal import Decimal
from unittest import mock

import pytest

from courses.models import Answer, Attempt, Completion, Regrade
from courses.quiz.attempting import save_answer, start_attempt, submit_attempt
from courses.quiz.auditing import differences
from courses.quiz.regrading import Applied, apply_regrade, finish_regrades, regrade_attempt
from courses.quiz.voiding import void_attempt
from tests.conftest import AT
from tests.courses.building import make_enrolment, make_exam
from tests.courses.quiz.sitting import MINUTE, answer_all, answers
from tests.courses.regrades import decide, regrade, version_at, with_key
from tests.factories import make_course, make_learner

pytestmark = pytest.mark.django_db

LATER = AT + timedelta(days=1)


@pytest.fixture
def version(attempt):
    return version_at(attempt)


@pytest.fixture
def handed_in(attempt):
    """Four items of one point, all answered by the right option."""
    answer_all(attempt, "right0")
    return submit_attempt(attempt, at=AT + 2 * MINUTE)


def hand_in(exam, choice, enrolment=None):
    attempt = start_attempt(enrolment or make_enrolment(exam.get_parent().specific), exam, at=AT)
    answer_all(attempt, choice)
    return submit_attempt(attempt, at=AT + 2 * MINUTE)


def row(attempt):
    return Attempt.objects.get(pk=attempt.pk)


def result(attempt):
    found = row(attempt)
    return found.points, found.max_points, found.fraction, found.is_passed


def told(attempt):
    """The payloads of its regrades."""
    return [event.payload for event in row(attempt).events.filter(kind="regrade")]


# What each rule does


def test_a_new_key_scores_all_answers_by_it_up_and_down(handed_in, version, exam):
    low = hand_in(exam, "wrong1")
    key = with_key(version, "wrong1")
    regrade(version, "new_key", key, at=LATER)
    assert result(handed_in) == (3, 4, Decimal("0.75"), True)
    assert result(low) == (1, 4, Decimal("0.25"), False)
    answer = Answer.objects.get(attempt=low, item_version=version)
    assert (answer.points, answer.scored_by, answer.adjustment) == (1, key, "")


def test_a_further_answer_takes_from_nobody(handed_in, version, exam):
    low = hand_in(exam, "wrong1")
    regrade(version, "accept_also", with_key(version, "wrong1"))
    assert result(handed_in) == (4, 4, 1, True)
    assert result(low) == (1, 4, Decimal("0.25"), False)


def test_a_second_further_answer_leaves_the_first(version, exam):
    first, second = hand_in(exam, "wrong1"), hand_in(exam, "wrong2")
    regrade(version, "accept_also", with_key(version, "wrong1"))
    regrade(version, "accept_also", with_key(version, "wrong2"))
    assert (row(first).points, row(second).points) == (1, 1)


def test_full_credit_is_for_all_and_for_those_who_left_it_out(version, exam):
    wrong = hand_in(exam, "wrong1")
    blank = submit_attempt(start_attempt(make_enrolment(exam.get_parent().specific), exam, at=AT), at=AT)
    regrade(version, "full_credit")
    assert result(wrong) == result(blank) == (1, 4, Decimal("0.25"), False)


def test_a_dropped_item_takes_its_points_from_the_total(handed_in, version, exam):
    low = hand_in(exam, "wrong1")
    regrade(version, "drop")
    assert result(handed_in) == (3, 3, 1, True)
    assert result(low) == (0, 3, 0, False)
    answer = Answer.objects.get(attempt=low, item_version=version)
    assert (answer.max_points, answer.points, answer.adjustment) == (0, None, "dropped")


def test_the_original_key_is_never_lost(version, exam):
    attempt = hand_in(exam, "right0")
    for rule, key in [("drop", None), ("full_credit", None), ("accept_also", with_key(version, "wrong1"))]:
        regrade(version, rule, key)
    assert result(attempt) == (4, 4, 1, True)
    assert differences(row(attempt)) == []


def test_an_attempt_with_nothing_left_keeps_its_result_and_says_so(enrolment):
    attempt = hand_in(make_exam(enrolment.course, items=1), "right0", enrolment)
    made = regrade(version_at(attempt), "drop")
    assert result(attempt) == (1, 1, 1, True)
    assert [one["kept"] for one in told(attempt)] == ["nothing_left"]
    assert made.changed == 0
    assert differences(row(attempt)) == []


# What the log keeps


def test_each_attempt_has_one_event_that_says_what_was_and_what_is(handed_in, version):
    sam = make_learner("Sam Staff")
    made = regrade(version, "new_key", with_key(version, "wrong1"), by=sam, at=LATER)
    event = row(handed_in).events.last()
    assert (event.kind, event.actor, event.at) == ("regrade", sam, LATER)
    assert event.payload["regrade"] == made.pk
    assert event.payload["rule"] == "new_key"
    assert event.payload["before"] == {
        "points": "4.00000", "max_points": "4.00000", "fraction": "1.000000", "is_passed": True
    }  # fmt: skip
    assert (event.payload["fraction"], event.payload["is_passed"], event.payload["kept"]) == ("3/4", True, "")
    assert made.changed == 1
    assert differences(row(handed_in)) == []


def test_applying_it_again_does_nothing(handed_in, version):
    made = regrade(version, "full_credit")
    assert apply_regrade(made) == Applied(done=0, left=0)
    assert regrade_attempt(handed_in.pk, made, at=LATER) is False
    assert len(told(handed_in)) == 1


def test_what_stopped_half_way_is_finished_by_asking_again(handed_in, version, exam):
    others = [hand_in(exam, "wrong1") for _n in range(3)]
    made = decide(version, "full_credit")
    assert apply_regrade(made, limit=2) == Applied(done=2, left=2)
    assert finish_regrades() == 2
    assert finish_regrades() == 0
    assert [len(told(one)) for one in [handed_in, *others]] == [1, 1, 1, 1]
    made.refresh_from_db()
    assert made.changed == 3


def test_one_that_fails_keeps_no_other_waiting(handed_in, version, exam, caplog):
    other = hand_in(exam, "wrong1")
    made = decide(version, "full_credit")
    real = regrade_attempt

    def fail_once(attempt_id, *args, **more):
        if attempt_id == handed_in.pk:
            raise ValueError("A bad record")
        return real(attempt_id, *args, **more)

    with mock.patch("courses.quiz.regrading.regrade_attempt", side_effect=fail_once):
        assert apply_regrade(made) == Applied(done=1, left=1)
    assert row(other).points == 1
    assert "could not be applied" in caplog.text
    caplog.clear()


def test_a_later_decision_takes_the_place_of_one_that_has_not_reached_everybody(handed_in, version):
    early = decide(version, "drop")
    regrade(version, "full_credit")
    assert apply_regrade(early) == Applied(done=0, left=0)
    assert result(handed_in) == (4, 4, 1, True)


def test_the_same_decision_once_more_is_the_one_that_stands(handed_in, version):
    key = with_key(version, "wrong1")
    assert decide(version, "new_key", key) == decide(version, "new_key", key)
    assert Regrade.objects.count() == 1


# Which attempts


def test_a_void_attempt_is_left_alone(handed_in, version):
    void_attempt(handed_in, make_learner(), "A trial.", at=LATER)
    made = regrade(version, "drop")
    assert told(handed_in) == []
    assert apply_regrade(made) == Applied(done=0, left=0)


def test_an_attempt_under_way_gets_what_stands_when_it_is_handed_in(attempt, version):
    answer_all(attempt, "wrong1")
    made = regrade(version, "new_key", with_key(version, "wrong1"))
    assert answers(attempt)[0].regrade is None
    submit_attempt(attempt, at=AT + 2 * MINUTE)
    assert result(attempt) == (1, 4, Decimal("0.25"), False)
    assert apply_regrade(made) == Applied(done=0, left=0)
    assert differences(row(attempt)) == []


def test_an_item_dropped_meanwhile_counts_for_nothing_at_submit(attempt, version):
    answer_all(attempt, "right0")
    regrade(version, "drop")
    submit_attempt(attempt, at=AT + 2 * MINUTE)
    assert result(attempt) == (3, 3, 1, True)
    assert differences(row(attempt)) == []


def test_at_submit_nothing_is_dropped_where_nothing_would_be_left(enrolment):
    attempt = start_attempt(enrolment, make_exam(enrolment.course, items=1), at=AT)
    answer_all(attempt, "right0")
    regrade(version_at(attempt), "drop")
    submit_attempt(attempt, at=AT + 2 * MINUTE)
    assert result(attempt) == (1, 1, 1, True)
    assert differences(row(attempt)) == []


# What completions keep


def completed_with(pass_mark, *choices):
    """The final exam of a course that asks for nothing else, passed with these answers."""
    exam = make_exam(make_course(lessons=0), items=len(choices), pass_mark=pass_mark)
    attempt = start_attempt(make_enrolment(exam.get_parent().specific), exam, at=AT)
    for answer, choice in zip(answers(attempt), choices, strict=True):
        save_answer(answer, {"choice": choice}, at=AT)
    done = submit_attempt(attempt, at=AT)
    assert Completion.objects.filter(enrolment=attempt.enrolment).exists()
    return done


@pytest.mark.parametrize("pass_mark", [70, 90], ids=["the share", "the pass"])
def test_who_completed_the_course_loses_nothing(pass_mark):
    completed = completed_with(pass_mark, *["right0"] * 4)
    version = version_at(completed)
    made = regrade(version, "new_key", with_key(version, "wrong1"))
    assert result(completed) == (4, 4, 1, True)
    assert [one["kept"] for one in told(completed)] == ["completed"]
    assert made.changed == 0
    assert apply_regrade(made) == Applied(done=0, left=0)
    assert differences(row(completed)) == []


def test_who_completed_the_course_still_gains():
    completed = completed_with(70, "wrong1", "right0", "right0", "right0")
    regrade(version_at(completed), "full_credit")
    assert result(completed) == (4, 4, 1, True)


def test_what_a_completion_kept_counts_again_with_what_is_gained():
    """3 of 4 are kept from the new key of the second; with the first given too, 3 of 4 is what is due."""
    completed = completed_with(70, "wrong1", "right0", "right0", "right0")
    second = version_at(completed, 2)
    regrade(second, "new_key", with_key(second, "wrong1"))
    assert result(completed) == (3, 4, Decimal("0.75"), True)
    regrade(version_at(completed), "full_credit")
    assert result(completed) == (3, 4, Decimal("0.75"), True)
    assert [one["kept"] for one in told(completed)] == ["completed", ""]
    assert differences(row(completed)) == []


def test_a_fresh_pass_completes_the_course():
    course = make_course(lessons=0)
    attempt = hand_in(make_exam(course, items=1), "wrong1")
    assert not Completion.objects.exists()
    version = version_at(attempt)
    regrade(version, "new_key", with_key(version, "wrong1"), at=LATER)
    completion = Completion.objects.get()
    assert (completion.enrolment, completion.completed_at) == (attempt.enrolment, LATER)

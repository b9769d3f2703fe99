"""A void attempt: it says why, counts for nothing, and takes nothing away that was completed."""

from datetime import timedelta

import pytest

from courses.errors import AttemptClosed, MarkRefused, QuizClosed, VoidRefused
from courses.facts import facts_of, progress_for
from courses.marking import release_attempt, waiting_answers
from courses.models import Attempt, Completion
from courses.quiz.attempting import save_answer, start_attempt, submit_attempt, submit_overdue
from courses.quiz.auditing import differences
from courses.quiz.voiding import void_attempt
from tests.conftest import AT
from tests.courses.building import make_enrolment, make_exam
from tests.courses.essays import FULL, hand_in_written, make_written, mark
from tests.courses.quiz.sitting import MINUTE, answer_all, answers, fail
from tests.factories import make_course, make_learner

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return make_learner("Sam Staff")


def void(attempt, staff, reason="A fire alarm."):
    return void_attempt(attempt, staff, reason, at=AT + 5 * MINUTE)


def state_of(attempt):
    return Attempt.objects.get(pk=attempt.pk)


def test_it_says_why_and_who_and_keeps_what_it_was(attempt, staff):
    answer_all(attempt, "right0")
    submit_attempt(attempt, at=AT + 2 * MINUTE)
    done = void(attempt, staff, "  A fire alarm. ")
    assert (done.state, done.void_reason, done.points) == ("void", "A fire alarm.", 4)
    last = done.events.last()
    assert (last.kind, last.payload, last.actor, last.at) == (
        "void", {"reason": "A fire alarm."}, staff, AT + 5 * MINUTE
    )  # fmt: skip
    assert differences(state_of(attempt)) == []


@pytest.mark.parametrize("reason", ["", "   \n"])
def test_without_a_reason_nothing_is_void(attempt, staff, reason):
    with pytest.raises(VoidRefused, match="why it does not count"):
        void(attempt, staff, reason)
    assert state_of(attempt).state == "open"


def test_nobody_takes_their_own_attempt_out_of_the_count(attempt, enrolment):
    with pytest.raises(VoidRefused, match="their own"):
        void(attempt, enrolment.learner)


def test_it_is_void_once_and_for_the_first_reason(attempt, staff):
    void(attempt, staff)
    assert void(attempt, make_learner(), "Another reason.").void_reason == "A fire alarm."
    assert [e.kind for e in attempt.events.all()] == ["start", "void"]


def test_nothing_brings_it_back(attempt, staff):
    void(attempt, staff)
    assert submit_attempt(attempt, at=AT + 6 * MINUTE).state == "void"
    assert submit_overdue(at=AT + timedelta(days=1)) == 0
    with pytest.raises(AttemptClosed):
        save_answer(answers(attempt)[0], {"choice": "right0"}, at=AT + 6 * MINUTE)
    assert state_of(attempt).state == "void"


def test_one_under_way_makes_room_for_another_at_once(attempt, enrolment, exam, staff):
    void(attempt, staff)
    again = start_attempt(enrolment, exam, at=AT + 6 * MINUTE)
    assert (again.number, again.state) == (2, "open")


def test_in_a_break_the_clock_is_let_go(attempt, staff):
    Attempt.objects.filter(pk=attempt.pk).update(break_began_at=AT)
    assert void(attempt, staff).break_began_at is None


def test_neither_the_wait_nor_the_count_knows_of_it(enrolment, staff):
    exam = make_exam(enrolment.course, attempts_a_year=1)
    failed = fail(enrolment, exam, at=AT)
    with pytest.raises(QuizClosed, match="used your attempts"):
        start_attempt(enrolment, exam, reflection="Read again.", at=AT + MINUTE)
    void(failed, staff)
    assert start_attempt(enrolment, exam, at=AT + 6 * MINUTE).number == 2


def test_a_pass_that_is_void_passes_nothing_more_but_what_was_completed_stays(staff):
    course = make_course(lessons=0)
    exam = make_exam(course)
    attempt = passed(exam)
    completion = Completion.objects.get()
    void(attempt, staff)
    enrolment = attempt.enrolment
    assert not facts_of(enrolment).results[exam.pk].is_passed
    assert Completion.objects.get() == completion
    enrolment.refresh_from_db()
    assert progress_for(enrolment).is_complete


def passed(exam):
    attempt = start_attempt(make_enrolment(exam.get_parent().specific), exam, at=AT)
    answer_all(attempt, "right0")
    return submit_attempt(attempt, at=AT + 2 * MINUTE)


def test_one_that_is_being_marked_leaves_the_queue(enrolment, staff):
    exam = make_written(enrolment.course)
    attempt = hand_in_written(exam, enrolment)
    mark(attempt, staff, FULL)
    void(attempt, staff)
    assert waiting_answers(type(exam).objects.all(), staff) == []
    with pytest.raises(MarkRefused, match="not being marked"):
        release_attempt(attempt, staff)
    assert differences(state_of(attempt)) == []

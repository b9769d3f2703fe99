"""A completion is a fact: written once, announced once, never taken back."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from content.models import LessonPage, QuizPage
from courses import completing
from courses.completing import complete_due_enrolments, complete_if_due, complete_lesson
from courses.enrolling import enrol, enrolment_of, withdraw
from courses.errors import NotEnrolled
from courses.models import Answer, Completion, LessonCompletion
from courses.quiz.attempting import save_answer, start_attempt, submit_attempt
from courses.signals import course_completed
from tests.conftest import AT
from tests.courses.building import make_enrolment, make_exam
from tests.factories import make_lesson

pytestmark = pytest.mark.django_db


@pytest.fixture
def announced():
    heard = []

    def listen(completion, **kwargs):
        heard.append(completion)

    course_completed.connect(listen)
    yield heard
    course_completed.disconnect(listen)


@pytest.fixture
def enrolment():
    return make_enrolment()


def lessons(enrolment):
    return list(LessonPage.objects.descendant_of(enrolment.course).order_by("path"))


def pass_exam(enrolment, exam, at=AT):
    attempt = start_attempt(enrolment, exam, at=at)
    for answer in Answer.objects.filter(attempt=attempt).select_related("attempt", "item_version"):
        save_answer(answer, {"choice": "right0"}, at=at)
    return submit_attempt(attempt, at=at)


def test_the_last_lesson_completes_the_course(enrolment, announced, django_capture_on_commit_callbacks):
    first, last = lessons(enrolment)
    with django_capture_on_commit_callbacks(execute=True):
        complete_lesson(enrolment, first, at=AT)
        assert not Completion.objects.exists()
        complete_lesson(enrolment, last, at=AT)
    assert announced == [Completion.objects.get()]
    assert announced[0].completed_at == AT


def test_a_passed_exam_completes_the_course_with_its_result(
    enrolment, announced, django_capture_on_commit_callbacks
):
    exam = make_exam(enrolment.course, needs_all_else=True)
    with django_capture_on_commit_callbacks(execute=True):
        for lesson in lessons(enrolment):
            complete_lesson(enrolment, lesson, at=AT)
        pass_exam(enrolment, exam)
    assert announced[0].results == [{"exam": "Check", "score": "100"}]


def test_a_completion_is_announced_once_however_often_it_is_due(
    enrolment, announced, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        for lesson in lessons(enrolment):
            complete_lesson(enrolment, lesson, at=AT)
        again = complete_if_due(enrolment, AT + timedelta(days=1))
    assert again == Completion.objects.get()
    assert len(announced) == 1


def test_a_receiver_that_fails_does_not_undo_the_completion(
    enrolment, django_capture_on_commit_callbacks, caplog
):
    def fail(**kwargs):
        raise RuntimeError("no ink")

    course_completed.connect(fail)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            for lesson in lessons(enrolment):
                complete_lesson(enrolment, lesson, at=AT)
    finally:
        course_completed.disconnect(fail)
    assert Completion.objects.exists()
    assert "no ink" in caplog.text
    caplog.clear()


def test_completed_stays_completed_when_a_lesson_is_added_later(enrolment):
    for lesson in lessons(enrolment):
        complete_lesson(enrolment, lesson, at=AT)
    make_lesson(enrolment.course.get_children().first(), "New")
    assert complete_if_due(enrolment, AT).completed_at == AT


def test_the_database_allows_one_completion_per_enrolment(enrolment):
    for lesson in lessons(enrolment):
        complete_lesson(enrolment, lesson, at=AT)
    with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
        Completion.objects.create(enrolment=enrolment, completed_at=AT)


def test_the_withdrawn_complete_nothing(enrolment):
    withdraw(enrolment, at=AT)
    with pytest.raises(NotEnrolled):
        complete_lesson(enrolment, lessons(enrolment)[0], at=AT)


def test_withdrawing_keeps_everything_and_enrolling_again_resumes(enrolment):
    learner, course = enrolment.learner, enrolment.course
    complete_lesson(enrolment, lessons(enrolment)[0], at=AT)
    withdraw(enrolment, at=AT)
    assert enrolment_of(learner, course.pk) is None
    again = enrol(learner, course, at=AT + timedelta(days=9))
    assert (again.pk, again.enrolled_at) == (enrolment.pk, AT)
    assert LessonCompletion.objects.filter(enrolment=again).count() == 1


def test_withdrawing_twice_keeps_the_first_moment(enrolment):
    withdraw(enrolment, at=AT)
    assert withdraw(enrolment, at=AT + timedelta(days=1)).withdrawn_at == AT


def test_completing_a_lesson_twice_keeps_the_first_moment(enrolment):
    lesson = make_lesson(enrolment.course.get_children().first())
    complete_lesson(enrolment, lesson, at=AT)
    assert complete_lesson(enrolment, lesson, at=AT + timedelta(days=1)).completed_at == AT


def do_all_but_the_last(enrolment):
    """The learner does the first lesson and passes the exam."""
    exam = QuizPage.objects.child_of(enrolment.course).first() or make_exam(enrolment.course)
    complete_lesson(enrolment, lessons(enrolment)[0], at=AT)
    pass_exam(enrolment, exam)


def take_away_the_last(enrolment):
    """The learner does all else; the author takes the last lesson away."""
    do_all_but_the_last(enrolment)
    lessons(enrolment)[-1].unpublish()


def test_what_falls_due_without_the_learner_is_completed_once(enrolment):
    waiting = make_enrolment(enrolment.course)
    take_away_the_last(enrolment)
    later = AT + timedelta(days=1)
    assert complete_due_enrolments(at=later) == 1
    assert complete_due_enrolments(at=later) == 0
    assert Completion.objects.get().completed_at == later
    assert Completion.objects.get().enrolment_id == enrolment.pk != waiting.pk


def test_the_withdrawn_are_completed_when_they_come_back(enrolment):
    withdrawn = enrolment
    take_away_the_last(withdrawn)
    withdraw(withdrawn, at=AT)
    assert complete_due_enrolments(at=AT) == 0
    enrol(withdrawn.learner, withdrawn.course, at=AT + timedelta(days=2))
    assert Completion.objects.get().completed_at == AT + timedelta(days=2)


def test_one_that_cannot_be_completed_keeps_no_other_waiting(enrolment, monkeypatch, caplog):
    other = make_enrolment(enrolment.course)
    do_all_but_the_last(other)
    take_away_the_last(enrolment)
    complete = completing.complete_if_due

    def fail_for_the_first(due, at):
        if due.pk == enrolment.pk:
            raise RuntimeError("no ink")
        return complete(due, at)

    monkeypatch.setattr(completing, "complete_if_due", fail_for_the_first)
    assert complete_due_enrolments(at=AT) == 1
    assert Completion.objects.get().enrolment_id == other.pk
    assert f"Enrolment {enrolment.pk} is complete" in caplog.text
    caplog.clear()

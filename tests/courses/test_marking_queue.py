"""The queue of what is being marked: its order, its length, and what changes between looking and marking."""

from datetime import timedelta

import pytest

from content.models import QuizPage
from courses.errors import MarkRefused
from courses.marking import mark_answer, release_attempt, waiting_answers
from courses.models import Attempt, Mark
from courses.quiz.attempting import save_answer, start_attempt, submit_overdue
from courses.quiz.auditing import differences
from courses.quiz.voiding import void_attempt
from tests.conftest import AT
from tests.courses.building import make_enrolment
from tests.courses.essays import FULL, NONE, SOME, hand_in_written, make_written, mark, written
from tests.factories import make_course, make_learner

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def exam():
    return make_written(make_course())


@pytest.fixture
def twice():
    return make_written(make_course(), markers=2)


@pytest.fixture
def people():
    return [make_learner(name) for name in ("Grace Hopper", "Alan Turing", "Mary Somerville", "Ida Rhodes")]


def queue(person):
    return waiting_answers(QuizPage.objects.all(), person)


def test_within_a_day_the_order_tells_nothing_of_when_it_was_handed_in(exam, people):
    handed_in = [hand_in_written(exam, at=AT + timedelta(minutes=n)) for n in range(6)]
    yesterday = hand_in_written(exam, at=AT - DAY)
    found = [one.answer.attempt_id for one in queue(people[0])]
    assert found == [yesterday.pk, *sorted(attempt.pk for attempt in handed_in)]


def test_the_queue_leaves_what_was_written_where_it_is(exam, people):
    attempt = hand_in_written(exam)
    mark(attempt, people[0], FULL, "Clear.")
    [one] = queue(people[0])
    assert {"response", "option_order"} <= one.answer.get_deferred_fields()
    assert "policy" in one.answer.attempt.get_deferred_fields()
    assert "comment" in one.marks[0].get_deferred_fields()


@pytest.mark.parametrize(
    ("given", "waits"),
    [
        ([], [True, True, True]),
        ([FULL], [False, True, True]),
        ([FULL, NONE], [False, False, True]),
        ([FULL, FULL], [False, False, False]),
        ([FULL, NONE, SOME], [False, False, False]),
    ],
)
def test_an_answer_waits_for_those_whose_mark_it_still_takes(twice, people, given, waits):
    attempt = hand_in_written(twice)
    for person, levels in zip(people, given, strict=False):
        mark(attempt, person, levels)
    assert [queue(person)[0].waits_for_mine for person in people[:3]] == waits


def test_the_same_mark_once_more_is_the_same_mark(exam, people):
    attempt = hand_in_written(exam)
    first = mark(attempt, people[0], FULL, "Clear.")
    assert mark(attempt, people[0], FULL, " Clear. ") == first
    assert mark(attempt, people[0], FULL, "Clear and short.").round == 2
    assert Mark.objects.count() == attempt.events.filter(kind="mark").count() == 2


def test_who_believes_to_be_the_second_does_not_decide_as_the_third(twice, people):
    attempt = hand_in_written(twice)
    mark(attempt, people[0], FULL)
    mark(attempt, people[1], NONE)
    with pytest.raises(MarkRefused, match="meanwhile"):
        mark_answer(written(attempt), people[2], SOME, decides=False, at=AT)
    assert mark_answer(written(attempt), people[2], SOME, decides=True, at=AT).round == 1
    with pytest.raises(MarkRefused, match="has the marks"):
        mark_answer(written(attempt), people[3], NONE, decides=True, at=AT)


def test_one_that_the_clock_hands_in_waits_for_marks_all_the_same(exam, people):
    attempt = start_attempt(make_enrolment(exam.get_parent().specific), exam, at=AT)
    save_answer(written(attempt), {"text": "At station 3."}, at=AT)
    assert submit_overdue(at=AT + DAY) == 1
    done = Attempt.objects.get(pk=attempt.pk)
    assert (done.state, done.submitted_at) == ("marking", done.deadline_at)
    mark(attempt, people[0], FULL)
    # The essay is whole, the choice is blank: 1 of 2.
    assert release_attempt(attempt, people[0], at=AT + 2 * DAY).points == 1


def test_marks_a_release_and_a_void_after_it_are_rebuilt_from_the_log(twice, people):
    attempt = hand_in_written(twice)
    for person, levels in zip(people, (FULL, NONE, SOME), strict=False):
        mark(attempt, person, levels)
    release_attempt(attempt, people[0], at=AT + DAY)
    void_attempt(attempt, people[1], "Both sat at one desk.", at=AT + 2 * DAY)
    done = Attempt.objects.get(pk=attempt.pk)
    assert differences(done) == []
    assert (done.state, done.points) == ("void", written(attempt).points + 1)
    with pytest.raises(MarkRefused, match="not being marked"):
        release_attempt(attempt, people[0])

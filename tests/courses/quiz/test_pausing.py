"""Breaks: the clock stands still for the time really taken, and never for longer than was granted."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.errors import AttemptClosed, AttemptPaused, NoBreak
from courses.models import Attempt
from courses.quiz.attempting import flag_answer, save_answer, start_attempt, submit_attempt, submit_overdue
from courses.quiz.auditing import differences
from courses.quiz.clock import after_break, moved, phase
from courses.quiz.pausing import end_break, left_at, start_break
from courses.quiz.presenting import deadline_of, limit_of, time_left
from courses.quiz.voiding import void_attempt
from tests.conftest import AT
from tests.courses.granting import grant
from tests.courses.quiz.sitting import MINUTE, answers
from tests.factories import make_learner

SECOND = timedelta(seconds=1)
# The exam has 120 minutes.
END = AT + 120 * MINUTE
RIGHT = {"choice": "right0"}


@pytest.fixture
def attempt(enrolment, exam):
    """A sitting with twenty minutes of breaks."""
    grant(enrolment.learner, break_minutes=20)
    return start_attempt(enrolment, exam, at=AT)


def row(attempt):
    found = Attempt.objects.get(pk=attempt.pk)
    return found.deadline_at, found.break_seconds, found.break_began_at


def log(attempt):
    return list(attempt.events.values_list("kind", "at", "actor"))[1:]


@pytest.mark.django_db
class TestBreaks:
    def test_the_deadline_is_later_by_the_time_really_taken(self, attempt):
        start_break(attempt, at=AT + 30 * MINUTE)
        end_break(attempt, at=AT + 37 * MINUTE)
        assert row(attempt) == (END + 7 * MINUTE, 13 * 60, None)
        assert differences(Attempt.objects.get(pk=attempt.pk)) == []

    def test_a_break_ends_by_itself_when_all_is_taken(self, attempt):
        start_break(attempt, at=AT + 30 * MINUTE)
        end_break(attempt, at=AT + 90 * MINUTE)
        assert row(attempt) == (END + 20 * MINUTE, 0, None)
        learner = attempt.enrolment.learner_id
        assert log(attempt) == [
            ("break", AT + 30 * MINUTE, learner),
            ("resume", AT + 50 * MINUTE, None),
        ]

    def test_several_breaks_share_what_is_granted(self, attempt):
        for minute, back in ((10, 25), (40, 60)):
            start_break(attempt, at=AT + minute * MINUTE)
            end_break(attempt, at=AT + back * MINUTE)
        assert row(attempt) == (END + 20 * MINUTE, 0, None)
        with pytest.raises(NoBreak, match="no break left"):
            start_break(attempt, at=AT + 70 * MINUTE)

    def test_a_second_press_changes_nothing(self, attempt):
        for minute in (10, 12):
            start_break(attempt, at=AT + minute * MINUTE)
        for minute in (15, 18):
            end_break(attempt, at=AT + minute * MINUTE)
        assert row(attempt) == (END + 5 * MINUTE, 15 * 60, None)
        assert [kind for kind, _at, _actor in log(attempt)] == ["break", "resume"]

    def test_without_a_grant_there_is_none(self, enrolment, exam):
        attempt = start_attempt(enrolment, exam, at=AT)
        with pytest.raises(NoBreak):
            start_break(attempt, at=AT)
        assert row(attempt) == (END, 0, None)

    @pytest.mark.parametrize("late", [timedelta(0), 2 * MINUTE])
    def test_when_the_time_is_up_there_is_none(self, attempt, late):
        with pytest.raises(NoBreak, match="over"):
            start_break(attempt, at=END + late)

    def test_when_it_is_handed_in_there_is_none(self, attempt):
        submit_attempt(attempt, at=AT)
        with pytest.raises(NoBreak):
            start_break(attempt, at=AT)

    def test_a_break_that_is_over_is_none_to_be_in(self, attempt):
        start_break(attempt, at=AT)
        with pytest.raises(NoBreak, match="no break left"):
            start_break(attempt, at=AT + 20 * MINUTE)

    def test_nothing_is_taken_in_a_break_and_nothing_is_stored(self, attempt):
        start_break(attempt, at=AT + MINUTE)
        answer = answers(attempt)[0]
        with pytest.raises(AttemptPaused, match="in a break"):
            save_answer(answer, RIGHT, sequence=5, at=AT + 2 * MINUTE)
        with pytest.raises(AttemptPaused):
            flag_answer(answer, is_flagged=True, at=AT + 2 * MINUTE)
        assert (answers(attempt)[0].response, answers(attempt)[0].sequence) == (None, 0)
        end_break(attempt, at=AT + 3 * MINUTE)
        assert save_answer(answer, RIGHT, sequence=5, at=AT + 4 * MINUTE).is_stored

    def test_the_first_save_after_a_break_that_ended_by_itself_writes_its_end(self, attempt):
        start_break(attempt, at=AT + 110 * MINUTE)
        save_answer(answers(attempt)[0], RIGHT, at=END + 15 * MINUTE)
        assert row(attempt) == (END + 20 * MINUTE, 0, None)
        assert differences(Attempt.objects.get(pk=attempt.pk)) == []

    def test_after_the_moved_deadline_and_its_grace_nothing_is_taken(self, attempt):
        start_break(attempt, at=AT + 110 * MINUTE)
        over = END + 20 * MINUTE + 60 * SECOND
        assert save_answer(answers(attempt)[0], RIGHT, at=over).is_stored
        with pytest.raises(AttemptClosed, match="closed"):
            save_answer(answers(attempt)[1], RIGHT, at=over + SECOND)

    @pytest.mark.parametrize(("minutes", "handed_in"), [(2, 0), (19, 0), (20, 0), (29, 0), (31, 0), (32, 1)])
    def test_the_sweep_counts_the_break_that_runs(self, attempt, minutes, handed_in):
        # Ten minutes were left; the break lasts twenty, then the ten run on, then comes the grace.
        start_break(attempt, at=END - 10 * MINUTE)
        at = END - 10 * MINUTE + minutes * MINUTE
        assert submit_overdue(at=at) == handed_in

    def test_what_the_sweep_hands_in_counts_as_at_the_moved_deadline(self, attempt):
        start_break(attempt, at=END - 10 * MINUTE)
        assert submit_overdue(at=END + 60 * MINUTE) == 1
        done = Attempt.objects.get(pk=attempt.pk)
        assert done.submitted_at == done.deadline_at == END + 20 * MINUTE
        assert differences(done) == []

    def test_handing_in_ends_the_break(self, attempt):
        start_break(attempt, at=AT + 10 * MINUTE)
        done = submit_attempt(attempt, at=AT + 14 * MINUTE)
        assert (done.state, done.submitted_at, done.break_began_at) == ("submitted", AT + 14 * MINUTE, None)
        assert [kind for kind, _at, _actor in log(attempt)] == ["break", "resume", "submit"]
        assert differences(Attempt.objects.get(pk=attempt.pk)) == []

    def test_an_attempt_declared_void_in_a_break_tells_the_same_as_its_log(self, attempt):
        start_break(attempt, at=AT)
        void_attempt(attempt, make_learner("Rosa Lindqvist"), "A fire alarm.", at=AT + MINUTE)
        assert differences(Attempt.objects.get(pk=attempt.pk)) == []

    def test_the_time_left_stands_still_and_then_runs_on(self, attempt):
        attempt = start_break(attempt, at=AT + 60 * MINUTE)
        left = [time_left(attempt, AT + minute * MINUTE) for minute in (60, 70, 80, 90)]
        assert left == [3600, 3600, 3600, 3000]
        assert deadline_of(attempt, AT + 90 * MINUTE) == END + 20 * MINUTE

    def test_breaks_are_no_part_of_the_limit(self, attempt):
        start_break(attempt, at=AT)
        assert limit_of(end_break(attempt, at=AT + 5 * MINUTE)) == 120

    def test_the_item_that_was_left_is_known(self, attempt):
        assert left_at(attempt) is None
        start_break(attempt, position=3, at=AT)
        assert left_at(attempt) == 3


moments = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.timezones())
stretches = st.timedeltas(timedelta(0), timedelta(hours=3))


@given(moments, st.integers(0, 3600), st.lists(st.tuples(stretches, stretches), max_size=6))
def test_breaks_never_shorten_and_give_no_more_than_was_granted(start, seconds, breaks):
    deadline, left, now = start + timedelta(hours=9), seconds, start
    first, granted = deadline, timedelta(seconds=seconds)
    for worked, away in breaks:
        now += worked
        before = deadline
        deadline, left = after_break(deadline, now, left, now + away)
        now += away
        assert before <= deadline <= before + away
        assert left >= 0
        assert deadline - first + timedelta(seconds=left) <= granted


@given(moments, stretches, st.integers(1, 3600), stretches, stretches)
def test_with_a_break_time_never_goes_back_either(start, until_break, seconds, early, more):
    order = ["open", "time_up", "overdue"]
    deadline, began = start + timedelta(hours=1), start + until_break
    known = {"break_began_at": began, "break_seconds": seconds}
    # A break, as long as it lasts, is a stretch of "open".
    found = [phase("open", deadline, began + after, **known) for after in (early, early + more)]
    first, second = (order.index("open" if now == "paused" else now) for now in found)
    assert first <= second or found[0] == "paused"
    assert moved(deadline, began + early, began, seconds) <= moved(
        deadline, began + early + more, began, seconds
    )

"""More time for an attempt under way: only ever later, with a reason that only those who grant read."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from courses.errors import ExtensionRefused
from courses.models import Attempt
from courses.quiz.attempting import start_attempt, submit_attempt, submit_overdue
from courses.quiz.auditing import differences
from courses.quiz.extending import extend_deadline
from courses.quiz.pausing import end_break, start_break
from courses.quiz.presenting import limit_of
from courses.quiz.telling import Step, story_of
from tests.conftest import AT
from tests.courses.building import make_enrolment, make_exam
from tests.courses.granting import grant
from tests.courses.quiz.sitting import MINUTE
from tests.factories import make_learner

END = AT + 120 * MINUTE
WHY = "zqalarmqz in the building."


@pytest.fixture
def staff():
    return make_learner("Rosa Lindqvist")


def extend(attempt, staff, minutes=30, reason=WHY, at=AT + MINUTE):
    return extend_deadline(attempt, minutes, reason, staff, at=at)


@pytest.mark.django_db
class TestExtending:
    def test_the_deadline_moves_by_what_is_given_and_the_log_says_why(self, attempt, staff):
        assert extend(attempt, staff).deadline_at == END + 30 * MINUTE
        event = attempt.events.get(kind="extend")
        assert (event.actor, event.payload["minutes"], event.payload["reason"]) == (staff, 30, WHY)
        assert differences(Attempt.objects.get(pk=attempt.pk)) == []

    def test_given_twice_it_adds_up(self, attempt, staff):
        extend(attempt, staff)
        assert extend(attempt, staff, 10).deadline_at == END + 40 * MINUTE
        assert limit_of(Attempt.objects.get(pk=attempt.pk)) == 160

    @pytest.mark.parametrize(("late", "is_given"), [(0, True), (60, True), (61, False)])
    def test_it_is_given_until_the_attempt_is_overdue(self, attempt, staff, late, is_given):
        at = END + timedelta(seconds=late)
        if is_given:
            assert extend(attempt, staff, at=at).deadline_at == END + 30 * MINUTE
            return
        with pytest.raises(ExtensionRefused, match="over"):
            extend(attempt, staff, at=at)

    @pytest.mark.parametrize("minutes", [0, -5, 24 * 60 + 1])
    def test_it_never_takes_time_away_and_has_an_end(self, attempt, staff, minutes):
        with pytest.raises(ExtensionRefused, match="minutes"):
            extend(attempt, staff, minutes)
        assert Attempt.objects.get(pk=attempt.pk).deadline_at == END

    @pytest.mark.parametrize("reason", ["", "  "])
    def test_a_reason_is_asked_for(self, attempt, staff, reason):
        with pytest.raises(ExtensionRefused, match="why"):
            extend(attempt, staff, reason=reason)

    def test_nobody_extends_their_own(self, attempt):
        with pytest.raises(ExtensionRefused, match="own"):
            extend(attempt, attempt.enrolment.learner)

    def test_what_is_handed_in_stays_as_it_is(self, attempt, staff):
        submit_attempt(attempt, at=AT)
        with pytest.raises(ExtensionRefused):
            extend(attempt, staff)

    def test_where_there_is_no_limit_there_is_nothing_to_extend(self, enrolment, exam, staff):
        grant(enrolment.learner, is_unlimited=True)
        with pytest.raises(ExtensionRefused, match="no time limit"):
            extend(start_attempt(enrolment, exam, at=AT), staff)

    def test_the_sweep_waits_for_the_later_deadline(self, attempt, staff):
        extend(attempt, staff)
        assert submit_overdue(at=END + 30 * MINUTE) == 0
        assert submit_overdue(at=END + 32 * MINUTE) == 1

    def test_the_clock_that_looked_before_hands_in_nothing(self, attempt, staff):
        late = END + 2 * MINUTE
        extend(attempt, staff)
        assert submit_attempt(attempt, at=late, origin="deadline").state == "open"

    def test_a_break_goes_on_and_its_time_is_added(self, enrolment, exam, staff):
        grant(enrolment.learner, break_minutes=20)
        attempt = start_attempt(enrolment, exam, at=AT)
        start_break(attempt, at=AT + 10 * MINUTE)
        assert extend(attempt, staff, at=AT + 12 * MINUTE).break_began_at == AT + 10 * MINUTE
        assert end_break(attempt, at=AT + 15 * MINUTE).deadline_at == END + 35 * MINUTE
        assert differences(Attempt.objects.get(pk=attempt.pk)) == []

    def test_a_break_that_was_over_before_is_written_first(self, enrolment, exam, staff):
        grant(enrolment.learner, break_minutes=20)
        attempt = start_attempt(enrolment, exam, at=AT)
        start_break(attempt, at=END - 10 * MINUTE)
        # The old deadline is past; with the twenty minutes of the break, five are left.
        assert extend(attempt, staff, at=END + 15 * MINUTE).deadline_at == END + 50 * MINUTE
        assert differences(Attempt.objects.get(pk=attempt.pk)) == []

    def test_its_story_says_that_and_not_why(self, attempt, staff):
        extend(attempt, staff)
        event = attempt.events.get(kind="extend")
        [told] = story_of([Step("extend", event.at, event.payload, "Rosa Lindqvist")])
        assert str(told.text) == "30 minutes more given"


moments = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.timezones())


class TestAnyExtension(TestCase):
    """In any time zone, at any change of its clocks."""

    @settings(max_examples=25, deadline=None)
    @given(moments, st.integers(1, 600), st.lists(st.integers(1, 24 * 60), min_size=1, max_size=3))
    def test_an_extension_never_shortens_and_adds_elapsed_minutes(self, start, minutes, more):
        enrolment = make_enrolment()
        attempt = start_attempt(enrolment, make_exam(enrolment.course, minutes=minutes), at=start)
        staff = make_learner("Rosa Lindqvist")
        for one in more:
            attempt = extend_deadline(attempt, one, WHY, staff, at=start)
        assert attempt.deadline_at.timestamp() - start.timestamp() == (minutes + sum(more)) * 60

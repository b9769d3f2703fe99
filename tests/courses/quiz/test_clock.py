from datetime import UTC, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.quiz.clock import Allowance, Grant, allowance, deadline, phase, seconds_left, submitted_at
from tests.conftest import AT

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
END = AT + timedelta(hours=2)


def test_the_deadline_is_the_start_and_the_limit():
    assert deadline(AT, 120) == END
    assert deadline(AT, None) is None


def test_the_window_ends_what_the_limit_does_not():
    assert deadline(AT, 120, AT + 30 * MINUTE) == AT + 30 * MINUTE
    assert deadline(AT, 120, END + SECOND) == END
    assert deadline(AT, None, END) == END


def test_the_limit_is_of_elapsed_time_whatever_clocks_on_walls_do():
    # In Berlin the clocks went from 02:00 to 03:00 on 29 March 2026, at 01:00 UTC.
    start = datetime(2026, 3, 29, 1, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    assert deadline(start, 120) == datetime(2026, 3, 29, 2, 30, tzinfo=UTC)


moments = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.timezones())


@given(moments, st.integers(1, 600))
def test_a_deadline_is_always_in_utc_and_the_limit_after_the_start(start, minutes):
    found = deadline(start, minutes)
    assert found.tzinfo is UTC
    assert found.timestamp() - start.timestamp() == minutes * 60


limits = st.integers(1, 600)
grants = st.lists(
    st.builds(
        Grant,
        st.integers(1, 99),
        st.none() | st.sampled_from([Fraction(5, 4), Fraction(3, 2), Fraction(2)]),
        st.none() | st.integers(0, 300),
        st.booleans(),
        st.integers(0, 60),
        st.integers(0, 3),
    ),
    max_size=4,
    unique_by=lambda grant: grant.accommodation,
)


@given(limits, grants, grants)
def test_a_grant_never_takes_time_away_and_one_more_never_does(minutes, some, more):
    few, many = allowance(minutes, some), allowance(minutes, [*some, *more])
    assert few.minutes is None or few.minutes >= minutes
    assert many.minutes is None or (few.minutes is not None and many.minutes >= few.minutes)
    assert many.extra_attempts >= few.extra_attempts


def test_the_most_generous_of_several_wins_in_each_respect():
    half_more = Grant(1, multiplier=Fraction(3, 2), break_minutes=10)
    forty = Grant(2, extra_minutes=40, break_minutes=20, extra_attempts=1)
    assert allowance(60, [half_more, forty]) == Allowance(100, 20, 1, (1, 2))
    assert allowance(120, [half_more, forty]) == Allowance(180, 20, 1, (1, 2))
    assert allowance(60, [half_more, Grant(3, is_unlimited=True)]).minutes is None


def test_a_part_of_a_minute_is_rounded_up_for_the_learner():
    assert allowance(45, [Grant(1, multiplier=Fraction("1.25"))]).minutes == 57


def test_what_is_not_limited_needs_no_grant():
    assert allowance(None, [Grant(1, extra_minutes=30, break_minutes=10)]).minutes is None
    assert allowance(60, []).as_json() is None


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (AT, "open"),
        (END - SECOND, "open"),
        (END, "time_up"),
        (END + 60 * SECOND, "time_up"),
        (END + 61 * SECOND, "overdue"),
    ],
)
def test_an_open_attempt_passes_from_open_to_overdue(at, expected):
    assert phase("open", END, at) == expected


def test_without_a_limit_it_stays_open():
    assert phase("open", None, AT + timedelta(days=400)) == "open"


@pytest.mark.parametrize("state", ["marking", "submitted", "void"])
def test_what_is_closed_stays_closed(state):
    assert phase(state, END, AT) == phase(state, None, END + SECOND) == state


@given(st.integers(-9000, 9000), st.integers(0, 9000))
def test_time_never_goes_back(seconds, more):
    order = ["open", "time_up", "overdue"]
    early, late = END + seconds * SECOND, END + (seconds + more) * SECOND
    assert order.index(phase("open", END, early)) <= order.index(phase("open", END, late))


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (0, "paused"),
        (9, "paused"),
        (10, "open"),  # the break is over by itself, with the ten minutes that were left before it
        (19, "open"),
        (20, "time_up"),
        (22, "overdue"),
    ],
)
def test_a_break_stops_the_clock_for_as_long_as_is_granted(minutes, expected):
    began = END - 10 * MINUTE
    found = phase("open", END, began + minutes * MINUTE, break_began_at=began, break_seconds=600)
    assert found == expected


def test_seconds_left_never_go_below_nothing():
    assert seconds_left(END, AT) == 7200
    assert seconds_left(END, END + SECOND) == 0
    assert seconds_left(None, AT) is None


def test_what_comes_after_the_deadline_is_recorded_at_the_deadline():
    assert submitted_at(END, END + SECOND) == END
    assert submitted_at(END, AT) == AT
    assert submitted_at(None, AT) == AT

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.quiz.clock import deadline, phase, seconds_left, submitted_at
from tests.conftest import AT

SECOND = timedelta(seconds=1)
END = AT + timedelta(hours=2)


def test_the_deadline_is_the_start_and_the_limit():
    assert deadline(AT, 120) == END
    assert deadline(AT, None) is None


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


@pytest.mark.parametrize("state", ["submitted", "void"])
def test_what_is_closed_stays_closed(state):
    assert phase(state, END, AT) == phase(state, None, END + SECOND) == state


@given(st.integers(-9000, 9000), st.integers(0, 9000))
def test_time_never_goes_back(seconds, more):
    order = ["open", "time_up", "overdue"]
    early, late = END + seconds * SECOND, END + (seconds + more) * SECOND
    assert order.index(phase("open", END, early)) <= order.index(phase("open", END, late))


def test_seconds_left_never_go_below_nothing():
    assert seconds_left(END, AT) == 7200
    assert seconds_left(END, END + SECOND) == 0
    assert seconds_left(None, AT) is None


def test_what_comes_after_the_deadline_is_recorded_at_the_deadline():
    assert submitted_at(END, END + SECOND) == END
    assert submitted_at(END, AT) == AT
    assert submitted_at(None, AT) == AT

"""Certainty beside right answers, counted."""

import pytest

from courses.quiz.calibrating import calibrate, certainty_in


@pytest.mark.parametrize(
    ("text", "certainty"),
    [("1", 1), ("3", 3), ("0", None), ("4", None), ("", None), ("²", None)],
)
def test_a_certainty_is_one_of_three_or_nothing(text, certainty):
    assert certainty_in(text) == certainty


def test_answers_are_counted_by_certainty_the_least_first():
    told = [(3, True), (1, False), (3, True), (3, False), (1, True)]
    assert [(d.certainty, d.right, d.answered, d.percent) for d in calibrate(told)] == [
        (1, 1, 2, 50),
        (3, 2, 3, 66),
    ]


def test_a_certainty_nobody_said_has_no_line():
    assert calibrate([]) == []

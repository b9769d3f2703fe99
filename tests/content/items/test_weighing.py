from fractions import Fraction

import pytest

from content.items.weighing import clamped, credit_problems, weight, weight_problems


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1", Fraction(1)), ("1/3", Fraction(1, 3)), ("-1/2", Fraction(-1, 2)), ("0.25", Fraction(1, 4))],
)
def test_a_share_is_read_exactly(text, expected):
    assert weight(text) == expected
    assert list(weight_problems("weight", text)) == []


@pytest.mark.parametrize(
    "text", ["", "half", "50%", "1/0", "1,5", ".5", "1e-1", "+1", " 1", "½", "٣", "2", "-3/2"]
)
def test_what_is_no_share_from_minus_one_to_one_is_refused(text):
    assert [problem.field for problem in weight_problems("options.0.weight", text)] == ["options.0.weight"]


@pytest.mark.parametrize(("text", "count"), [("1/3", 0), ("1", 0), ("0", 1), ("-1/2", 1), ("x", 1)])
def test_credit_is_more_than_nothing(text, count):
    assert len(list(credit_problems("weight", text))) == count


@pytest.mark.parametrize(("credit", "expected"), [("-1/2", 0), ("1/2", Fraction(1, 2)), ("1", 1), ("5/4", 1)])
def test_credit_stays_between_nothing_and_all(credit, expected):
    assert clamped(Fraction(credit)) == expected

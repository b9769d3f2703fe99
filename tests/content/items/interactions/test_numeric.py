from fractions import Fraction

import pytest

from content.items.scoring import score
from tests.content.items import examples


@pytest.mark.parametrize(
    ("answer", "tolerance", "value", "expected"),
    [
        ("40", "0.5", "40.5", 1),
        ("40", "0.5", "39.5", 1),
        ("40", "0.5", "40.500000000000000000000001", 0),
        ("-11.7", "0.02", "-11.72", 1),  # a float would miss it
        ("0.75", "0", "0.750", 1),
        ("5", "0", "-5", 0),
    ],
)
def test_numeric_is_exact_at_the_edge_of_the_tolerance(answer, tolerance, value, expected):
    content = examples.numeric() | {"answer": answer, "tolerance": tolerance, "wrong": []}
    assert score(content, {"value": value}) == expected


@pytest.mark.parametrize(
    ("mode", "value", "expected"),
    [
        ("relative", "19", 1),  # 20 less 5 %
        ("relative", "21", 1),
        ("relative", "21.001", 0),
        ("geometric", "21", 1),  # 20 times 1.05
        ("geometric", "19.05", 1),  # 20 / 1.05 = 19.0476…
        ("geometric", "19.04", 0),
        ("nominal", "20.05", 1),
        ("nominal", "20.06", 0),
    ],
)
def test_a_tolerance_is_absolute_a_share_or_a_factor(mode, value, expected):
    content = examples.numeric() | {"answer": "20", "tolerance": "0.05", "mode": mode, "wrong": []}
    assert score(content, {"value": value}) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [("12", 1), ("18", 1), ("11.99", Fraction(1, 2)), ("20", Fraction(1, 2)), ("20.01", 0)],
)
def test_a_range_holds_its_ends_and_a_wider_one_pays_its_share(value, expected):
    wider = [{"low": "10", "high": "20", "weight": "1/2", "feedback": "Near."}]
    content = examples.numeric() | {"mode": "range", "low": "12", "high": "18", "answer": "15", "more": wider}
    assert score(content, {"value": value}) == expected

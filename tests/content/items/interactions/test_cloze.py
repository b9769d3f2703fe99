from fractions import Fraction

import pytest

from content.items.scoring import Rule, score
from tests.content.items import examples
from tests.content.items.examples import weighed
from tests.content.items.strategies import GRADING


@pytest.mark.parametrize(
    ("gaps", "expected"),
    [
        pytest.param({"gap1": {"choice": "aaaa"}}, Fraction(1, 4), id="one point of four"),
        pytest.param({"gap2": {"value": "40.5"}}, Fraction(1, 2), id="two points of four"),
        pytest.param(
            {"gap2": {"value": "40"}, "gap3": {"text": "Jidoka"}}, Fraction(3, 4), id="three of four"
        ),
        pytest.param({"gap1": {"choice": "bbbb"}, "gap2": {"value": "7"}}, Fraction(0), id="all wrong"),
    ],
)
def test_a_cloze_earns_the_shares_of_its_gaps_weighed_by_their_points(gaps, expected):
    assert score(examples.cloze(), {"gaps": gaps}) == expected
    assert score(examples.cloze(), {"gaps": gaps}, Rule.ALL_OR_NOTHING) == 0
    assert score(examples.cloze() | {GRADING: "all_or_nothing"}, {"gaps": gaps}) == 0


def test_part_of_a_gap_is_part_of_a_cloze():
    content = examples.cloze()
    content["gaps"][1]["interaction"] = weighed(content["gaps"][1]["interaction"], "1", "1/2", "0")
    # Half of one point out of four.
    assert score(content, {"gaps": {"gap1": {"choice": "bbbb"}}}) == Fraction(1, 8)

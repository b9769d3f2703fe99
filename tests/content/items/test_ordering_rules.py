from fractions import Fraction

import pytest

from content.items.ordering_rules import ORDERING_RULES
from content.items.scoring import Rule, score
from tests.content.items import examples

RIGHT = ("a", "b", "c", "d", "e")


@pytest.mark.parametrize(
    ("grading", "expected"),
    [
        ("all_or_nothing", 0),
        # Only e stands at its place.
        ("absolute_position", Fraction(1, 5)),
        # a-b and c-d, out of four.
        ("adjacent_pairs", Fraction(2, 4)),
        # And e is followed by none.
        ("relative_next_include_last", Fraction(3, 5)),
        # a-b gives two parts, c-d two, the end of e one, out of ten.
        ("relative_one_previous_and_next", Fraction(5, 10)),
        # Of ten pairs, the four of c or d with a or b are turned round.
        ("relative_all_previous_and_next", Fraction(6, 10)),
        # a, b, e.
        ("longest_ordered", Fraction(3, 5)),
        # c, d, e.
        ("longest_contiguous", Fraction(3, 5)),
        # Four steps are two places off: 2 + 2 + 2 + 2 + 4, out of twenty.
        ("relative_to_correct", Fraction(12, 20)),
    ],
)
def test_two_pairs_that_changed_places_by_each_of_the_nine_gradings(grading, expected):
    assert ORDERING_RULES[grading](RIGHT, ("c", "d", "a", "b", "e")) == expected


@pytest.mark.parametrize("grading", ["longest_ordered", "longest_contiguous"])
def test_one_step_alone_is_no_order(grading):
    assert ORDERING_RULES[grading](RIGHT, RIGHT[::-1]) == 0


@pytest.mark.parametrize("grading", ORDERING_RULES)
@pytest.mark.parametrize("rule", list(Rule))
def test_an_item_is_graded_by_the_rule_it_names_whatever_the_quiz(grading, rule):
    content = examples.ordering() | {"grading": grading}
    right = [step["id"] for step in content["sequence"]]
    given = [right[1], right[0], *right[2:]]
    assert score(content, {"order": given}, rule) == ORDERING_RULES[grading](right, given)


@pytest.mark.parametrize(("rule", "expected"), [("partial", Fraction(2, 3)), ("all_or_nothing", 0)])
def test_an_order_without_a_grading_of_its_own_pays_by_neighbours_or_as_a_new_exam_has_it(rule, expected):
    """Plan, do, check, act: the last three follow each other, and the first stands at the end."""
    plan, *rest = (step["id"] for step in examples.ordering()["sequence"])
    assert len(rest) == 3
    assert score(examples.ordering(), {"order": [*rest, plan]}, rule) == expected

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.items.scoring import Rule, score
from tests.content.items import examples
from tests.content.items.examples import weighed
from tests.content.items.strategies import GRADING, multiple_responses


@pytest.mark.parametrize(
    ("choices", "expected"),
    [
        pytest.param(["aaaa", "bbbb", "cccc"], Fraction(1), id="all keys"),
        pytest.param(["aaaa"], Fraction(1, 3), id="one of three"),
        pytest.param(["aaaa", "bbbb", "dddd"], Fraction(1, 3), id="two right, one wrong"),
        pytest.param(["aaaa", "dddd", "eeee"], Fraction(0), id="never below zero"),
        pytest.param(["aaaa", "bbbb", "cccc", "dddd", "eeee"], Fraction(1, 3), id="everything ticked"),
    ],
)
def test_multiple_response_earns_right_less_wrong(choices, expected):
    assert score(examples.multiple_response(), {"choices": choices}) == expected


def right_minus_wrong():
    return multiple_responses().map(lambda content: content | {GRADING: "right_minus_wrong"})


@given(right_minus_wrong(), st.data())
def test_one_more_right_or_one_less_wrong_never_lowers_a_score(content, data):
    every = {option["id"]: option["correct"] for option in content["options"]}
    chosen = data.draw(st.sets(st.sampled_from(sorted(every))))
    changed = data.draw(st.sampled_from(sorted(every)))
    better = chosen | {changed} if every[changed] else chosen - {changed}
    assert score(content, {"choices": list(better)}) >= score(content, {"choices": list(chosen)})


@given(right_minus_wrong())
def test_ticking_everything_pays_nothing_unless_most_options_are_keys(content):
    every = [option["id"] for option in content["options"]]
    keys = sum(option["correct"] for option in content["options"])
    expected = max(Fraction(0), Fraction(2 * keys - len(every), keys))
    assert score(content, {"choices": every}) == expected < 1


def test_ticking_everything_pays_nothing_on_an_item_with_a_single_key():
    content = examples.multiple_response()
    for option in content["options"][1:]:
        option["correct"] = False
    assert score(content, {"choices": ["aaaa", "bbbb", "cccc", "dddd", "eeee"]}) == 0


def test_a_key_smuggled_in_beside_a_single_choice_earns_nothing():
    content = examples.single_choice()
    assert score(content, {"choice": "bbbb", "choices": ["aaaa"]}) == 0


@pytest.mark.parametrize(("choice", "expected"), [("aaaa", 1), ("bbbb", Fraction(1, 3)), ("cccc", 0)])
def test_a_single_choice_by_weights_earns_the_weight_of_what_was_chosen_and_never_less_than_nothing(
    choice, expected
):
    content = weighed(examples.single_choice(), "1", "1/3", "-1/2")
    for rule in Rule:
        assert score(content, {"choice": choice}, rule) == expected


@pytest.mark.parametrize(
    ("choices", "expected"),
    [
        pytest.param(["aaaa"], Fraction(1, 2), id="one right"),
        pytest.param(["aaaa", "bbbb"], Fraction(5, 6), id="two right"),
        pytest.param(["aaaa", "bbbb", "dddd"], Fraction(1, 3), id="two right, one wrong"),
        pytest.param(["bbbb", "dddd"], Fraction(0), id="never below zero"),
        pytest.param(["aaaa", "bbbb", "cccc", "eeee"], Fraction(1), id="what weighs nothing takes nothing"),
    ],
)
def test_a_multiple_response_by_weights_earns_their_sum(choices, expected):
    content = weighed(examples.multiple_response(), "1/2", "1/3", "1/6", "-0.5", "0")
    assert score(content, {"choices": choices}) == expected


def test_weights_that_sum_to_more_than_one_earn_one():
    content = weighed(examples.multiple_response(), "1", "1", "1", "0", "0")
    assert score(content, {"choices": ["aaaa", "bbbb"]}) == 1

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.items.content import ids_in
from content.items.interactions import interaction_of
from content.items.scoring import Rule, key, score
from tests.content.items import examples
from tests.content.items.strategies import GRADING, answered, contents


@pytest.mark.parametrize("example", examples.SCORED)
@pytest.mark.parametrize("rule", list(Rule))
def test_the_key_earns_one_and_a_blank_nothing(example, rule):
    content = example()
    assert score(content, key(content), rule) == 1
    assert score(content, None, rule) == 0


@given(contents(), st.sampled_from(Rule))
def test_the_key_of_any_item_earns_one_and_a_blank_nothing(content, rule):
    assert score(content, key(content), rule) == 1
    assert score(content, None, rule) == 0


@given(answered(), st.sampled_from(Rule))
def test_a_fraction_is_exact_and_stays_between_zero_and_one(pair, rule):
    fraction = score(*pair, rule)
    assert isinstance(fraction, Fraction)
    assert 0 <= fraction <= 1


@given(answered())
def test_all_or_nothing_pays_only_what_is_fully_right(pair):
    content, response = pair
    ungraded = {name: value for name, value in content.items() if name != GRADING}
    assert score(ungraded, response, Rule.ALL_OR_NOTHING) == (score(ungraded, response) == 1)


@given(answered().filter(lambda pair: GRADING in pair[0]))
def test_the_grading_of_the_item_wins_over_that_of_the_quiz(pair):
    assert score(*pair, Rule.ALL_OR_NOTHING) == score(*pair, Rule.PARTIAL)


@given(answered(), st.integers())
def test_the_order_in_which_entries_are_stored_does_not_change_a_score(pair, seed):
    content, response = pair
    moved = dict(content)
    for column in ("options", "left", "right", "gaps"):
        if column in content:
            moved[column] = random.Random(seed).sample(content[column], len(content[column]))
    assert score(moved, response) == score(content, response)


@given(contents(), st.data())
def test_ids_repeated_or_from_elsewhere_never_earn_more_than_one(content, data):
    known = [*ids_in(content), "nothing"]
    ids = st.lists(st.sampled_from([*known, "foreign"]), max_size=20)
    pairs = data.draw(st.dictionaries(st.sampled_from([*known, "foreign"]), st.sampled_from(known)))
    for forged in (
        {"choices": data.draw(ids)},
        {"order": data.draw(ids)},
        {"pairs": pairs},
        {"choice": "foreign"},
        {"gaps": {gap: {"choice": "foreign"} for gap in known}},
    ):
        assert 0 <= score(content, forged) <= 1


def test_one_known_answer_sent_many_times_counts_once():
    assert score(examples.multiple_response(), {"choices": ["aaaa"] * 40}) == Fraction(1, 3)
    assert score(examples.ordering(), {"order": ["ssss", "pppp"] * 40}) == 0


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        pytest.param({"lll1": "rrr1", "lll2": "rrr1", "lll3": "rrr2"}, Fraction(1), id="all"),
        pytest.param({"lll1": "rrr1", "lll3": "rrr3"}, Fraction(1, 3), id="one right, one distractor"),
        pytest.param({"lll1": "rrr2"}, Fraction(0), id="none"),
    ],
)
def test_matching_earns_the_share_of_right_pairs(pairs, expected):
    assert score(examples.matching(), {"pairs": pairs}) == expected


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        pytest.param(["ssss", "pppp", "tttt", "eeee"], Fraction(1), id="right"),
        pytest.param(["pppp", "tttt", "eeee", "ssss"], Fraction(2, 3), id="first put last"),
        pytest.param(["ssss", "tttt", "pppp", "eeee"], Fraction(0), id="middle swapped"),
        pytest.param(["tttt", "eeee", "ssss", "pppp"], Fraction(2, 3), id="halves swapped"),
        pytest.param(["eeee", "tttt", "pppp", "ssss"], Fraction(0), id="reversed"),
    ],
)
def test_ordering_earns_the_share_of_neighbours_in_the_right_succession(order, expected):
    assert score(examples.ordering(), {"order": order}) == expected


@pytest.mark.parametrize("rule", list(Rule))
@pytest.mark.parametrize("response", [None, {"text": "What next?"}])
@pytest.mark.parametrize("example", [examples.self_assessed, examples.essay])
def test_what_no_rule_judges_has_no_score(example, rule, response):
    assert score(example(), response, rule) is None


@pytest.mark.parametrize("example", examples.ALL)
def test_every_kind_says_who_judges_it(example):
    by_others = {"essay": "people", "self_assessed": "learner"}
    content = example()
    assert interaction_of(content).judged_by == by_others.get(content["type"], "rule")


def test_a_rule_that_is_not_known_is_refused():
    with pytest.raises(ValueError, match="generous"):
        score(examples.single_choice(), {"choice": "aaaa"}, "generous")

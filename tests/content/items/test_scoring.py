import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.items.scoring import Rule, key, score
from tests.content.items import examples
from tests.content.items.strategies import answered, contents, multiple_responses


@pytest.mark.parametrize("example", examples.SCORED)
@pytest.mark.parametrize("rule", list(Rule))
def test_the_key_earns_one_and_a_blank_nothing(example, rule):
    content = example()
    assert score(content, key(content), rule) == 1
    assert score(content, None, rule) == 0


@given(contents())
def test_the_key_of_any_item_earns_one_and_a_blank_nothing(content):
    assert score(content, key(content)) == 1
    assert score(content, None) == 0


@given(answered())
def test_a_fraction_stays_between_zero_and_one(pair):
    content, response = pair
    assert 0 <= score(content, response) <= 1
    assert score(content, response, Rule.ALL_OR_NOTHING) in (0, 1)


@given(answered())
def test_all_or_nothing_pays_only_what_is_fully_right(pair):
    content, response = pair
    assert score(content, response, Rule.ALL_OR_NOTHING) == (score(content, response) == 1)


@given(answered(), st.integers())
def test_the_order_in_which_entries_are_stored_does_not_change_a_score(pair, seed):
    content, response = pair
    moved = dict(content)
    for column in ("options", "left", "right"):
        if column in content:
            moved[column] = random.Random(seed).sample(content[column], len(content[column]))
    assert score(moved, response) == score(content, response)


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


@given(multiple_responses(), st.data())
def test_one_more_right_or_one_less_wrong_never_lowers_a_score(content, data):
    every = {option["id"]: option["correct"] for option in content["options"]}
    chosen = data.draw(st.sets(st.sampled_from(sorted(every))))
    changed = data.draw(st.sampled_from(sorted(every)))
    better = chosen | {changed} if every[changed] else chosen - {changed}
    assert score(content, {"choices": list(better)}) >= score(content, {"choices": list(chosen)})


@given(multiple_responses())
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


@given(contents(), st.data())
def test_ids_repeated_or_from_elsewhere_never_earn_more_than_one(content, data):
    known = [e["id"] for value in content.values() if isinstance(value, list) for e in value]
    ids = st.lists(st.sampled_from([*known, "foreign"]), max_size=20)
    pairs = data.draw(st.dictionaries(st.sampled_from([*known, "foreign"]), st.sampled_from(known)))
    for forged in (
        {"choices": data.draw(ids)},
        {"order": data.draw(ids)},
        {"pairs": pairs},
        {"choice": "foreign"},
    ):
        assert 0 <= score(content, forged) <= 1


def test_one_known_answer_sent_many_times_counts_once():
    assert score(examples.multiple_response(), {"choices": ["aaaa"] * 40}) == Fraction(1, 3)
    assert score(examples.ordering(), {"order": ["ssss", "pppp"] * 40}) == 0


def test_a_key_smuggled_in_beside_a_single_choice_earns_nothing():
    content = examples.single_choice()
    assert score(content, {"choice": "bbbb", "choices": ["aaaa"]}) == 0


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
    ("text", "expected"),
    [("Jidoka", 1), ("“ji  DOKA.”", 1), ("jidokan", 0), ("andon", 0), ("?", 0)],
)
def test_short_text_is_compared_in_normal_form(text, expected):
    assert score(examples.short_text(), {"text": text}) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("jidokan", 1), ("jdioka", 1), ("jiodkaa", 0), ("gidoka", 0)],
)
def test_one_slip_is_forgiven_only_where_the_item_says_so(text, expected):
    content = examples.short_text() | {
        "distance": True,
        "wrong": [{"match": "gidoka", "feedback": "That is no word."}],
    }
    assert score(content, {"text": text}) == expected


@pytest.mark.parametrize("rule", list(Rule))
@pytest.mark.parametrize("response", [None, {"text": "What next?"}])
def test_what_learners_judge_alone_has_no_score(rule, response):
    assert score(examples.self_assessed(), response, rule) is None


def test_a_rule_that_is_not_known_is_refused():
    with pytest.raises(ValueError, match="generous"):
        score(examples.single_choice(), {"choice": "aaaa"}, "generous")

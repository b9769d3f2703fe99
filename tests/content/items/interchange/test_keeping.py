"""What is kept beside an item adds to it, and never says otherwise than the file shows."""

import copy
import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.items.interchange.answers import ItemRefused
from content.items.interchange.keeping import Unkeepable, keep, kept
from content.items.scoring import key, score
from tests.content.items import examples
from tests.content.items.strategies import contents

JSON = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.text(max_size=8), st.sampled_from(["1e999999", "0.5"])
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)


def paths(value, path=""):
    """Every path into a content, and some that lead nowhere."""
    yield f"{path}x"
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, entry in inner:
        yield f"{path}{name}"
        yield from paths(entry, f"{path}{name}.")


def kept_in(content, **values):
    return keep(content, {path: json.dumps(value) for path, value in values.items()}, random.Random(1))


@given(contents(), st.data())
def test_nothing_kept_changes_what_is_asked_or_what_is_right(content, data):
    some = st.sampled_from([*paths(content), "order", "grading", "rubric", "mode", "weight"])
    values = data.draw(st.dictionaries(some, JSON, max_size=6))
    try:
        changed = keep(content, {path: json.dumps(value) for path, value in values.items()}, random.Random(1))
    except ItemRefused:
        return
    for name in ("stem", "stimulus", "text", "type", "schema", "accept", "wrong", "more", "key"):
        assert json.dumps(changed.get(name)).split() == json.dumps(content.get(name)).split()
    for option, before in zip(changed.get("options", ()), content.get("options", ()), strict=True):
        assert (option["id"], option["correct"]) == (before["id"], before["correct"])
    if content["type"] == "numeric":
        assert score(changed, key(content)) == 1


@pytest.mark.parametrize("values", [{"answer": None}, {"mode": "[]"}, {"tolerance": ""}, {"answer": 3}])
def test_what_is_kept_breaks_no_number_with_a_geometric_tolerance(values):
    content = examples.numeric() | {"mode": "geometric", "tolerance": "0.5"}
    assert kept_in(content, **values) == content


def test_a_file_that_cannot_hold_a_text_says_which():
    other = copy.deepcopy(examples.single_choice())
    other["options"][1]["text"] = "Shop floor"
    with pytest.raises(Unkeepable) as error:
        kept(examples.single_choice(), other)
    assert error.value.path == "options.1.text"


def test_what_is_absent_in_the_content_is_kept_as_null():
    graded = examples.ordering() | {"grading": "adjacent_pairs"}
    assert kept(examples.ordering(), graded) == {"grading": "null"}
    assert "grading" not in kept_in(graded, grading=None)


def test_the_order_of_a_column_is_kept():
    content = examples.matching()
    content["right"] = content["right"][::-1]
    found = kept(content, examples.matching())
    assert found == {"order": "[2, 1, 0]"}
    assert keep(examples.matching(), found, random.Random(1)) == content


def test_the_numbers_that_are_right_are_those_of_the_file():
    shown = examples.numeric() | {"tolerance": "2"}
    same = {"mode": "relative", "tolerance": "0.05"}
    assert kept_in(shown, **same) == shown | same
    assert kept_in(shown, mode="relative", tolerance="0.5") == shown
    assert kept_in(shown, answer="41") == shown


def test_further_numbers_give_way_to_those_of_the_file():
    further = {"low": "1", "high": "9", "weight": "1/2", "feedback": ""}
    shown = examples.numeric() | {"more": [further]}
    kept_of_it = {"more.0.low": '"1.0"', "more.0.high": '"10"'}
    assert keep(shown, kept_of_it, random.Random(1))["more"] == [further | {"low": "1.0"}]
    assert keep(shown, {"more.0.low": "null"}, random.Random(1)) == shown


def test_shares_give_way_to_those_of_the_file():
    content = examples.single_choice() | {"grading": "weights"}
    for option, weight in zip(content["options"], ("1", "1/2", "0"), strict=True):
        option["weight"] = weight
    changed = keep(content, {"grading": "null", "options.1.weight": '"0.50"'}, random.Random(1))
    assert (changed["grading"], changed["options"][1]["weight"]) == ("weights", "0.50")
    assert keep(content, {"options.1.weight": '"1"'}, random.Random(1)) == content


@pytest.mark.parametrize(
    "kept_of_it",
    [
        {"options.9.text": '"a"'},
        {"options.x": "1"},
        {"OPTIONS": "1"},
        {"stem.a": "1"},
        {"unit": "{"},
        {"a" * 99: "1"},
    ],
)
def test_what_cannot_be_read_refuses_the_item(kept_of_it):
    with pytest.raises(ItemRefused, match="cannot be read"):
        keep(examples.single_choice(), kept_of_it, random.Random(1))

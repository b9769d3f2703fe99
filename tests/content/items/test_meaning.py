import copy
import random

from hypothesis import given
from hypothesis import strategies as st

from content.items.content import fresh_ids, ids_in
from content.items.meaning import fingerprint, meaning
from tests.content.items import examples
from tests.content.items.strategies import contents


def renamed(value, names: dict[str, str]):
    """The same with other ids, also where an id is a key or stands in a text."""
    if isinstance(value, dict):
        return {names.get(k, k): renamed(v, names) for k, v in value.items()}
    if isinstance(value, list):
        return [renamed(v, names) for v in value]
    if not isinstance(value, str):
        return value
    for old, new in names.items():
        value = value.replace(f"[[{old}]]", f"[[{new}]]")
    return names.get(value, value)


def test_other_ids_say_the_same():
    content = examples.matching()
    other = renamed(content, {"lll1": "x1x1", "lll2": "a2a2", "lll3": "m3m3", "rrr1": "z4z4"})
    assert other != content
    assert meaning(other) == meaning(content)
    assert fingerprint(other) == fingerprint(content)


def test_another_key_says_something_else():
    content = examples.matching()
    other = copy.deepcopy(content)
    other["key"]["lll1"] = "rrr2"
    assert fingerprint(other) != fingerprint(content)


def test_another_order_of_options_says_something_else():
    content = examples.single_choice()
    other = content | {"options": content["options"][::-1]}
    assert fingerprint(other) != fingerprint(content)


def test_a_gap_that_a_text_names_is_known_by_its_rank():
    first = {"text": "<p>See [[gg11]].</p>", "gaps": [{"id": "gg11", "points": 1}]}
    second = {"text": "<p>See [[hh22]].</p>", "gaps": [{"id": "hh22", "points": 1}]}
    assert meaning(first) == {"text": "<p>See [[#0]].</p>", "gaps": [{"id": "#0", "points": 1}]}
    assert meaning(second) == meaning(first)


@given(contents(), st.integers(0, 2**32))
def test_fresh_ids_never_change_what_is_said(content, seed):
    old = list(ids_in(content))
    fresh = dict(zip(old, fresh_ids(len(old), random.Random(seed)), strict=True))
    assert meaning(renamed(content, fresh)) == meaning(content)

import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.items.public import public_view
from content.items.responding import draw_order
from tests.content.items import examples
from tests.content.items.strategies import HIDDEN, contents

SEEN = {"stimulus": "", "stem": "<p>Which?</p>"}


@pytest.mark.parametrize(
    ("example", "order", "expected"),
    [
        (
            examples.single_choice,
            {"options": ["cccc", "aaaa", "bbbb"]},
            {
                "options": [
                    {"id": "cccc", "text": "Report"},
                    {"id": "aaaa", "text": "Gemba"},
                    {"id": "bbbb", "text": "Office"},
                ]
            },
        ),
        (
            examples.matching,
            {"left": ["lll3", "lll1", "lll2"], "right": ["rrr3", "rrr1", "rrr2"]},
            {
                "left": [
                    {"id": "lll3", "text": "Muri"},
                    {"id": "lll1", "text": "Muda"},
                    {"id": "lll2", "text": "Scrap"},
                ],
                "right": [
                    {"id": "rrr3", "text": "Unevenness"},
                    {"id": "rrr1", "text": "Waste"},
                    {"id": "rrr2", "text": "Overburden"},
                ],
            },
        ),
        (
            examples.ordering,
            {"items": ["eeee", "tttt", "ssss", "pppp"]},
            {
                "items": [
                    {"id": "eeee", "text": "Act"},
                    {"id": "tttt", "text": "Check"},
                    {"id": "ssss", "text": "Plan"},
                    {"id": "pppp", "text": "Do"},
                ]
            },
        ),
        (examples.numeric, {}, {"unit": "minutes"}),
        (examples.short_text, {}, {}),
        (examples.self_assessed, {}, {}),
    ],
)
def test_a_learner_sees_the_stem_and_the_texts_as_drawn_and_nothing_else(example, order, expected):
    content = example()
    assert public_view(content, order) == {"type": content["type"], **SEEN, **expected}


@given(contents(), st.randoms(use_true_random=False))
def test_nothing_planted_in_a_private_field_reaches_the_learner(content, rng):
    assert HIDDEN in json.dumps(content)
    assert HIDDEN not in json.dumps(public_view(content, draw_order(content, rng)))


@pytest.mark.parametrize("example", [examples.numeric, examples.short_text, examples.self_assessed])
def test_nothing_planted_beside_a_written_answer_reaches_the_learner(example):
    content = _planted(example(), seen={"type", "stimulus", "stem", "unit"})
    assert HIDDEN in json.dumps(content)
    assert HIDDEN not in json.dumps(public_view(content, {}))


@given(contents(), st.integers(), st.randoms(use_true_random=False))
def test_what_is_seen_does_not_depend_on_what_is_hidden(content, seed, rng):
    order = draw_order(content, rng)
    assert public_view(_with_other_secrets(content, seed), order) == public_view(content, order)


# An ordering is drawn anew if it comes out right, and what is right is changed here.
@given(contents().filter(lambda content: content["type"] != "ordering"), st.integers(), st.integers())
def test_the_order_drawn_depends_on_the_seed_and_not_on_the_authors_order(content, seed, other):
    moved = _with_other_secrets(content, other)
    assert draw_order(moved, random.Random(seed)) == draw_order(content, random.Random(seed))


def _planted(value, seen):
    """The content with the marker in each string except under the names that are seen."""
    if isinstance(value, dict):
        return {name: v if name in seen else _planted(v, seen) for name, v in value.items()}
    if isinstance(value, list):
        return [_planted(entry, seen) for entry in value]
    return HIDDEN if isinstance(value, str) else value


def _with_other_secrets(content, seed):
    rng = random.Random(seed)
    changed = dict(content, feedback="other")
    for column in {"options", "left", "right", "sequence"} & content.keys():
        changed[column] = [
            entry | {n: "other" for n in ("feedback", "note") if n in entry}
            for entry in rng.sample(content[column], len(content[column]))
        ]
    if "options" in content:
        changed["options"] = [e | {"correct": rng.random() < 0.5} for e in changed["options"]]
    if "key" in content:
        changed["key"] = {left: rng.choice(content["right"])["id"] for left in content["key"]}
    return changed

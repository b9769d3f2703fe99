import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.items.public import public_view
from content.items.responding import draw_order
from tests.content.items import examples
from tests.content.items.strategies import HIDDEN, all_contents, contents, essays

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
                "layout": "",
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
        (
            examples.cloze,
            {"gap1": ["cccc", "aaaa", "bbbb"]},
            {
                "text": examples.cloze()["text"],
                "gaps": [
                    {
                        "id": "gap1",
                        "label": "",
                        "points": 1,
                        "type": "single_choice",
                        "options": [
                            {"id": "cccc", "text": "Report"},
                            {"id": "aaaa", "text": "Gemba"},
                            {"id": "bbbb", "text": "Office"},
                        ],
                    },
                    {"id": "gap2", "label": "takes", "points": 2, "type": "numeric", "unit": "minutes"},
                    {"id": "gap3", "label": "", "points": 1, "type": "short_text"},
                ],
            },
        ),
        (
            examples.essay,
            {},
            {"rubric": examples.essay()["rubric"], "min_words": 50, "max_words": 300},
        ),
    ],
)
def test_a_learner_sees_the_stem_and_the_texts_as_drawn_and_nothing_else(example, order, expected):
    content = example()
    assert public_view(content, order) == {"type": content["type"], **SEEN, **expected}


@given(all_contents(), st.randoms(use_true_random=False))
def test_nothing_planted_in_a_private_field_reaches_the_learner(content, rng):
    planted = with_secrets(content, HIDDEN)
    assert HIDDEN in json.dumps(planted)
    assert HIDDEN not in json.dumps(public_view(planted, draw_order(content, rng)))


@given(all_contents(), st.integers(), st.randoms(use_true_random=False))
def test_what_is_seen_does_not_depend_on_what_is_hidden(content, seed, rng):
    order = draw_order(content, rng)
    assert public_view(with_secrets(_moved(content, seed), "other"), order) == public_view(content, order)


# An ordering is drawn anew if it comes out right, and what is right is changed here.
@given(contents().filter(lambda content: content["type"] != "ordering"), st.integers(), st.integers())
def test_the_order_drawn_depends_on_the_seed_and_not_on_the_authors_order(content, seed, other):
    moved = with_secrets(_moved(content, other), "other")
    assert draw_order(moved, random.Random(seed)) == draw_order(content, random.Random(seed))


@given(essays())
def test_the_rubric_of_an_essay_is_known_beforehand_and_the_model_answer_is_not(content):
    seen = public_view(content, {})
    assert seen["rubric"] == content["rubric"]
    assert "model_answer" not in seen


def test_categories_are_known_as_such_beforehand():
    order = {"left": ["lll1"], "right": ["rrr1"]}
    assert public_view(examples.matching() | {"layout": "categorise"}, order)["layout"] == "categorise"


# What may be seen before answering, by type; whatever is not named here is private.
ALL = object()
ENTRY = {"id": ALL, "text": ALL}
GAP = {"id": ALL, "label": ALL, "points": ALL, "interaction": {}}
COMMON = {"type": ALL, "stimulus": ALL, "stem": ALL}
VISIBLE = {
    "single_choice": {"options": ENTRY},
    "multiple_response": {"options": ENTRY},
    "matching": {"left": ENTRY, "right": ENTRY, "layout": ALL},
    "ordering": {"sequence": ENTRY},
    "numeric": {"unit": ALL},
    "short_text": {},
    "cloze": {"text": ALL, "gaps": GAP},
    "essay": {"rubric": ALL, "min_words": ALL, "max_words": ALL},
    "self_assessed": {},
}


def with_secrets(value, secret, visible=None):
    """The content with the secret in the place of everything that is private, numbers and flags too."""
    if isinstance(value, list):
        return [with_secrets(entry, secret, visible) for entry in value]
    if visible is ALL:
        return value
    if "type" in value:
        visible = COMMON | VISIBLE[value["type"]]
    return {n: with_secrets(v, secret, visible[n]) if n in visible else secret for n, v in value.items()}


def _moved(content, seed):
    """The same entries, stored in another order."""
    rng = random.Random(seed)
    columns = {"options", "left", "right", "sequence", "gaps"} & content.keys()
    return content | {column: rng.sample(content[column], len(content[column])) for column in columns}

"""Any item of any type that an author may publish, and any response to it."""

import random
from typing import Any

from hypothesis import strategies as st

from content.items.content import fresh_ids
from tests.content.items.examples import COMMON

HIDDEN = "hidden-from-learners"


def _ids(draw: st.DrawFn, count: int) -> list[str]:
    return fresh_ids(count, random.Random(draw(st.integers(0, 2**32))))


def _entries(draw: st.DrawFn, count: int, private: str) -> list[dict[str, Any]]:
    # Numbered, so that no two are alike.
    texts = draw(st.lists(st.text(st.characters(exclude_categories=["C"])), min_size=count, max_size=count))
    entries = zip(_ids(draw, count), texts, strict=True)
    return [
        {"id": entry_id, "text": f"{number}: {text}", private: HIDDEN}
        for number, (entry_id, text) in enumerate(entries)
    ]


@st.composite
def single_choices(draw: st.DrawFn) -> dict[str, Any]:
    options = _entries(draw, draw(st.integers(2, 6)), "feedback")
    key = draw(st.sampled_from(options))
    options = [option | {"correct": option is key} for option in options]
    return COMMON | {"type": "single_choice", "options": options, "feedback": HIDDEN}


@st.composite
def multiple_responses(draw: st.DrawFn) -> dict[str, Any]:
    count = draw(st.integers(2, 8))
    keys = draw(st.integers(1, count - 1))
    options = _entries(draw, count, "feedback")
    options = [option | {"correct": number < keys} for number, option in enumerate(options)]
    return COMMON | {
        "type": "multiple_response",
        "options": draw(st.permutations(options)),
        "feedback": HIDDEN,
    }


@st.composite
def matchings(draw: st.DrawFn) -> dict[str, Any]:
    both = _entries(draw, draw(st.integers(4, 10)), "feedback")
    cut = draw(st.integers(2, len(both) - 2))
    left, right = both[:cut], both[cut:]
    key = {entry["id"]: draw(st.sampled_from(right))["id"] for entry in left}
    return COMMON | {"type": "matching", "left": left, "right": right, "key": key, "feedback": HIDDEN}


@st.composite
def orderings(draw: st.DrawFn) -> dict[str, Any]:
    steps = _entries(draw, draw(st.integers(3, 7)), "note")
    return COMMON | {"type": "ordering", "sequence": steps, "feedback": HIDDEN}


def contents() -> st.SearchStrategy[dict[str, Any]]:
    return st.one_of(single_choices(), multiple_responses(), matchings(), orderings())


@st.composite
def responses(draw: st.DrawFn, content: dict[str, Any]) -> dict[str, Any]:
    """A response that is not blank, right or wrong."""
    if content["type"] == "matching":
        lefts = draw(st.sets(st.sampled_from([e["id"] for e in content["left"]]), min_size=1))
        rights = st.sampled_from([e["id"] for e in content["right"]])
        return {"pairs": {left: draw(rights) for left in sorted(lefts)}}
    if content["type"] == "ordering":
        return {"order": draw(st.permutations([e["id"] for e in content["sequence"]]))}
    options = st.sampled_from([e["id"] for e in content["options"]])
    if content["type"] == "single_choice":
        return {"choice": draw(options)}
    return {"choices": sorted(draw(st.sets(options, min_size=1)))}


@st.composite
def answered(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any]]:
    content = draw(contents())
    return content, draw(responses(content))

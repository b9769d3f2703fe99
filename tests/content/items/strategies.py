"""Any item of any type that an author may publish, and any response to it."""

import random
from typing import Any

from hypothesis import strategies as st

from content.items.content import fresh_ids
from content.items.ordering_rules import ORDERING_RULES
from tests.content.items.examples import COMMON

HIDDEN = "hidden-from-learners"
GRADING = "grading"


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


def _graded(draw: st.DrawFn, *gradings: str) -> dict[str, str]:
    """The item's own grading, or none: then the quiz has its way."""
    grading = draw(st.sampled_from(["", *gradings]))
    return {GRADING: grading} if grading else {}


@st.composite
def single_choices(draw: st.DrawFn) -> dict[str, Any]:
    options = _entries(draw, draw(st.integers(2, 6)), "feedback")
    key = draw(st.sampled_from(options))
    graded = _graded(draw, "weights")
    less = st.sampled_from(["0", "1/2", "-1/3", "0.8"])
    for option in options:
        option["correct"] = option is key
        if graded:
            option["weight"] = "1" if option is key else draw(less)
    return COMMON | graded | {"type": "single_choice", "options": options, "feedback": HIDDEN}


@st.composite
def multiple_responses(draw: st.DrawFn) -> dict[str, Any]:
    count = draw(st.integers(2, 8))
    keys = draw(st.integers(1, count - 1))
    options = _entries(draw, count, "feedback")
    graded = _graded(draw, "all_or_nothing", "right_minus_wrong", "weights")
    for number, option in enumerate(options):
        option["correct"] = number < keys
        if graded.get(GRADING) == "weights":
            option["weight"] = f"1/{keys}" if number < keys else draw(st.sampled_from(["0", "-0.5", "-1"]))
    ordered = draw(st.permutations(options))
    return COMMON | graded | {"type": "multiple_response", "options": ordered, "feedback": HIDDEN}


@st.composite
def matchings(draw: st.DrawFn) -> dict[str, Any]:
    both = _entries(draw, draw(st.integers(4, 10)), "feedback")
    cut = draw(st.integers(2, len(both) - 2))
    left, right = both[:cut], both[cut:]
    key = {entry["id"]: draw(st.sampled_from(right))["id"] for entry in left}
    content = {"type": "matching", "left": left, "right": right, "key": key, "feedback": HIDDEN}
    layout = draw(st.sampled_from([{}, {"layout": "categorise"}]))
    return COMMON | content | layout | _graded(draw, "all_or_nothing")


@st.composite
def orderings(draw: st.DrawFn) -> dict[str, Any]:
    steps = _entries(draw, draw(st.integers(3, 7)), "note")
    return (
        COMMON | _graded(draw, *ORDERING_RULES) | {"type": "ordering", "sequence": steps, "feedback": HIDDEN}
    )


def decimals(low: int = -1000, high: int = 1000) -> st.SearchStrategy[str]:
    return st.decimals(low, high, places=2).map(lambda number: format(number, "f"))


@st.composite
def numerics(draw: st.DrawFn) -> dict[str, Any]:
    mode = draw(st.sampled_from(["", "nominal", "relative", "geometric", "range"]))
    content = COMMON | {
        "type": "numeric",
        "answer": draw(decimals()),
        "tolerance": draw(st.sampled_from(["0", "0.05", "0.5"])),
        "unit": draw(st.sampled_from(["", "minutes"])),
        "working": HIDDEN,
        "feedback_correct": HIDDEN,
        "wrong": [{"value": draw(decimals(9_000, 9_999)), "feedback": HIDDEN}],
        "feedback": HIDDEN,
    }
    if mode:
        content["mode"] = mode
    if mode == "range":
        content |= {"low": draw(decimals(-2000, -1000)), "high": draw(decimals(1000, 2000))}
    if draw(st.booleans()):
        content["more"] = [{"low": "-5000", "high": "5000", "weight": "1/3", "feedback": HIDDEN}]
    return content


def words() -> st.SearchStrategy[str]:
    return st.text("abcdefgh", min_size=1, max_size=9)


@st.composite
def short_texts(draw: st.DrawFn) -> dict[str, Any]:
    accept, more, wrong = (draw(words()) + tail for tail in ("x", "y", "z"))
    flags = draw(st.sampled_from([{}, {"wildcards": True}, {"case_sensitive": True}]))
    content = COMMON | {
        "type": "short_text",
        "accept": [f"{accept}*" if "wildcards" in flags else accept],
        "model_answer": HIDDEN,
        "wrong": [{"match": wrong, "feedback": HIDDEN}],
        "distance": "wildcards" not in flags and draw(st.booleans()),
        "feedback": HIDDEN,
    }
    if draw(st.booleans()):
        content["more"] = [{"text": more, "weight": "0.5", "feedback": HIDDEN}]
    return content | flags


@st.composite
def clozes(draw: st.DrawFn) -> dict[str, Any]:
    count = draw(st.integers(1, 4))
    kinds = st.one_of(single_choices(), numerics(), short_texts())
    gaps = [
        {"id": gap_id, "points": draw(st.integers(1, 4)), "interaction": _within(gap_id, draw(kinds))}
        for gap_id in _ids(draw, count)
    ]
    text = " and ".join(f"[[{gap['id']}]]" for gap in draw(st.permutations(gaps)))
    content = {"type": "cloze", "text": f"<p>{text}</p>", "gaps": gaps, "feedback": HIDDEN}
    return COMMON | content | _graded(draw, "all_or_nothing")


def _within(gap_id: str, content: dict[str, Any]) -> dict[str, Any]:
    """The content as it stands in a gap: without what the item as a whole has, with ids of its own."""
    for number, option in enumerate(content.get("options", ())):
        option["id"] = f"{gap_id}{number}"
    return {name: value for name, value in content.items() if name not in COMMON}


@st.composite
def essays(draw: st.DrawFn) -> dict[str, Any]:
    levels = [{"points": points, "text": f"For {points}"} for points in (0, 2, 3)]
    rubric = [
        {"id": entry_id, "criterion": f"Criterion {entry_id}", "levels": levels[: draw(st.integers(2, 3))]}
        for entry_id in _ids(draw, draw(st.integers(1, 3)))
    ]
    limits = draw(st.sampled_from([{}, {"min_words": 50}, {"min_words": 50, "max_words": 300}]))
    content = {"type": "essay", "rubric": rubric, "model_answer": HIDDEN, "feedback": HIDDEN}
    return COMMON | content | limits | {"markers": draw(st.sampled_from([1, 2]))}


@st.composite
def self_assessments(draw: st.DrawFn) -> dict[str, Any]:
    rubric = [{"points": 1, "criterion": HIDDEN}] * draw(st.integers(1, 3))
    content = {"type": "self_assessed", "model_answer": HIDDEN, "rubric": rubric, "pass_points": 1}
    return COMMON | content | {"feedback": HIDDEN}


def contents() -> st.SearchStrategy[dict[str, Any]]:
    """Items that a rule scores."""
    chosen = (single_choices(), multiple_responses(), matchings(), orderings())
    return st.one_of(*chosen, numerics(), short_texts(), clozes())


def all_contents() -> st.SearchStrategy[dict[str, Any]]:
    """Items of every type, also those that people or learners judge."""
    return st.one_of(contents(), essays(), self_assessments())


@st.composite
def responses(draw: st.DrawFn, content: dict[str, Any]) -> dict[str, Any]:
    """A response as it is stored, not blank, right or wrong."""
    return RESPONSES[content["type"]](draw, content)


def _pairs(draw: st.DrawFn, content: dict[str, Any]) -> dict[str, Any]:
    lefts = draw(st.sets(st.sampled_from([e["id"] for e in content["left"]]), min_size=1))
    rights = st.sampled_from([e["id"] for e in content["right"]])
    return {"pairs": {left: draw(rights) for left in sorted(lefts)}}


def _order(draw: st.DrawFn, content: dict[str, Any]) -> dict[str, Any]:
    return {"order": draw(st.permutations([e["id"] for e in content["sequence"]]))}


def _choice(draw: st.DrawFn, content: dict[str, Any]) -> dict[str, Any]:
    return {"choice": draw(st.sampled_from([e["id"] for e in content["options"]]))}


def _choices(draw: st.DrawFn, content: dict[str, Any]) -> dict[str, Any]:
    return {
        "choices": sorted(draw(st.sets(st.sampled_from([e["id"] for e in content["options"]]), min_size=1)))
    }


def _number(draw: st.DrawFn, content: dict[str, Any]) -> dict[str, Any]:
    return {"value": draw(st.one_of(st.just(content["answer"]), decimals(-9_999, 9_999)))}


def _text(draw: st.DrawFn, content: dict[str, Any]) -> dict[str, Any]:
    listed = [answer.replace("*", "") for answer in content.get("accept", ())]
    listed += [entry["text"] for entry in content.get("more", ())]
    listed += [entry["match"] for entry in content.get("wrong", ())]
    return {"text": draw(st.one_of(words(), *map(st.just, listed)))}


def _gaps(draw: st.DrawFn, content: dict[str, Any]) -> dict[str, Any]:
    filled = draw(st.sets(st.sampled_from([gap["id"] for gap in content["gaps"]]), min_size=1))
    return {
        "gaps": {
            gap["id"]: RESPONSES[gap["interaction"]["type"]](draw, gap["interaction"])
            for gap in content["gaps"]
            if gap["id"] in filled
        }
    }


RESPONSES = {
    "single_choice": _choice,
    "multiple_response": _choices,
    "matching": _pairs,
    "ordering": _order,
    "numeric": _number,
    "short_text": _text,
    "cloze": _gaps,
    "essay": _text,
    "self_assessed": _text,
}


@st.composite
def answered(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any]]:
    content = draw(contents())
    return content, draw(responses(content))

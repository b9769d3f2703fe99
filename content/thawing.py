"""From a content, frozen or imported, to what an author edits: content.freezing the other way round."""

import json
from collections.abc import Callable, Sequence
from typing import Any
from uuid import uuid4

from content.cleaning import clean_html
from content.items.terms import Content

Value = dict[str, Any]


def thaw(content: Content) -> Value:
    """Return the fields of an Item by name; interaction in its stored form, as JSON.

    content: passes check_content; its HTML may be raw. Freezing the item says the same again.
    """
    return {
        "stimulus": clean_html(content["stimulus"]),
        "stem": clean_html(content["stem"]),
        "feedback": content["feedback"],
        "interaction": json.dumps([_block(content)]),
    }


def _choice(content: Content) -> Value:
    return {"options": _entries(content["options"], "text", "correct", "weight", "feedback")}


def _matching(content: Content) -> Value:
    """Each pair names its answer in words; what serves nobody stands apart."""
    texts = {entry["id"]: entry["text"] for entry in content["right"]}
    pairs = [
        {"left": e["text"], "right": texts[content["key"][e["id"]]], "feedback": e["feedback"]}
        for e in content["left"]
    ]
    used = set(content["key"].values())
    extra = [entry for entry in content["right"] if entry["id"] not in used]
    return {"pairs": _listed(pairs), "extra_right": _entries(extra, "text", "feedback")} | _named(
        content, "layout"
    )


def _ordering(content: Content) -> Value:
    return {"sequence": _entries(content["sequence"], "text", "note")}


def _numeric(content: Content) -> Value:
    names = ("answer", "mode", "tolerance", "low", "high", "unit", "working", "feedback_correct")
    return _named(content, *names) | {
        "more": _entries(content.get("more", ()), "low", "high", "weight", "feedback"),
        "wrong": _entries(content["wrong"], "value", "feedback"),
    }


def _short_text(content: Content) -> Value:
    return _named(content, "model_answer", "distance", "case_sensitive", "wildcards") | {
        "accept": _listed(content["accept"]),
        "more": _entries(content.get("more", ()), "text", "weight", "feedback"),
        "wrong": _entries(content["wrong"], "match", "feedback"),
    }


def _cloze(content: Content) -> Value:
    """The ids in the text become the numbers of the gaps, [[1]], [[2]], …, in the order of their list."""
    text = clean_html(content["text"])
    for number, gap in enumerate(content["gaps"], start=1):
        text = text.replace(f"[[{gap['id']}]]", f"[[{number}]]")
    gaps = [_block(gap["interaction"], _named(gap, "label", "points")) for gap in content["gaps"]]
    return {"text": text, "gaps": gaps}


def _essay(content: Content) -> Value:
    rubric = [
        {"criterion": e["criterion"], "levels": _entries(e["levels"], "points", "text")}
        for e in content["rubric"]
    ]
    limits = _named(content, "model_answer", "min_words", "max_words")
    return limits | {"rubric": _listed(rubric), "markers": str(content["markers"])}


def _self_assessed(content: Content) -> Value:
    return _named(content, "model_answer", "pass_points") | {
        "rubric": _entries(content["rubric"], "points", "criterion")
    }


THAWERS: dict[str, Callable[[Content], Value]] = {
    "single_choice": _choice,
    "multiple_response": _choice,
    "matching": _matching,
    "ordering": _ordering,
    "numeric": _numeric,
    "short_text": _short_text,
    "cloze": _cloze,
    "essay": _essay,
    "self_assessed": _self_assessed,
}


def _block(content: Content, beside: Content | None = None) -> Value:
    """The one block of an item or of a gap; beside: what a gap has besides its interaction."""
    value = THAWERS[content["type"]](content) | _named(content, "grading") | dict(beside or {})
    return {"type": content["type"], "id": str(uuid4()), "value": value}


def _named(entry: Content, *names: str) -> Value:
    """What the entry has of these; what it lacks is left to the author's form."""
    return {name: entry[name] for name in names if name in entry}


def _entries(entries: Sequence[Content], *names: str) -> list[Value]:
    return _listed([_named(entry, *names) for entry in entries])


def _listed(values: Sequence[Any]) -> list[Value]:
    """The stored form of a list of blocks: without an id, Wagtail would not know it as such."""
    return [{"type": "item", "id": str(uuid4()), "value": value} for value in values]

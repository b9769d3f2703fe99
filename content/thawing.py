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

    content: passes check_content. Freezing the item again gives the same content, but for the ids.
    """
    kind = content["type"]
    blocks = [{"type": kind, "value": THAWERS[kind](content)}]
    return {
        "stimulus": clean_html(content["stimulus"]),
        "stem": clean_html(content["stem"]),
        "feedback": content["feedback"],
        "interaction": json.dumps(blocks),
    }


def _choice(content: Content) -> Value:
    return {"options": _entries(content["options"], "text", "correct", "feedback")}


def _matching(content: Content) -> Value:
    texts = {entry["id"]: entry["text"] for entry in content["right"]}
    pairs = [
        {"left": e["text"], "right": texts[content["key"][e["id"]]], "feedback": e["feedback"]}
        for e in content["left"]
    ]
    used = set(content["key"].values())
    extra = [entry for entry in content["right"] if entry["id"] not in used]
    return {"pairs": _listed(pairs), "extra_right": _entries(extra, "text", "feedback")}


def _ordering(content: Content) -> Value:
    return {"sequence": _entries(content["sequence"], "text", "note")}


def _numeric(content: Content) -> Value:
    names = ("answer", "tolerance", "unit", "working", "feedback_correct")
    return _named(content, *names) | {"wrong": _entries(content["wrong"], "value", "feedback")}


def _short_text(content: Content) -> Value:
    return _named(content, "model_answer", "distance") | {
        "accept": _listed(content["accept"]),
        "wrong": _entries(content["wrong"], "match", "feedback"),
    }


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
    "self_assessed": _self_assessed,
}


def _named(entry: Content, *names: str) -> Value:
    return {name: entry[name] for name in names}


def _entries(entries: Sequence[Content], *names: str) -> list[Value]:
    return _listed([_named(entry, *names) for entry in entries])


def _listed(values: Sequence[Any]) -> list[Value]:
    """The stored form of a list of blocks: without an id, Wagtail would not know it as such."""
    return [{"type": "item", "id": str(uuid4()), "value": value} for value in values]

"""From what an author wrote to the JSON of content.items, schema 1, with fresh opaque ids."""

import random
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from content.cleaning import clean_html
from content.items.content import SCHEMA, fresh_ids
from content.models import Item

Fields = dict[str, Any]


def content_of(item: Item, rng: random.Random) -> Fields:
    """Return the item's content; it may be unfinished: content.items.content.check_content judges it."""
    common: Fields = {
        "schema": SCHEMA,
        "stimulus": clean_html(item.stimulus),
        "stem": clean_html(item.stem),
        "feedback": _text(item.feedback),
    }
    for block in item.interaction:
        return common | {"type": block.block_type} | MAKERS[block.block_type](block.value, rng)
    return common


def _choice(value: Fields, rng: random.Random) -> Fields:
    options = [
        {
            "text": _text(option["text"]),
            "correct": bool(option["correct"]),
            "feedback": _text(option["feedback"]),
        }
        for option in value["options"]
    ]
    return {"options": _identified(options, rng)}


def _matching(value: Fields, rng: random.Random) -> Fields:
    """Pairs that name the same answer share one entry on the right."""
    pairs = [(_text(p["left"]), _text(p["right"]), _text(p["feedback"])) for p in value["pairs"]]
    right_texts = list(dict.fromkeys(right for _, right, _ in pairs))
    left = _identified([{"text": text, "feedback": feedback} for text, _, feedback in pairs], rng)
    right = _identified(
        [{"text": text, "feedback": ""} for text in right_texts]
        + [{"text": _text(e["text"]), "feedback": _text(e["feedback"])} for e in value["extra_right"]],
        rng,
    )
    ids = {text: entry["id"] for text, entry in zip(right_texts, right, strict=False)}
    key = {entry["id"]: ids[pair[1]] for entry, pair in zip(left, pairs, strict=True)}
    return {"left": left, "right": right, "key": key}


def _ordering(value: Fields, rng: random.Random) -> Fields:
    steps = [{"text": _text(step["text"]), "note": _text(step["note"])} for step in value["sequence"]]
    return {"sequence": _identified(steps, rng)}


def _numeric(value: Fields, rng: random.Random) -> Fields:
    wrong = [{"value": _number(w["value"]), "feedback": _text(w["feedback"])} for w in value["wrong"]]
    return {
        "answer": _number(value["answer"]),
        "tolerance": _number(value["tolerance"]),
        "unit": _text(value["unit"]),
        "working": _text(value["working"]),
        "feedback_correct": _text(value["feedback_correct"]),
        "wrong": wrong,
    }


def _short_text(value: Fields, rng: random.Random) -> Fields:
    return {
        "accept": [_text(answer) for answer in value["accept"]],
        "model_answer": _text(value["model_answer"]),
        "wrong": [{"match": _text(w["match"]), "feedback": _text(w["feedback"])} for w in value["wrong"]],
        "distance": bool(value["distance"]),
    }


def _self_assessed(value: Fields, rng: random.Random) -> Fields:
    return {
        "model_answer": _text(value["model_answer"]),
        "rubric": [{"points": c["points"] or 0, "criterion": _text(c["criterion"])} for c in value["rubric"]],
        "pass_points": value["pass_points"] or 0,
    }


MAKERS: dict[str, Callable[[Fields, random.Random], Fields]] = {
    "single_choice": _choice,
    "multiple_response": _choice,
    "matching": _matching,
    "ordering": _ordering,
    "numeric": _numeric,
    "short_text": _short_text,
    "self_assessed": _self_assessed,
}


def _identified(entries: list[Fields], rng: random.Random) -> list[Fields]:
    return [{"id": new} | entry for new, entry in zip(fresh_ids(len(entries), rng), entries, strict=True)]


def _text(value: str | None) -> str:
    return (value or "").strip()


def _number(value: Decimal | None) -> str:
    """Write a decimal without exponent and idle zeros: 40, 0.5; "" where none was given."""
    if value is None:
        return ""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text

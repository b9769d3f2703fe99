"""From what an author wrote to the JSON of content.items, schema 1, with fresh opaque ids."""

import random
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from content.cleaning import clean_html
from content.items.content import SCHEMA, fresh_ids
from content.models import Item

Fields = dict[str, Any]
# Where a text with gaps names one: as the author counts them.
NUMBERED = re.compile(r"\[\[\s*(\d+)\s*\]\]")


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
    graded = _graded(value)
    options = [
        {
            "text": _text(option["text"]),
            "correct": bool(option["correct"]),
            "feedback": _text(option["feedback"]),
        }
        | ({"weight": _share(option.get("weight"))} if graded.get("grading") == "weights" else {})
        for option in value["options"]
    ]
    return {"options": _identified(options, rng)} | graded


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
    layout = {"layout": value["layout"]} if value.get("layout") else {}
    return {"left": left, "right": right, "key": key} | layout | _graded(value)


def _ordering(value: Fields, rng: random.Random) -> Fields:
    steps = [{"text": _text(step["text"]), "note": _text(step["note"])} for step in value["sequence"]]
    return {"sequence": _identified(steps, rng)} | _graded(value)


def _numeric(value: Fields, rng: random.Random) -> Fields:
    wrong = [{"value": _number(w["value"]), "feedback": _text(w["feedback"])} for w in value["wrong"]]
    return {
        "answer": _number(value["answer"]),
        "tolerance": _number(value["tolerance"]),
        "unit": _text(value["unit"]),
        "working": _text(value["working"]),
        "feedback_correct": _text(value["feedback_correct"]),
        "wrong": wrong,
    } | _allowance(value)


def _allowance(value: Fields) -> Fields:
    """How far an answer may be from the right one, and which others earn a share, if the author said so."""
    mode = value.get("mode") or "nominal"
    allowed: Fields = {} if mode == "nominal" else {"mode": mode}
    if mode == "range":
        allowed |= {"low": _number(value["low"]), "high": _number(value["high"])}
    more = [
        {"low": _number(e["low"]), "high": _number(e["high"])} | _credit(e) for e in value.get("more") or ()
    ]
    return allowed | ({"more": more} if more else {})


def _short_text(value: Fields, rng: random.Random) -> Fields:
    return {
        "accept": [_text(answer) for answer in value["accept"]],
        "model_answer": _text(value["model_answer"]),
        "wrong": [{"match": _text(w["match"]), "feedback": _text(w["feedback"])} for w in value["wrong"]],
        "distance": bool(value["distance"]),
    } | _comparison(value)


def _comparison(value: Fields) -> Fields:
    """How a text is compared, and which others earn a share, if the author said so."""
    flags = {name: True for name in ("wildcards", "case_sensitive") if value.get(name)}
    more = [{"text": _text(e["text"])} | _credit(e) for e in value.get("more") or ()]
    return flags | ({"more": more} if more else {})


def _cloze(value: Fields, rng: random.Random) -> Fields:
    """The numbers in the text, [[1]], [[2]], …, become the ids of the gaps; a number without one stays."""
    gaps = [
        {
            "points": gap.value["points"] or 0,
            "interaction": {"type": gap.block_type} | MAKERS[gap.block_type](gap.value, rng),
        }
        | ({"label": _text(gap.value["label"])} if _text(gap.value["label"]) else {})
        for gap in value["gaps"]
    ]
    identified = _identified(gaps, rng)
    ids = {str(number): gap["id"] for number, gap in enumerate(identified, start=1)}
    named = NUMBERED.sub(lambda found: f"[[{ids.get(found[1], found[1])}]]", clean_html(value["text"].source))
    return {"text": named, "gaps": identified} | _graded(value)


def _essay(value: Fields, rng: random.Random) -> Fields:
    rubric = [
        {
            "criterion": _text(criterion["criterion"]),
            "levels": [{"points": e["points"] or 0, "text": _text(e["text"])} for e in criterion["levels"]],
        }
        for criterion in value["rubric"]
    ]
    limits = {name: value[name] for name in ("min_words", "max_words") if value[name]}
    return {
        "rubric": _identified(rubric, rng),
        "model_answer": _text(value["model_answer"]),
        "markers": int(value["markers"] or 1),
    } | limits


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
    "cloze": _cloze,
    "essay": _essay,
    "self_assessed": _self_assessed,
}


def _identified(entries: list[Fields], rng: random.Random) -> list[Fields]:
    return [{"id": new} | entry for new, entry in zip(fresh_ids(len(entries), rng), entries, strict=True)]


def _graded(value: Fields) -> Fields:
    """The item's own grading; without one, nothing, and the quiz decides."""
    return {"grading": value["grading"]} if value.get("grading") else {}


def _credit(entry: Fields) -> Fields:
    return {"weight": _share(entry["weight"]), "feedback": _text(entry["feedback"])}


def _share(value: str | None) -> str:
    """Write a share as content.items.weighing reads it, with a comma or a point; without one, none."""
    return _text(value).replace(",", ".").replace("−", "-").replace(" ", "") or "0"


def _text(value: str | None) -> str:
    return (value or "").strip()


def _number(value: Decimal | None) -> str:
    """Write a decimal without exponent and idle zeros: 40, 0.5; "" where none was given."""
    if value is None:
        return ""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text

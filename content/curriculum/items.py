"""The items of one module, from items/<module>.yaml."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.html import escape

from content.curriculum.markup import Block, identified, listed
from content.curriculum.records import Record, read_yaml

LEVELS = {"remember": "remember", "understand": "understand", "apply": "apply"}
LEVELS |= {"analyze": "analyse", "evaluate": "evaluate"}
POOLS = {"quiz": "check", "exam": "exam"}
TYPES = ("single_choice", "multiple_response", "matching", "ordering", "numeric", "short_text", "scenario")


@dataclass(frozen=True)
class ItemText:
    """lesson: anchor. objectives: codes. interaction: the stored form of the one block."""

    code: str
    place: str
    pool: str
    level: str
    expected_facility: str
    objectives: tuple[str, ...]
    lesson: str
    stimulus: str
    stem: str
    feedback: str
    interaction: Block

    @property
    def type(self) -> str:
        return str(self.interaction["type"])


def read_items(file: Path, problems: list[str]) -> tuple[ItemText, ...]:
    """Read a bank's file; faults are added to problems."""
    head = read_yaml(file, problems)
    if head.text("module") not in ("", file.stem):
        head.refuse("module", "is not the file's name.")
    head.text("code")
    items = tuple(_item(record, file) for record in head.records("items"))
    head.nothing_else()
    return items


def _item(record: Record, file: Path) -> ItemText:
    code = record.text("id")
    record.place = f"items/{file.name}, {code or record.place.rsplit(', ')[-1]}"
    kind = record.choice("type", TYPES)
    level = record.choice("bloom", LEVELS)
    pool = record.choice("pool", POOLS)
    written = _interaction(record, kind)
    item = ItemText(
        code=code,
        place=record.place,
        pool=POOLS.get(pool, ""),
        level=LEVELS.get(level, ""),
        expected_facility=record.decimal("p_expected"),
        objectives=tuple(record.texts("topics")),
        lesson=record.text("lesson"),
        stimulus=_html(record.text("scenario")) if kind == "scenario" else "",
        stem=_html(record.text("stem")),
        feedback=record.text("feedback", ""),
        interaction=identified(code, written[0], written[1]),
    )
    record.nothing_else()
    return item


def _html(text: str) -> str:
    return f"<p>{escape(text)}</p>" if text else ""


def _interaction(record: Record, kind: str) -> tuple[str, dict[str, Any]]:
    """Return the name of the block and its stored value."""
    if kind == "scenario":
        kind = {"single": "single_choice", "multiple": "multiple_response"}.get(
            record.choice("answer_format", ("single", "multiple")), "single_choice"
        )
    # An answer that people judge: here the learner compares it with the model answer.
    if kind == "short_text" and record.has("marking"):
        record.choice("marking", ("rubric",))
        kind = "self_assessed"
    return kind, READERS[kind](record) if kind in READERS else {}


def _choice(record: Record) -> dict[str, Any]:
    options = []
    for option in record.records("options"):
        option.text("id")
        options.append(
            {
                "text": option.text("text"),
                "correct": option.flag("correct"),
                "feedback": option.text("feedback"),
            }
        )
        option.nothing_else()
    return {"options": _listed(record, "options", options)}


def _matching(record: Record) -> dict[str, Any]:
    pairs = [_texts(pair, "left", "right", "feedback") for pair in record.records("pairs")]
    extra = [_texts(e, "text", "feedback") for e in record.records("extra_right", optional=True)]
    rights = [pair["right"] for pair in pairs]
    if len(set(rights)) < len(rights) and not record.flag("reuse_right", False):
        record.refuse("pairs", "two pairs share an answer; say reuse_right: true if that is meant.")
    record.flag("reuse_right", False)
    return {
        "pairs": _listed(record, "pairs", pairs),
        "extra_right": _listed(record, "extra_right", extra),
    }


def _ordering(record: Record) -> dict[str, Any]:
    steps = [_texts(step, "text", "note") for step in record.records("sequence")]
    return {"sequence": _listed(record, "sequence", steps)}


def _numeric(record: Record) -> dict[str, Any]:
    wrong = [
        {"value": error.decimal("value"), "feedback": error.text("feedback")}
        for error in record.records("wrong")
    ]
    return {
        "answer": record.decimal("answer"),
        "tolerance": record.decimal("tolerance"),
        "unit": record.text("unit"),
        "working": record.text("working"),
        "feedback_correct": record.text("feedback_correct"),
        "wrong": _listed(record, "wrong", wrong),
    }


def _short_text(record: Record) -> dict[str, Any]:
    wrong = [
        {"match": match, "feedback": error.text("feedback")}
        for error in record.records("wrong_feedback", optional=True)
        for match in error.texts("match")
    ]
    return {
        "accept": _listed(record, "accept", record.texts("accept")),
        "model_answer": record.text("model_answer", ""),
        "wrong": _listed(record, "wrong", wrong),
        "distance": False,
    }


def _self_assessed(record: Record) -> dict[str, Any]:
    rubric = [
        {"points": c.whole("points"), "criterion": c.text("criterion")} for c in record.records("rubric")
    ]
    return {
        "model_answer": record.text("model_answer"),
        "rubric": _listed(record, "rubric", rubric),
        "pass_points": record.whole("pass_points"),
    }


READERS: dict[str, Callable[[Record], dict[str, Any]]] = {
    "single_choice": _choice,
    "multiple_response": _choice,
    "matching": _matching,
    "ordering": _ordering,
    "numeric": _numeric,
    "short_text": _short_text,
    "self_assessed": _self_assessed,
}


def _texts(record: Record, *names: str) -> dict[str, str]:
    found = {name: record.text(name) for name in names}
    record.nothing_else()
    return found


def _listed(record: Record, field: str, values: list[Any]) -> list[Block]:
    return listed(f"{record.place}/{field}", values)

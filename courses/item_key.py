"""An item on one sheet for those who judge it: what can be chosen or written, and which of it is right.

Pure.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from content.items.terms import Content
from courses.quiz.psychometrics.options import options_of, parts_of


@dataclass(frozen=True)
class Line:
    """is_key: whether it is right. part: which stem or gap it answers, "" for the item as a whole."""

    text: str
    is_key: bool
    part: str = ""


def answer_of(content: Content) -> list[Line]:
    """Return the options with the key marked; for what is written, what is accepted."""
    match content["type"]:
        case "single_choice" | "multiple_response":
            return [Line(option.text, option.is_key) for option in options_of(content)]
        case "matching":
            return [Line(o.text, is_key=True, part=o.part) for o in options_of(content) if o.is_key]
        case "ordering":
            return [Line(step["text"], is_key=True) for step in content["sequence"]]
        case "cloze":
            return list(_gaps(content))
        case "essay":
            return [Line(row["criterion"], is_key=True) for row in content["rubric"]]
    return list(_written(content))


def gap_text(content: Content) -> str:
    """Return the text of an item with gaps, each gap by its label or number; HTML, "" for other items."""
    text = str(content.get("text", "")) if content["type"] == "cloze" else ""
    for gap, label in parts_of(content).items():
        text = text.replace(f"[[{gap}]]", f"<b>{escape(label)}</b>")
    return text


def _written(content: Content) -> Iterator[Line]:
    if content["type"] == "numeric":
        yield Line(f"{content['answer']} {content['unit']}".strip(), is_key=True)
    for accepted in content.get("accept", ()):
        yield Line(accepted, is_key=True)


def _gaps(content: Content) -> Iterator[Line]:
    labels = parts_of(content)
    for gap in content["gaps"]:
        for line in answer_of(gap["interaction"]):
            yield Line(line.text, line.is_key, labels[gap["id"]])

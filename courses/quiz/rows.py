"""The parts of an item as they stand on a page: options, pairs, steps, gaps. Pure."""

import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from courses.quiz.fields import Fields, first, gap_field

# What was judged of a part, by its id: see content.items.reviewing.
Judged = Mapping[str, Mapping[str, Any]]

_FIELD_OF = {"single_choice": "choice", "numeric": "value", "short_text": "text"}


@dataclass(frozen=True)
class Row:
    """One option, pair or step. value: what was given for it. is_right: None where nothing may be said."""

    id: str
    text: str
    letter: str
    value: str
    is_right: bool | None = None
    why: str = ""

    @property
    def result(self) -> str:
        """The word of the look for it: best, not-yet or nothing."""
        if self.is_right:
            return "best"
        # In the whole answer a wrong option is only explained; the mark is for what was chosen.
        return "not-yet" if self.is_right is False and self.value else ""


@dataclass(frozen=True)
class Gap(Row):
    """One gap of a text. text: what it asks for, or nothing. letter: its number. options: (id, text).

    is_refused: what was filled in cannot be read; the page says why.
    """

    name: str = ""
    type: str = ""
    unit: str = ""
    options: tuple[tuple[str, str], ...] = ()
    is_refused: bool = False


def rows_of(
    item: Mapping[str, Any], given: Fields, parts: Judged, solution: Mapping[str, Any] | None
) -> Iterable[Row]:
    """Yield options, lefts or steps in the drawn order."""
    entries = item.get("options") or item.get("left") or item.get("items") or ()
    prefix = "left-" if "left" in item else "pos-"
    # The whole answer judges every option; without it only what was given is judged.
    judged = {**parts, **{option["id"]: option for option in (solution or {}).get("options", ())}}
    for letter, entry in zip(string.ascii_uppercase, entries, strict=False):
        chosen = entry["id"] in given.get("choice", ())
        part = judged.get(entry["id"], {})
        yield Row(
            id=entry["id"],
            text=entry["text"],
            letter=letter,
            value="on" if chosen else first(given, prefix + entry["id"]),
            is_right=part.get("is_right"),
            why=part.get("feedback", ""),
        )


def gaps_of(item: Mapping[str, Any], given: Fields, parts: Judged, refused: str = "") -> Iterable[Gap]:
    """Yield the gaps as they come in the text. refused: the id of the one that is, if any."""
    for number, gap in enumerate(item.get("gaps", ()), start=1):
        name = gap_field(gap["id"], _FIELD_OF[gap["type"]])
        part = parts.get(gap["id"], {})
        yield Gap(
            id=gap["id"],
            text=gap["label"],
            letter=str(number),
            value=first(given, name),
            is_right=part.get("is_right"),
            why=part.get("feedback", ""),
            name=name,
            type=gap["type"],
            unit=gap.get("unit", ""),
            options=tuple((option["id"], option["text"]) for option in gap.get("options", ())),
            is_refused=gap["id"] == refused,
        )

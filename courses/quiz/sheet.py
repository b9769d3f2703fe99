"""An item as it is laid out on a page: rows with what was chosen and what may be said of it. Pure."""

import string
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from courses.quiz.presenting import Presented

# Characters of an answer that fit beside what it is matched with.
LONG = 24

# Raw form fields of one item, as content.items.responding.parse reads them.
Fields = Mapping[str, Sequence[str]]


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
class Sheet:
    """rows: in the drawn order. targets: the right column of a matching. verdict: "" while hidden."""

    type: str
    stimulus: str
    stem: str
    rows: tuple[Row, ...] = ()
    targets: tuple[tuple[str, str], ...] = ()
    positions: tuple[str, ...] = ()
    value: str = ""
    unit: str = ""
    verdict: str = ""
    feedback: str = ""
    why: str = ""
    solution: Mapping[str, Any] | None = None

    @property
    def is_checked(self) -> bool:
        return bool(self.verdict)

    @property
    def is_choice(self) -> bool:
        return self.type in ("single_choice", "multiple_response")

    @property
    def has_long_targets(self) -> bool:
        """Whether a list beside the left column would cut the answers short."""
        return any(len(text) > LONG for _id, text in self.targets)

    @property
    def template(self) -> str:
        return f"courses/interactions/{self.type}.html"


def sheet_of(shown: "Presented", filled: Fields | None = None) -> Sheet | None:
    """Lay out what may be seen; None if that is nothing.

    filled: what stands in the form instead of the stored response, when that was refused.
    """
    item = shown.item
    if item is None:
        return None
    given = fields_of(shown.response) if filled is None else filled
    verdict = str(shown.review["verdict"]) if shown.review else ""
    parts = {part["id"]: part for part in shown.review["parts"]} if shown.review else {}
    alone = parts.get("value") or parts.get("text")
    return Sheet(
        type=item["type"],
        stimulus=item["stimulus"],
        stem=item["stem"],
        rows=tuple(_rows(item, given, parts, shown.solution)),
        targets=tuple((e["id"], e["text"]) for e in item.get("right", ())),
        positions=tuple(str(n) for n in range(1, len(item.get("items", ())) + 1)),
        value=_first(given, "value") or _first(given, "text"),
        unit=item.get("unit", ""),
        verdict="" if verdict == "blank" else verdict,
        feedback=shown.review["feedback"] if shown.review else "",
        why=alone["feedback"] if alone else "",
        solution=shown.solution,
    )


def fields_of(response: Mapping[str, Any] | None) -> dict[str, list[str]]:
    """Write a stored response as the form fields it came from."""
    response = response or {}
    fields = {f"left-{left}": [right] for left, right in response.get("pairs", {}).items()}
    fields |= {f"pos-{step}": [str(n)] for n, step in enumerate(response.get("order", ()), start=1)}
    chosen = response.get("choices", [response["choice"]] if "choice" in response else [])
    if chosen:
        fields["choice"] = list(chosen)
    return fields | {name: [response[name]] for name in ("value", "text") if name in response}


def _rows(
    item: Mapping[str, Any],
    given: Fields,
    parts: Mapping[str, Mapping[str, Any]],
    solution: Mapping[str, Any] | None,
) -> Iterable[Row]:
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
            value="on" if chosen else _first(given, prefix + entry["id"]),
            is_right=part.get("is_right"),
            why=part.get("feedback", ""),
        )


def _first(fields: Fields, name: str) -> str:
    return next(iter(fields.get(name, ())), "")

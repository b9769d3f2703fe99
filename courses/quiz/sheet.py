"""An item as it is laid out on a page: rows with what was chosen and what may be said of it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from courses.quiz.fields import Fields, fields_of, first
from courses.quiz.rows import Gap, Row, gaps_of, rows_of

if TYPE_CHECKING:
    from courses.quiz.presenting import Presented

# Characters of an answer that fit beside what it is matched with.
LONG = 24
# Types of which the learner gives one thing only, so that there is nothing to mark part by part.
ALONE = ("single_choice", "numeric", "short_text")


@dataclass(frozen=True)
class Sheet:
    """rows: in the drawn order. targets: the right column of a matching. verdict: "" while hidden.

    text, gaps: of a text with gaps. rubric: criteria with their levels, known beforehand. limits: words
    that the learner should keep to, fewest and most, None for none.
    """

    type: str
    stimulus: str
    stem: str
    rows: tuple[Row, ...] = ()
    targets: tuple[tuple[str, str], ...] = ()
    layout: str = ""
    positions: tuple[str, ...] = ()
    text: str = ""
    gaps: tuple[Gap, ...] = ()
    rubric: tuple[Mapping[str, Any], ...] = ()
    limits: tuple[int | None, int | None] = (None, None)
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
    def can_be_retried(self) -> bool:
        """Whether trying again can bring another verdict: not where it is right, nor where no rule judges."""
        return self.verdict in ("partly", "not_yet")

    @property
    def is_choice(self) -> bool:
        return self.type in ("single_choice", "multiple_response")

    @property
    def is_alone(self) -> bool:
        return self.type in ALONE

    @property
    def kind(self) -> str:
        """What the learner does: the type, or categorise."""
        return self.layout or self.type

    @property
    def result(self) -> str:
        """The word of the look for an answer of one field."""
        return {"right": "best", "partly": "not-yet", "not_yet": "not-yet"}.get(self.verdict, "")

    @property
    def has_long_targets(self) -> bool:
        """Whether a list beside the left column would cut the answers short."""
        return any(len(text) > LONG for _id, text in self.targets)

    @property
    def is_marked(self) -> bool:
        """Whether something of the answer is marked as not yet right, or as left blank."""
        blank = any(not row.value for row in self.gaps or self.rows) and not self.is_choice
        return blank or any(row.result == "not-yet" for row in self.gaps or self.rows)

    @property
    def has_whys(self) -> bool:
        return any(gap.why for gap in self.gaps)

    @property
    def groups(self) -> list[tuple[str, list[Mapping[str, Any]]]]:
        """The pairs of the whole answer under their categories; an empty category is shown as empty."""
        pairs = (self.solution or {}).get("pairs", ())
        return [(text, [pair for pair in pairs if pair["answer"] == text]) for _id, text in self.targets]

    @property
    def template(self) -> str:
        return f"courses/interactions/{self.type}.html"


def sheet_of(shown: "Presented", filled: Fields | None = None, refused: str = "") -> Sheet | None:
    """Lay out what may be seen; None if that is nothing.

    filled: what stands in the form instead of the stored response, when that was refused. refused: the
    id of the part that was the reason, such as a gap.
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
        rows=tuple(rows_of(item, given, parts, shown.solution)),
        targets=tuple((e["id"], e["text"]) for e in item.get("right", ())),
        layout=item.get("layout", ""),
        positions=tuple(str(n) for n in range(1, len(item.get("items", ())) + 1)),
        text=item.get("text", ""),
        gaps=tuple(gaps_of(item, given, parts, refused)),
        rubric=tuple(item.get("rubric", ())),
        limits=(item.get("min_words"), item.get("max_words")),
        value=first(given, "value") or first(given, "text"),
        unit=item.get("unit", ""),
        verdict="" if verdict == "blank" else verdict,
        feedback=shown.review["feedback"] if shown.review else "",
        why=alone["feedback"] if alone else "",
        solution=shown.solution,
    )

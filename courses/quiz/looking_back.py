"""What of the items of a finished sitting may be looked at again: by module, and one by one."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from itertools import count
from typing import Any

from django.db.models import QuerySet

from content.outline import outline_of
from courses.models import Answer, Attempt, Mark
from courses.quiz.agreeing import maximum_of
from courses.quiz.feedback import Part, Parts
from courses.quiz.presenting import Presented, present
from courses.quiz.replaying import Kind
from courses.quiz.resulting import ModuleResult, Scored, results_by_module
from courses.quiz.sheet import Sheet, sheet_of


@dataclass(frozen=True)
class Criterion:
    """One criterion as it was marked. text: of the level reached. max_points: of its highest level."""

    name: str
    text: str
    points: int
    max_points: int


@dataclass(frozen=True)
class Marks:
    """What one person said of an answer; who that was is told to nobody."""

    criteria: tuple[Criterion, ...]
    comment: str


@dataclass(frozen=True)
class LookedBack:
    """One item as it was asked, and as much of the answer as may be shown. points: None if not scored.

    is_regraded: what was decided about the item later counts, not what is said of the answer here.
    marks: what people said of it, one for each who counts.
    """

    position: int
    shown: Presented
    points: Decimal | None
    max_points: Decimal
    is_regraded: bool
    marks: tuple["Marks", ...] = ()

    @property
    def verdict(self) -> str:
        return str(self.shown.review["verdict"]) if self.shown.review else ""

    @property
    def is_blank(self) -> bool:
        return not self.shown.response

    @property
    def text(self) -> str:
        """The text with its gaps as they are numbered below it; "" where there is none."""
        numbers = count(1)
        return re.sub(
            r"\[\[\w+\]\]", lambda _gap: f"[{next(numbers)}]", (self.shown.item or {}).get("text", "")
        )

    @property
    def written(self) -> str:
        """What was written at length; people judge it, or the learner."""
        parts = self.shown.review["parts"] if self.shown.review else ()
        return "" if parts else str((self.shown.response or {}).get("text", ""))

    @property
    def sheet(self) -> Sheet | None:
        """As it was laid out, for the whole answer to be shown by."""
        return sheet_of(self.shown)

    @property
    def right_options(self) -> list[str]:
        options = (self.shown.solution or {}).get("options", ())
        return [option["text"] for option in options if option["is_right"]]


def items_of(attempt: Attempt, seen: Parts) -> list[LookedBack]:
    """Return the items in the order of asking; [] unless they may be seen again."""
    if not seen >= {Part.ITEM, Part.REVIEW}:
        return []
    answers = list(attempt.answers.select_related("item_version"))
    marks = _released(answers)
    return [_looked_back(answer, seen, marks[answer.pk]) for answer in answers]


def _released(answers: Sequence[Answer]) -> dict[int, list[Mark]]:
    """Return answer id -> the marks that made its points; asked only where people had to mark."""
    found: dict[int, list[Mark]] = defaultdict(list)
    marked = [answer for answer in answers if answer.markers]
    if marked:
        for mark in Mark.objects.filter(answer__in=marked, released_at__isnull=False).order_by("pk"):
            found[mark.answer_id].append(mark)
    return found


def _looked_back(answer: Answer, seen: Parts, marks: Sequence[Mark]) -> LookedBack:
    is_regraded = bool(answer.adjustment or answer.scored_by_id)
    # The key that was asked with is not the one that counts.
    parts = seen - {Part.REVIEW, Part.SOLUTION} if is_regraded else seen
    shown = present(answer.item_version.content, answer.option_order, answer.response, parts)
    said = tuple(marks_of(answer, mark) for mark in marks) if Part.REVIEW in parts else ()
    return LookedBack(answer.position, shown, answer.points, answer.max_points, is_regraded, said)


def marks_of(answer: Answer, mark: Mark) -> Marks:
    """Read a mark in the words of its rubric."""
    criteria = [
        Criterion(
            name=one["criterion"],
            text=one["levels"][mark.levels[one["id"]]]["text"],
            points=one["levels"][mark.levels[one["id"]]]["points"],
            max_points=maximum_of([one]),
        )
        for one in answer.item_version.content["rubric"]
    ]
    return Marks(tuple(criteria), mark.comment)


@dataclass(frozen=True)
class Reconsidered:
    """An item decided anew after handing in, and what came of it; per cent, rounded down.

    position: 0 unless the items may be seen. before, after: None where no result is told, or there was none.
    """

    at: datetime
    position: int = 0
    before: int | None = None
    after: int | None = None
    passes: bool = False
    fails: bool = False
    is_kept: bool = False

    @property
    def is_same(self) -> bool:
        return self.before == self.after and not (self.passes or self.fails)


def reconsidered_of(attempt: Attempt, seen: Parts) -> list[Reconsidered]:
    """Return what was decided anew since, in the order of its coming; [] while there is no result."""
    if attempt.state != Attempt.State.SUBMITTED:
        return []
    events = attempt.events.filter(kind=Kind.REGRADE).order_by("number").values_list("at", "payload")
    return [_reconsidered(at, told, seen) for at, told in events]


def _reconsidered(at: datetime, told: Mapping[str, Any], seen: Parts) -> Reconsidered:
    position = told["position"] if Part.ITEM in seen else 0
    before = told["before"]
    if Part.SCORE not in seen or before["fraction"] is None:
        return Reconsidered(at, position)
    was = before["is_passed"]
    now = told.get("is_passed", was)
    return Reconsidered(
        at,
        position,
        before=int(Fraction(before["fraction"]) * 100),
        after=int(Fraction(told.get("fraction", before["fraction"])) * 100),
        passes=now and not was,
        fails=was and not now,
        is_kept=bool(told["kept"]),
    )


def modules_of(attempt: Attempt, seen: Parts) -> list[ModuleResult]:
    """Return the share of points by module; [] unless it may be seen."""
    if Part.MODULES not in seen:
        return []
    scored = [_scored(answer) for answer in _scored_answers(attempt)]
    return results_by_module(scored, outline_of(attempt.enrolment.course_id))


def _scored_answers(attempt: Attempt) -> QuerySet[Answer]:
    rows = attempt.answers.filter(points__isnull=False)
    return rows.select_related("item_version__item", "item_version__bank").defer("item_version__content")


def _scored(answer: Answer) -> Scored:
    return Scored(
        Fraction(answer.points or 0),
        Fraction(answer.max_points),
        answer.item_version.item.lesson_id,
        answer.item_version.bank.title,
    )

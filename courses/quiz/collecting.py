"""Reading finished attempts for analysis: one query for what was asked, one stream for what was answered."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q, QuerySet

from content.items.scoring import score
from content.items.terms import Content
from content.models import ItemBank, ItemVersion
from courses.models import Answer, Attempt
from courses.quiz.admitting import TAKEN
from courses.quiz.psychometrics.options import chosen_of
from courses.quiz.psychometrics.sittings import Given, Sitting

CHUNK = 4000


@dataclass(frozen=True)
class Scope:
    """Which attempts are read. quizzes: their ids.

    is_all: every finished attempt, not the first of each learner. bank: only attempts that held an item of
    it.
    """

    quizzes: tuple[int, ...]
    is_all: bool = False
    bank: ItemBank | None = None

    def attempts(self) -> QuerySet[Attempt]:
        """Finished ones of learners: none that is void, none still to be marked, none of staff."""
        found = Attempt.objects.submitted().filter(quiz__in=self.quizzes)
        found = found.exclude(enrolment__learner__in=staff())
        if not self.is_all:
            # One that is being marked is the first all the same: who waits for it is not read yet.
            earlier = Attempt.objects.filter(
                state__in=TAKEN,
                enrolment=OuterRef("enrolment"),
                quiz=OuterRef("quiz"),
                number__lt=OuterRef("number"),
            )
            found = found.filter(~Exists(earlier))
        if self.bank:
            held = Answer.objects.filter(attempt=OuterRef("pk"), item_version__bank=self.bank)
            found = found.filter(Exists(held))
        return found

    def answers(self) -> QuerySet[Answer]:
        return Answer.objects.filter(attempt__in=self.attempts().order_by().values("pk"))

    def versions(self) -> list[ItemVersion]:
        """Return the versions that were asked, by code and number."""
        asked = ItemVersion.objects.filter(pk__in=self.answers().order_by().values("item_version"))
        if self.bank:
            asked = asked.filter(bank=self.bank)
        return list(asked.select_related("item", "bank").order_by("item__code", "number"))


def staff() -> QuerySet[Any]:
    """Return those who may use the CMS: their attempts try a quiz out."""
    entry = "access_admin"
    may = Q(is_superuser=True) | Q(groups__permissions__codename=entry) | Q(user_permissions__codename=entry)
    return get_user_model().objects.filter(may).order_by().values("pk")


class Sat(NamedTuple):
    """When an attempt was begun and handed in. rule: of the quiz then, see content.items.scoring."""

    started_at: datetime
    submitted_at: datetime
    rule: str


class Row(NamedTuple):
    """One answer as it is streamed."""

    attempt_id: UUID
    version: int
    points: Decimal | None
    max_points: Decimal
    response: Any
    is_trial: bool
    adjustment: str
    saved_at: datetime | None


FIELDS = (
    *("attempt_id", "item_version_id", "points", "max_points", "response", "is_trial", "adjustment"),
    "saved_at",
)


def attempts_of(scope: Scope) -> dict[UUID, Sat]:
    rows = scope.attempts().order_by().values_list("pk", "started_at", "submitted_at", "policy__scoring")
    return {attempt: Sat(*facts) for attempt, *facts in rows}


def sittings_of(
    scope: Scope, attempts: Mapping[UUID, Sat], contents: Mapping[int, Content]
) -> Iterator[Sitting]:
    """Stream the answers, attempt by attempt: what was answered first, as it was scored.

    contents: version -> content; what was chosen of others is not looked at.
    """
    answers = scope.answers().order_by("attempt_id", "position").values_list(*FIELDS)
    rows = (Row(*values) for values in answers.iterator(chunk_size=CHUNK))
    for attempt_id, group in groupby(rows, key=attrgetter("attempt_id")):
        # One that was handed in since the attempts were listed waits for the next reading.
        if sat := attempts.get(attempt_id):
            yield _sitting(list(group), sat, contents)


def _sitting(rows: Sequence[Row], sat: Sat, contents: Mapping[int, Content]) -> Sitting:
    seconds = seconds_of(rows, sat.started_at)
    return Sitting([_given(row, sat.rule, seconds, contents.get(row.version)) for row in rows])


def seconds_of(rows: Iterable[Row], started_at: datetime) -> dict[int, float]:
    """Return version -> seconds from the save before it to its own last save; from the start for the first.

    A proxy: who comes back to an item is counted for that return alone.
    """
    saved = sorted((row.saved_at, row.version) for row in rows if row.saved_at)
    starts = [started_at, *(at for at, _version in saved)]
    return {
        version: (at - start).total_seconds() for start, (at, version) in zip(starts, saved, strict=False)
    }


def _given(row: Row, rule: str, seconds: Mapping[int, float], content: Content | None) -> Given:
    """Return the answer as it says most about the item.

    By the points that count, and so after a new key or a further accepted answer by these. What was
    dropped or given to everybody, and what was asked on trial, tells nothing by its points: it is judged
    by the key that was asked with. One whose completion kept its result stays with what it was given.
    """
    is_scored = not row.is_trial and row.adjustment != Answer.Adjustment.DROPPED and row.max_points > 0
    points = None if row.points is None else float(row.points)
    if content is not None and (not is_scored or row.adjustment):
        fraction = score(content, row.response, rule)
        worth = Fraction(row.max_points) if is_scored else Fraction(1)
        points = None if fraction is None else float(fraction * worth)
    return Given(
        version=row.version,
        points=points,
        max_points=float(row.max_points) if is_scored else 1.0,
        is_scored=is_scored,
        is_blank=row.response is None,
        chosen=chosen_of(content, row.response) if content is not None else (),
        seconds=seconds.get(row.version),
    )

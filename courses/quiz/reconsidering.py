"""How answers count under what was decided about their items; nothing is written to the tables here."""

import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from operator import attrgetter
from uuid import UUID

from django.db.models import QuerySet

from content.items.rereading import reread
from content.items.scoring import score
from content.items.terms import Content
from courses.models import Answer, Attempt, AttemptEvent, Regrade
from courses.quiz.deciding import DROPPED, Decision, Standing, share_under, standing_of
from courses.quiz.replaying import Kind
from courses.quiz.settling import share_of
from courses.quiz.totalling import Total, total_of

# Later than any decision there is.
LATEST = sys.maxsize

# What a decision writes to an answer.
DECIDED = ("points", "max_points", "adjustment", "scored_by", "regrade")
_columns = attrgetter("points", "max_points", "adjustment", "scored_by_id", "regrade_id")

# Attempt -> position -> what the answer was worth when it was drawn.
Worths = Mapping[UUID, Mapping[int, Decimal]]


def unlike(answers: Sequence[Answer], stood: Sequence[Sequence[object]]) -> list[Answer]:
    """Return the answers that a decision has changed. stood: `standings_of` these before."""
    return [answer for answer, was in zip(answers, stood, strict=True) if _columns(answer) != was]


def standings_of(answers: Iterable[Answer]) -> list[Sequence[object]]:
    """Return how each answer counts as its row says, in their order."""
    return [_columns(answer) for answer in answers]


class Decisions:
    """Decisions about versions of items, in their order."""

    def __init__(self, regrades: Iterable[Regrade]) -> None:
        self._about: dict[int, list[Decision]] = defaultdict(list)
        self._keys: dict[int, Content] = {}
        for regrade in regrades:
            decision = Decision(regrade.pk or LATEST, regrade.rule, regrade.key_version_id)
            self._about[regrade.version_id].append(decision)
            if regrade.key_version:
                self._keys[regrade.key_version.pk] = regrade.key_version.content

    def latest(self, version: int) -> int | None:
        return self._about[version][-1].pk if self._about[version] else None

    def standing(self, version: int, until: int | None) -> Standing:
        """Return what counts for answers to the version. until: the last decision they have been through."""
        return standing_of(version, [one for one in self._about[version] if one.pk <= (until or 0)])

    def share(
        self, answer: Answer, standing: Standing, rule: str, marked: Fraction | None = None
    ) -> Fraction | None:
        """Return what the answer is worth, 0..1. marked: what people said that it is."""

        def by_key(version: int) -> Fraction | None:
            if version == answer.item_version_id:
                return share_of(answer, rule) if marked is None else marked
            key = self._keys[version]
            return score(key, reread(answer.item_version.content, key, answer.response), rule)

        return share_under(standing, by_key)


def decisions_on(versions: Iterable[int]) -> Decisions:
    """Read what was decided about these versions, in one query."""
    about = Regrade.objects.filter(version__in=list(versions)).order_by("pk")
    return Decisions(about.select_related("key_version"))


@dataclass(frozen=True)
class Reading:
    """One answer as it counts. worth: its points. regrade: the last decision it has been through."""

    answer: Answer
    standing: Standing
    worth: Decimal
    share: Fraction | None
    regrade: int | None

    def write(self) -> None:
        """Put it into the row, in memory; the points follow with the result."""
        answer, asked = self.answer, (self.answer.item_version_id,)
        answer.adjustment, answer.max_points = self.standing.adjustment, self.worth
        answer.scored_by_id = None if self.standing.keys == asked else self.standing.keys[-1]
        answer.regrade_id = self.regrade
        if self.standing.adjustment == DROPPED:
            answer.points = None


def reading_of(
    answer: Answer,
    decisions: Decisions,
    rule: str,
    *,
    until: int | None,
    worths: Mapping[int, Decimal],
    marked: Fraction | None = None,
) -> Reading:
    """Read the answer under all decisions until that one.

    worths: by position, asked where an answer that was dropped counts again.
    """
    standing = decisions.standing(answer.item_version_id, until)
    worth = worths[answer.position] if answer.adjustment == DROPPED else answer.max_points
    if standing.adjustment == DROPPED:
        worth = Decimal(0)
    return Reading(answer, standing, worth, decisions.share(answer, standing, rule, marked), until)


def readings_of(
    answers: Iterable[Answer],
    decisions: Decisions,
    rule: str,
    *,
    anew: tuple[int, int],
    worths: Mapping[int, Decimal],
    marked: Mapping[int, Fraction | None],
) -> list[Reading]:
    """Read what was handed in, each answer under the decisions that it has been through.

    anew: the version that is decided about, and the decision that its answer goes through now.
    worths: by position. marked: by answer, what people said that it is worth.
    """
    version, until = anew
    return [
        reading_of(
            one,
            decisions,
            rule,
            until=until if one.item_version_id == version else one.regrade_id,
            worths=worths,
            marked=marked.get(one.pk),
        )
        for one in answers
    ]


def readings_at_submit(answers: Sequence[Answer], decisions: Decisions, rule: str) -> list[Reading]:
    """Read answers that are handed in under all that was decided meanwhile.

    Where that would leave no points to be had, nothing is dropped: the keys that stand score.
    """
    latest = [decisions.latest(answer.item_version_id) for answer in answers]
    found = [
        reading_of(answer, decisions, rule, until=until, worths={})
        for answer, until in zip(answers, latest, strict=True)
    ]
    if any(one.worth for one in found):
        return found
    return [_undropped(one, decisions, rule) if one.regrade else one for one in found]


def _undropped(reading: Reading, decisions: Decisions, rule: str) -> Reading:
    standing = Standing(reading.standing.keys)
    share = decisions.share(reading.answer, standing, rule)
    return Reading(reading.answer, standing, reading.answer.max_points, share, reading.regrade)


def stored_share(
    answer: Answer, decisions: Decisions, rule: str, marked: Fraction | None = None
) -> Fraction | None:
    """Return what the answer is worth as its row says that it counts."""
    keys = decisions.standing(answer.item_version_id, answer.regrade_id).keys
    return decisions.share(answer, Standing(keys, answer.adjustment), rule, marked)


def total(readings: Iterable[Reading]) -> Total:
    return total_of((one.share, Fraction(one.worth)) for one in readings)


def worths_of(attempts: "Iterable[Attempt] | QuerySet[Attempt]") -> Worths:
    """Return what the answers of these attempts were worth when they were drawn, as their logs tell."""
    starts = AttemptEvent.objects.filter(attempt__in=attempts, kind=Kind.START)
    return {
        attempt: {one["position"]: Decimal(one["max_points"]) for one in payload.get("answers", ())}
        for attempt, payload in starts.values_list("attempt_id", "payload")
    }

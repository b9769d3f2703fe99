"""What a decision about an item would do to everybody, told before anything is decided."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from content.models import ItemVersion
from courses.marking import latest_of, marked_share
from courses.models import Answer, Attempt, Completion, Mark, Regrade
from courses.quiz.agreeing import counting
from courses.quiz.deciding import DROPPED, Kept, Result, why_kept
from courses.quiz.policy import Policy
from courses.quiz.reconsidering import LATEST, Decisions, Reading, readings_of, total, worths_of
from courses.quiz.regrading import concerned
from courses.quiz.totalling import rounded_down

CHUNK = 2000


@dataclass(frozen=True)
class Preview:
    """Attempts by what would become of them. facility: mean share of the points of the item, 0..1.

    attempts: those that have a result; all that follows counts these. kept: those that keep what they had
    because the course was completed with them, nothing_left because there would be no points. being_marked
    and under_way get what was decided with their result.
    """

    attempts: int
    up: int
    down: int
    newly_passed: int
    no_longer_passed: int
    kept: int
    nothing_left: int
    being_marked: int
    under_way: int
    facility_before: float | None
    facility_after: float | None

    @property
    def unchanged(self) -> int:
        return self.attempts - self.up - self.down


@dataclass(frozen=True)
class _Sat:
    """An attempt that has a result."""

    before: Result
    policy: Policy
    is_completed: bool


def preview_regrade(version: ItemVersion, rule: str, *, key_version: ItemVersion | None = None) -> Preview:
    """Reckon what the decision would change, in as many queries for one attempt as for thousands.

    The same arithmetic as when it is applied; the answers are streamed.
    """
    attempts = Attempt.objects.filter(pk__in=concerned(version).values("attempt")).order_by()
    sat = _sat(attempts.submitted())
    decisions = _decisions(attempts.submitted(), Regrade(version=version, key_version=key_version, rule=rule))
    counts: Counter[str] = Counter()
    shares: dict[str, list[Fraction]] = defaultdict(list)
    for one, readings in _readings(attempts.submitted(), sat, decisions, version):
        counts.update(_changes(one, readings))
        own = next(reading for reading in readings if reading.answer.item_version_id == version.pk)
        if own.answer.points is not None and own.answer.max_points:
            shares["before"].append(Fraction(own.answer.points) / Fraction(own.answer.max_points))
        if own.share is not None:
            shares["after"].append(own.share)
    under_way = Attempt.objects.open().filter(answers__item_version=version)
    return Preview(
        attempts=len(sat),
        up=counts["up"],
        down=counts["down"],
        newly_passed=counts["newly_passed"],
        no_longer_passed=counts["no_longer_passed"],
        kept=counts[Kept.COMPLETED],
        nothing_left=counts[Kept.NOTHING_LEFT],
        being_marked=attempts.filter(state=Attempt.State.MARKING).count(),
        under_way=under_way.count(),
        facility_before=_mean(shares["before"]),
        facility_after=_mean(shares["after"]),
    )


def _changes(sat: _Sat, readings: list[Reading]) -> Iterator[str]:
    before, after, mark = sat.before, total(readings), sat.policy.pass_mark
    if kept := why_kept(before, after, pass_mark=mark, is_completed=sat.is_completed):
        yield kept
        return
    fraction = rounded_down(after.fraction, places=6)
    if fraction != before.fraction:
        yield "up" if fraction > before.fraction else "down"
    if after.passes(mark) is not before.is_passed:
        yield "no_longer_passed" if before.is_passed else "newly_passed"


def _sat(attempts: QuerySet[Attempt]) -> dict[UUID, _Sat]:
    completed = Exists(Completion.objects.filter(enrolment=OuterRef("enrolment")))
    rows = attempts.annotate(is_completed=completed)
    fields = rows.values_list("pk", "fraction", "is_passed", "policy", "is_completed")
    return {
        pk: _Sat(Result(fraction, is_passed), Policy.from_json(policy), is_completed)
        for pk, fraction, is_passed, policy, is_completed in fields
        if fraction is not None and is_passed is not None
    }


def _decisions(attempts: QuerySet[Attempt], new: Regrade) -> Decisions:
    """What was decided about anything in these attempts, and the new one as the last."""
    decided = Answer.objects.filter(attempt__in=attempts.values("pk"), regrade__isnull=False)
    about = Q(version__in=decided.order_by().values("item_version")) | Q(version=new.version)
    known = Regrade.objects.filter(about).order_by("pk").select_related("key_version")
    return Decisions([*known, new])


def _readings(
    attempts: QuerySet[Attempt], sat: Mapping[UUID, _Sat], decisions: Decisions, version: ItemVersion
) -> Iterator[tuple[_Sat, list[Reading]]]:
    ids = attempts.values("pk")
    answers = Answer.objects.filter(attempt__in=ids).order_by("attempt_id", "position")
    asked = answers.order_by().values("item_version")
    versions = {one.pk: one for one in ItemVersion.objects.filter(pk__in=asked)}
    marks = _marks(ids)
    dropped = attempts.filter(Exists(Answer.objects.filter(attempt=OuterRef("pk"), adjustment=DROPPED)))
    worths = worths_of(dropped)
    stream = answers.defer("option_order", "retry_response").iterator(chunk_size=CHUNK)
    for attempt_id, group in groupby(stream, key=attrgetter("attempt_id")):
        rows = list(group)
        for row in rows:
            row.item_version = versions[row.item_version_id]
        # One that was handed in since the attempts were listed is not looked at.
        if one := sat.get(attempt_id):
            yield (
                one,
                readings_of(
                    rows,
                    decisions,
                    one.policy.scoring,
                    anew=(version.pk, LATEST),
                    worths=worths.get(attempt_id, {}),
                    marked={row.pk: _marked(row, marks) for row in rows},
                ),
            )


def _marks(attempts: QuerySet[Attempt, Any]) -> dict[int, list[Mark]]:
    given: dict[int, list[Mark]] = defaultdict(list)
    for mark in Mark.objects.filter(answer__attempt__in=attempts).defer("comment"):
        given[mark.answer_id].append(mark)
    return given


def _marked(answer: Answer, marks: Mapping[int, list[Mark]]) -> Fraction | None:
    if answer.pk not in marks:
        return None
    return marked_share(answer, counting(answer.markers, latest_of(marks[answer.pk])))


def _mean(shares: list[Fraction]) -> float | None:
    return float(sum(shares, Fraction(0)) / len(shares)) if shares else None

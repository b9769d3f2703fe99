"""Reading what a form consists of, and what may stand in one, in one query each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Count, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce

from content.models import BlueprintLine, ItemVersion, KindQuota, LevelQuota, QuizPage
from content.models.quizzes import Purpose
from courses.models import Answer, Enrolment
from courses.quiz.blueprints import Blueprint, Candidate, Line

# What neither a rule nor people judge: worth no points.
NOT_SCORED = ("self_assessed",)


@dataclass(frozen=True)
class Pool:
    """seen: version -> how often the learner has met its item, in any version."""

    candidates: tuple[Candidate, ...]
    seen: Mapping[int, int]


def blueprint_of(quiz: QuizPage) -> Blueprint:
    """Read the published blueprint: a page object may carry an author's unpublished one."""
    lines = BlueprintLine.objects.filter(quiz=quiz).order_by()
    found = lines.values_list(
        "sort_order", "pk", "bank", "bank__title", "objective__code", "level", "kind", "count", "points"
    )
    of_levels = LevelQuota.objects.filter(quiz=quiz).order_by().annotate(none=_NO_TEXT)
    of_kinds = KindQuota.objects.filter(quiz=quiz).order_by().annotate(none=_NO_TEXT)
    start = ("sort_order", "pk", _NO_NUMBER, "none", "none")
    levels = of_levels.values_list(*start, "level", "none", "count", _NO_NUMBER)
    kinds = of_kinds.values_list(*start, "none", "kind", "count", _NO_NUMBER)
    # Only a line has points.
    rows = sorted(found.union(levels, kinds, all=True), key=lambda row: (row[0] or 0, row[1]))
    return Blueprint(
        lines=tuple(line_of(*row[2:]) for row in rows if row[-1] is not None),
        levels={level: n for *_x, level, kind, n, points in rows if points is None and level},
        kinds={kind: n for *_x, level, kind, n, points in rows if points is None and kind},
        objective_floor=quiz.objective_floor,
        trial_items=quiz.trial_items,
    )


def line_of(
    bank: int | None,
    title: str | None,
    objective: str | None,
    level: str,
    kind: str,
    count: int | None,
    points: int,
) -> Line:
    label = ", ".join(part for part in (title, objective) if part)
    return Line(bank, count, objective or "", level or "", kind or "", points, label)


def pool_of(purpose: str, blueprint: Blueprint, enrolment: Enrolment | None = None) -> Pool:
    """Read the current versions that the lines may take. enrolment: whose meetings with them count."""
    rows = _current(purpose, blueprint.lines).annotate(kind=KeyTextTransform("type", "content"))
    met: Any = Coalesce(_times_met(enrolment), 0) if enrolment else Value(0)
    fields = ("pk", "bank_id", "cognitive_level", "objectives", "kind", "enemy_group", "is_trial")
    found = list(rows.annotate(seen=met).values_list(*fields, "seen"))
    candidates = tuple(
        Candidate(pk, bank, level, frozenset(codes), kind, enemies, is_trial)
        for pk, bank, level, codes, kind, enemies, is_trial, _seen in found
    )
    return Pool(candidates, {row[0]: row[-1] for row in found})


def _current(purpose: str, lines: Sequence[Line]) -> QuerySet[ItemVersion]:
    pool = drawable(purpose).order_by("pk")
    if all(line.bank is not None for line in lines):
        pool = pool.filter(bank__in={line.bank for line in lines})
    return pool


def drawable(purpose: str) -> QuerySet[ItemVersion]:
    """Return the current versions that quizzes of this purpose may draw from."""
    pool = ItemVersion.objects.current().filter(pool=purpose)
    # What the learner alone compares with a model answer cannot stand in an exam.
    return pool.exclude(content__type__in=NOT_SCORED) if purpose == Purpose.EXAM else pool


def _times_met(enrolment: Enrolment) -> Subquery:
    """How often the learner has met the item, in any version."""
    met = Answer.objects.filter(attempt__enrolment=enrolment, item_version__item=OuterRef("item"))
    return Subquery(met.order_by().values("item_version__item").annotate(n=Count("pk")).values("n"))


_NO_NUMBER = Value(None, output_field=IntegerField())
_NO_TEXT = Value("", output_field=CharField())

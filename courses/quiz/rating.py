"""Setting a standard: judges rate the items of an exam in rounds, and the author reads what comes of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from math import fsum
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from content.models import ItemVersion, QuizPage
from courses.errors import StudyRefused
from courses.models import AngoffRating, Answer, StandardSetting
from courses.quiz.collecting import Scope
from courses.quiz.pooling import NOT_SCORED
from courses.quiz.standard_setting import (
    FEWEST_JUDGES,
    Spread,
    Standard,
    form_cut,
    form_range,
    spreads_of,
    standard_of,
)
from courses.quiz.stocking import pool_of

if TYPE_CHECKING:
    from lms.models import User

LAST_ROUND = 3

# Judge -> version -> probability, 0..1.
Ratings = dict[int, dict[int, float]]


@transaction.atomic
def open_study(
    quiz: QuizPage, *, title: str, judges: Iterable["User"], by: "User", at: datetime | None = None
) -> StandardSetting:
    """Open round 1 for these judges."""
    study = StandardSetting(quiz=quiz, title=title, opened_by=by, opened_at=at or timezone.now())
    study.full_clean()
    study.save()
    study.judges.set(judges)
    return study


@transaction.atomic
def appoint_judges(study: StandardSetting, judges: Iterable["User"]) -> StandardSetting:
    """Let these judge from now on. Who has rated stays: their ratings count, so they are named too.

    Raises StudyRefused for a closed study.
    """
    study = StandardSetting.objects.select_for_update().get(pk=study.pk)
    _refuse_closed(study)
    rated = study.judges.filter(pk__in=study.ratings.values("judge"))
    study.judges.set({*judges, *rated})
    return study


@transaction.atomic
def rate_items(
    study: StandardSetting,
    judge: "User",
    probabilities: Mapping[int, Decimal],
    *,
    at: datetime | None = None,
) -> int:
    """Keep what a judge says in the present round, and return how many items; the latest word counts.

    probabilities: version -> share of just-qualified learners who would answer it right, 0..1.
    Raises StudyRefused for a closed study, for who is no judge of it, and for items that it does not hold.
    """
    study = StandardSetting.objects.select_for_update().get(pk=study.pk)
    _refuse_closed(study)
    if not study.judges.filter(pk=judge.pk).exists():
        raise StudyRefused(_("You are not a judge of this study."))
    if not probabilities.keys() <= {version.pk for version in items_of(study.quiz)}:
        raise StudyRefused(_("These items are not asked in this exam any more. Reload the page."))
    ratings = [
        AngoffRating(
            setting=study,
            judge=judge,
            item_version_id=version,
            round=study.round,
            probability=probability,
            rated_at=at or timezone.now(),
        )
        for version, probability in probabilities.items()
    ]
    AngoffRating.objects.bulk_create(
        ratings,
        update_conflicts=True,
        unique_fields=["setting", "judge", "item_version", "round"],
        update_fields=["probability", "rated_at"],
    )
    return len(ratings)


@transaction.atomic
def begin_next_round(study: StandardSetting) -> StandardSetting:
    """Show the judges how all have rated, and let them rate again.

    Raises StudyRefused after the last round, and before two judges have rated every item.
    """
    study = StandardSetting.objects.select_for_update().get(pk=study.pk)
    _refuse_closed(study)
    if study.round >= LAST_ROUND:
        raise StudyRefused(_("This is the last round."))
    standard = outcome_of(study, study.round).standard
    if standard is None or len(standard.sums) < FEWEST_JUDGES:
        raise StudyRefused(_("Two judges at least have to rate every item before the next round."))
    study.round += 1
    study.save(update_fields=["round"])
    return study


@transaction.atomic
def close_study(study: StandardSetting, *, at: datetime | None = None) -> StandardSetting:
    """Take no more ratings. Closing twice keeps the first date; the pass mark stays as it is."""
    StandardSetting.objects.filter(pk=study.pk, closed_at=None).update(closed_at=at or timezone.now())
    study.refresh_from_db()
    return study


def _refuse_closed(study: StandardSetting) -> None:
    if study.closed_at:
        raise StudyRefused(_("This study is closed."))


def items_of(quiz: QuizPage) -> list[ItemVersion]:
    """Return the versions that judges rate: live and scored, by code."""
    return [version for version in pool_of(quiz) if _is_rated(version)]


def items_in(study: StandardSetting) -> list[ItemVersion]:
    """Return what is rated in a study; once it is closed, the versions that were live then."""
    if study.closed_at is None:
        return items_of(study.quiz)
    rated = set(study.ratings.filter(round=study.round).values_list("item_version__item", flat=True))
    items = rated | {version.item_id for version in items_of(study.quiz)}
    then = ItemVersion.objects.filter(item__in=items, published_at__lte=study.closed_at)
    found = then.select_related("item", "bank").order_by("item__code", "number")
    latest = {version.item_id: version for version in found}
    return [version for version in latest.values() if _is_rated(version)]


def _is_rated(version: ItemVersion) -> bool:
    return not version.is_trial and version.type not in NOT_SCORED


def ratings_in(study: StandardSetting, round_number: int) -> Ratings:
    found: Ratings = {}
    rows = study.ratings.filter(round=round_number).values_list("judge", "item_version", "probability")
    for judge, version, probability in rows:
        found.setdefault(judge, {})[version] = float(probability)
    return found


@dataclass(frozen=True)
class Outcome:
    """Of one round.

    standard: None before a judge has rated every item. rated: judge -> items rated. forms: lowest and highest
    cut of the forms that were drawn, as shares; uncut: forms with an item that nobody rated. would_pass:
    attempts that reach the cut of their own form; passing: those that reach the present pass mark.
    """

    round: int
    items: tuple[ItemVersion, ...]
    ratings: Ratings
    standard: Standard | None
    spreads: Mapping[int, Spread]
    forms: tuple[float, float] | None = None
    uncut: int = 0
    attempts: int = 0
    would_pass: int = 0
    passing: int = 0

    @property
    def rated(self) -> dict[int, int]:
        wanted = {version.pk for version in self.items}
        return {judge: len(wanted & given.keys()) for judge, given in self.ratings.items()}


def outcome_of(study: StandardSetting, round_number: int | None = None) -> Outcome:
    """Return what a round says of the items.

    If none is named, the last in which a judge has rated every item; where there is none, the present one.
    """
    items = items_in(study)
    rounds = [round_number] if round_number else [*range(study.round, 0, -1), study.round]
    outcomes = [_outcome(study, items, number) for number in rounds]
    return next((outcome for outcome in outcomes if outcome.standard), outcomes[-1])


def _outcome(study: StandardSetting, items: Sequence[ItemVersion], round_number: int) -> Outcome:
    ratings = ratings_in(study, round_number)
    standard = standard_of(ratings, [version.pk for version in items])
    return Outcome(round_number, tuple(items), ratings, standard, spreads_of(ratings))


def outcome_for_forms(study: StandardSetting) -> Outcome:
    """Return the outcome with the cut of each form that learners were given: one stream more."""
    outcome = outcome_of(study)
    means = {version: spread.mean for version, spread in outcome.spreads.items()}
    forms = _forms(study.quiz)
    cuts = [form_cut(means, form) for form, _share in forms]
    mark = study.quiz.pass_mark / 100
    reached = [cut is not None and share >= cut for cut, (_form, share) in zip(cuts, forms, strict=True)]
    return replace(
        outcome,
        forms=form_range(cuts),
        uncut=cuts.count(None),
        attempts=len(cuts),
        would_pass=sum(reached),
        passing=sum(share >= mark for _form, share in forms),
    )


def _forms(quiz: QuizPage) -> Sequence[tuple[list[tuple[int, float]], float]]:
    """Return the form and the share of the points of each learner's first finished attempt.

    From the points: the stored share is rounded down, and who stands at the cut has reached it.
    """
    answers = Scope((quiz.pk,)).answers().filter(max_points__gt=0, is_trial=False)
    answers = answers.exclude(adjustment=Answer.Adjustment.DROPPED).order_by("attempt_id")
    rows = answers.values_list("attempt_id", "item_version", "max_points", "points")
    found: dict[object, tuple[list[tuple[int, float]], list[float]]] = {}
    for attempt, version, worth, points in rows.iterator(chunk_size=4000):
        form, earned = found.setdefault(attempt, ([], []))
        form.append((version, float(worth)))
        earned.append(float(points or 0))
    return [(form, fsum(earned) / fsum(worth for _version, worth in form)) for form, earned in found.values()]

"""What learners are granted: recorded by one person, approved by another, withdrawn, and read at a start."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.errors import AccommodationRefused
from courses.models import Accommodation, AccommodationEvent, Attempt, Enrolment
from courses.quiz.clock import Allowance, Grant, allowance
from courses.quiz.policy import Policy
from courses.quiz.presenting import limit_of

if TYPE_CHECKING:
    from lms.models import User


# What can be granted, in the order in which Grant takes it.
GRANTED = ("multiplier", "extra_minutes", "is_unlimited", "break_minutes", "extra_attempts")


@transaction.atomic
def record_accommodation(
    accommodation: Accommodation, *, by: "User", at: datetime | None = None
) -> Accommodation:
    """Keep a new accommodation; it is in force once another person approves it.

    Raises AccommodationRefused for one's own, and for one that grants nothing.
    """
    at = at or timezone.now()
    _refuse_own(accommodation, by)
    if not any(getattr(accommodation, name) for name in GRANTED):
        raise AccommodationRefused(_("Choose more time, breaks or attempts. So far nothing is granted."))
    accommodation.recorded_by, accommodation.recorded_at = by, at
    accommodation.full_clean()
    accommodation.save(force_insert=True)
    dates = {name: getattr(accommodation, name).isoformat() for name in ("valid_from", "valid_until")}
    told = {name: _told(getattr(accommodation, name)) for name in GRANTED}
    _append(accommodation, "record", told | dates, by, at)
    return accommodation


@transaction.atomic
def approve_accommodation(
    accommodation: Accommodation, *, by: "User", at: datetime | None = None
) -> Accommodation:
    """Put it in force; approving twice keeps the first approval. Raises AccommodationRefused."""
    at = at or timezone.now()
    _refuse_own(accommodation, by)
    if by.pk == accommodation.recorded_by_id:
        raise AccommodationRefused(_("You recorded this yourself. Another person has to approve it."))
    waiting = Accommodation.objects.filter(pk=accommodation.pk, approved_at=None, withdrawn_at=None)
    won = waiting.exclude(recorded_by=by).update(approved_by=by, approved_at=at)
    accommodation.refresh_from_db()
    if won:
        _append(accommodation, "approve", {}, by, at)
    elif accommodation.withdrawn_at:
        raise AccommodationRefused(_("This was withdrawn. Record it again if it is to hold."))
    return accommodation


@transaction.atomic
def withdraw_accommodation(
    accommodation: Accommodation, *, reason: str, by: "User", at: datetime | None = None
) -> Accommodation:
    """End it from now on; sittings under way keep what they began with. The first withdrawal stands."""
    at = at or timezone.now()
    if not reason.strip():
        raise AccommodationRefused(_("Say why it is withdrawn."))
    if Accommodation.objects.filter(pk=accommodation.pk, withdrawn_at=None).update(withdrawn_at=at):
        _append(accommodation, "withdraw", {"reason": reason.strip()}, by, at)
    accommodation.refresh_from_db()
    return accommodation


def _refuse_own(accommodation: Accommodation, by: "User") -> None:
    if by.pk == accommodation.learner_id:
        raise AccommodationRefused(_("Nobody decides on what they are granted themselves."))


def allowance_of(enrolment: Enrolment, quiz_id: int, minutes: int | None, at: datetime) -> Allowance:
    """Return what the learner has at this quiz on this day, in one query. minutes: the quiz's limit."""
    return allowance(minutes, _grants(_in_force(enrolment, quiz_id, timezone.localdate(at))))


def fall_short(
    attempts: Iterable[Attempt], *, at: datetime | None = None
) -> list[tuple[Attempt, int | None]]:
    """Return the attempts that have less time than they would begin with now, and the minutes they lack.

    None where they would have no limit.
    """
    at = at or timezone.now()
    found: list[tuple[Attempt, int | None]] = []
    for attempt in attempts:
        limit = Policy.from_json(attempt.policy).minutes
        granted = allowance_of(attempt.enrolment, attempt.quiz_id, limit, at).minutes
        less = None if granted is None else granted - (limit_of(attempt) or 0)
        if less is None or less > 0:
            found.append((attempt, less))
    return found


def _in_force(enrolment: Enrolment, quiz_id: int, on: date) -> QuerySet[Accommodation]:
    """What holds everywhere, in this course, or at this very quiz."""
    here = Q(quiz=quiz_id) | Q(quiz=None, course=enrolment.course_id) | Q(quiz=None, course=None)
    return Accommodation.objects.in_force(on).filter(here, learner=enrolment.learner_id)


def _grants(rows: QuerySet[Accommodation]) -> list[Grant]:
    return [
        Grant(pk, None if multiplier is None else Fraction(multiplier), *rest)
        for pk, multiplier, *rest in rows.values_list("pk", *GRANTED)
    ]


def _append(
    accommodation: Accommodation, kind: str, payload: Mapping[str, Any], by: "User", at: datetime
) -> None:
    """Add a step to the record; the constraint on its number settles who of two was first."""
    steps = AccommodationEvent.objects.filter(accommodation=accommodation.pk).order_by("-number")
    number: Any = Coalesce(Subquery(steps.values("number")[:1]), Value(0)) + 1
    AccommodationEvent(
        accommodation=accommodation, number=number, kind=kind, payload=payload, actor=by, at=at
    ).save(force_insert=True)


def _told(value: Any) -> Any:
    return value if value is None or isinstance(value, int) else str(value)

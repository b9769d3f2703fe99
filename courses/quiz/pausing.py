"""Breaks: the clock of an attempt stands still, as long as was granted and not a second longer."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.errors import NoBreak
from courses.models import Attempt
from courses.quiz.clock import after_break, break_end
from courses.quiz.presenting import phase_of
from courses.quiz.recording import record
from courses.quiz.replaying import Kind


@transaction.atomic
def start_break(attempt: Attempt, *, position: int | None = None, at: datetime | None = None) -> Attempt:
    """Stop the clock until `end_break`, or until the break is over by itself; a second time changes nothing.

    position: the item that the learner comes back to. Raises NoBreak.
    """
    at = at or timezone.now()
    attempt = _held(attempt)
    now = phase_of(attempt, at)
    if now == "paused":
        return attempt
    if now != "open":
        raise NoBreak(_("This attempt is over, so there is no break any more."))
    close_break(attempt, at)
    if not attempt.break_seconds:
        raise NoBreak(_("You have no break left. The clock runs on."))
    attempt.break_began_at = at
    attempt.save(update_fields=["break_began_at"])
    record(attempt, Kind.BREAK, {"position": position}, actor_id=attempt.enrolment.learner_id, at=at)
    return attempt


@transaction.atomic
def end_break(attempt: Attempt, *, at: datetime | None = None) -> Attempt:
    """Let the clock run on, with the deadline later by the time really taken; safe to repeat."""
    attempt = _held(attempt)
    close_break(attempt, at or timezone.now())
    return attempt


def close_break(attempt: Attempt, at: datetime) -> None:
    """Write down that the break is over, now or when it was by itself; nothing where there is none.

    Call it with the attempt's row held by this transaction.
    """
    began = attempt.break_began_at
    if began is None or attempt.deadline_at is None:
        return
    over = break_end(began, attempt.break_seconds)
    attempt.deadline_at, attempt.break_seconds = after_break(
        attempt.deadline_at, began, attempt.break_seconds, at
    )
    attempt.break_began_at = None
    attempt.save(update_fields=["deadline_at", "break_seconds", "break_began_at"])
    told = {"deadline_at": attempt.deadline_at.isoformat(), "break_seconds": attempt.break_seconds}
    actor = attempt.enrolment.learner_id if at < over else None
    record(attempt, Kind.RESUME, told, actor_id=actor, at=max(began, min(at, over)))


def left_at(attempt: Attempt) -> int | None:
    """Return the item that the learner was at when the last break began; None where it was at none."""
    last = attempt.events.filter(kind=Kind.BREAK).order_by("-number").first()
    return last.payload.get("position") if last else None


def _held(attempt: Attempt) -> Attempt:
    return Attempt.objects.select_for_update(of=("self",)).select_related("enrolment").get(pk=attempt.pk)

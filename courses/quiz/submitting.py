"""Handing in: all answers are scored and the attempt is closed, exactly once."""

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime
from fractions import Fraction
from typing import Any, Literal

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from content.items.scoring import score
from courses.completing import complete_if_due
from courses.models import Answer, Attempt
from courses.quiz.clock import GRACE, submitted_at
from courses.quiz.policy import Policy
from courses.quiz.recording import record
from courses.quiz.replaying import Kind
from courses.quiz.totalling import Total, rounded_down, total_of

log = logging.getLogger(__name__)

Origin = Literal["learner", "deadline"]
RESULT = ("points", "fraction", "is_passed")


@transaction.atomic
def submit_attempt(attempt: Attempt, *, at: datetime | None = None, origin: Origin = "learner") -> Attempt:
    """Score what is stored and close the attempt; return the stored result if that was done before.

    origin: who handed in; the clock does it for those who left.
    """
    at = at or timezone.now()
    attempt = _locked().get(pk=attempt.pk)
    if attempt.state != Attempt.State.OPEN:
        return attempt
    answers = list(attempt.answers.select_related("item_version"))
    policy = Policy.from_json(attempt.policy)
    total = _score(answers, policy.scoring)
    Answer.objects.bulk_update(answers, ["points"])
    # From the exact share: thirds that were rounded one by one would no longer make a whole.
    attempt.points = rounded_down(total.fraction * Fraction(attempt.max_points), places=5)
    attempt.fraction = rounded_down(total.fraction, places=6)
    attempt.is_passed = total.passes(policy.pass_mark)
    attempt.state = Attempt.State.SUBMITTED
    attempt.submitted_at = submitted_at(attempt.deadline_at, at)
    attempt.break_began_at = None
    attempt.save(update_fields=[*RESULT, "state", "submitted_at", "break_began_at"])
    told = {
        "origin": origin,
        "state": attempt.state,
        "submitted_at": attempt.submitted_at.isoformat(),
        **outcome(attempt, total, answers),
    }
    actor = attempt.enrolment.learner_id if origin == "learner" else None
    record(attempt, Kind.SUBMIT, told, actor_id=actor, at=at)
    if attempt.is_passed:
        complete_if_due(attempt.enrolment, attempt.submitted_at)
    return attempt


def outcome(attempt: Attempt, total: Total, answers: Iterable[Answer]) -> dict[str, Any]:
    """Return what the log keeps of a result: the exact share, and each answer's points as stored."""
    points = {str(a.position): {"points": None if a.points is None else str(a.points)} for a in answers}
    return {
        "points": str(attempt.points),
        "max_points": str(attempt.max_points),
        "fraction": str(total.fraction),
        "is_passed": attempt.is_passed,
        "answers": points,
    }


def submit_overdue(*, at: datetime | None = None) -> int:
    """Hand in every attempt whose time is up, and return how many were handed in.

    One that fails waits for the next run and keeps no other waiting.
    """
    at = at or timezone.now()
    overdue = list(Attempt.objects.open().filter(deadline_at__lt=at - GRACE).order_by("deadline_at"))
    return sum(_submit_or_log(attempt, at) for attempt in overdue)


def _submit_or_log(attempt: Attempt, at: datetime) -> bool:
    try:
        submit_attempt(attempt, at=at, origin="deadline")
    except Exception:  # one bad record must not keep the others waiting
        log.exception("Attempt %s is overdue and could not be handed in", attempt.pk)
        return False
    return True


def _locked() -> QuerySet[Attempt]:
    return Attempt.objects.select_for_update(of=("self",)).select_related("enrolment")


def _score(answers: Sequence[Answer], rule: str) -> Total:
    """Write the points to the answers, in memory, and return the exact total."""
    shares = [score(answer.item_version.content, answer.response, rule) for answer in answers]
    for answer, share in zip(answers, shares, strict=True):
        if share is not None and answer.max_points:
            answer.points = rounded_down(share * Fraction(answer.max_points), places=5)
    return total_of((s, Fraction(a.max_points)) for s, a in zip(shares, answers, strict=True))

"""Handing in: all answers are scored and the attempt is closed, exactly once."""

import logging
from collections.abc import Sequence
from datetime import datetime
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction
from typing import Literal

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from content.items.scoring import score
from courses.completing import complete_if_due
from courses.models import Answer, Attempt, AttemptEvent
from courses.quiz.clock import GRACE, submitted_at
from courses.quiz.policy import Policy

log = logging.getLogger(__name__)

Origin = Literal["learner", "deadline"]


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
    fraction = _score(answers, policy.scoring)
    Answer.objects.bulk_update(answers, ["points"])
    # From the exact share: thirds that were rounded one by one would no longer make a whole.
    attempt.points = rounded_down(fraction * Fraction(attempt.max_points), places=5)
    attempt.fraction = rounded_down(fraction, places=6)
    # Decided on the exact fraction: what is stored is rounded.
    attempt.is_passed = fraction * 100 >= policy.pass_mark
    attempt.state = Attempt.State.SUBMITTED
    attempt.submitted_at = submitted_at(attempt.deadline_at, at)
    attempt.save(update_fields=["points", "fraction", "is_passed", "state", "submitted_at"])
    AttemptEvent.objects.create(
        attempt=attempt,
        number=attempt.last_event + 1,  # type: ignore[attr-defined]
        kind="submit",
        at=at,
        actor_id=attempt.enrolment.learner_id if origin == "learner" else None,
        payload={"origin": origin, "fraction": str(fraction)},
    )
    if attempt.is_passed:
        complete_if_due(attempt.enrolment, attempt.submitted_at)
    return attempt


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
    last = AttemptEvent.objects.filter(attempt=OuterRef("pk")).order_by("-number").values("number")[:1]
    rows = Attempt.objects.select_for_update(of=("self",)).select_related("enrolment")
    return rows.annotate(last_event=Subquery(last))


def _score(answers: Sequence[Answer], rule: str) -> Fraction:
    """Write the points to the answers, in memory, and return the exact share of all points, 0..1."""
    earned = total = Fraction(0)
    for answer in answers:
        fraction = score(answer.item_version.content, answer.response, rule)
        worth = Fraction(answer.max_points)
        if fraction is None or not worth:
            continue
        earned += fraction * worth
        total += worth
        answer.points = rounded_down(fraction * worth, places=5)
    return earned / total if total else Fraction(0)


def rounded_down(value: Fraction, *, places: int) -> Decimal:
    """Never up: what is stored must not reach a pass mark that the exact value does not."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_DOWN)

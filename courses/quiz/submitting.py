"""Handing in: all answers are scored and the attempt is closed, exactly once."""

import logging
from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction
from typing import Literal

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from courses.completing import complete_if_due
from courses.models import Answer, Attempt
from courses.quiz.clock import GRACE, submitted_at
from courses.quiz.pausing import close_break
from courses.quiz.policy import Policy
from courses.quiz.presenting import phase_of
from courses.quiz.reconsidering import DECIDED, decisions_on, readings_at_submit
from courses.quiz.recording import record
from courses.quiz.replaying import Kind
from courses.quiz.settling import RESULT, awaits_marks, points_of, settle

log = logging.getLogger(__name__)

Origin = Literal["learner", "deadline"]


@transaction.atomic
def submit_attempt(attempt: Attempt, *, at: datetime | None = None, origin: Origin = "learner") -> Attempt:
    """Score what is stored and close the attempt; return the stored result if that was done before.

    Where people have something to mark there is no result before `courses.marking` releases it.
    origin: who handed in; the clock does it for those who left, and finds nothing to do where time was
    given since it looked. Handing in ends a break.
    """
    at = at or timezone.now()
    attempt = _locked().get(pk=attempt.pk)
    if attempt.state != Attempt.State.OPEN or (origin == "deadline" and phase_of(attempt, at) != "overdue"):
        return attempt
    close_break(attempt, at)
    answers = list(attempt.answers.select_related("item_version"))
    policy = Policy.from_json(attempt.policy)
    shares = _under_decisions(attempt, answers, policy.scoring)
    attempt.submitted_at = submitted_at(attempt.deadline_at, at)
    if any(awaits_marks(answer) for answer in answers):
        attempt.state = Attempt.State.MARKING
        came_of_it = {"max_points": str(attempt.max_points), "answers": points_of(answers, shares)}
    else:
        attempt.state = Attempt.State.SUBMITTED
        came_of_it = settle(attempt, answers, shares, pass_mark=policy.pass_mark)
    is_decided = any(answer.regrade_id for answer in answers)
    Answer.objects.bulk_update(answers, DECIDED if is_decided else ["points"])
    attempt.save(update_fields=[*RESULT, "max_points", "state", "submitted_at"])
    told = {
        "origin": origin,
        "state": attempt.state,
        "submitted_at": attempt.submitted_at.isoformat(),
        **came_of_it,
    }
    actor = attempt.enrolment.learner_id if origin == "learner" else None
    record(attempt, Kind.SUBMIT, told, actor_id=actor, at=at)
    if attempt.is_passed:
        complete_if_due(attempt.enrolment, attempt.submitted_at)
    return attempt


def _under_decisions(attempt: Attempt, answers: Sequence[Answer], rule: str) -> list[Fraction | None]:
    """Return the shares, once rows, in memory, say what was decided about their items meanwhile."""
    decisions = decisions_on(answer.item_version_id for answer in answers)
    readings = readings_at_submit(answers, decisions, rule)
    for reading in readings:
        attempt.max_points += reading.worth - reading.answer.max_points
        reading.write()
    return [reading.share for reading in readings]


def submit_overdue(*, at: datetime | None = None) -> int:
    """Hand in every attempt whose time is up, and return how many were handed in.

    One that fails waits for the next run and keeps no other waiting.
    """
    at = at or timezone.now()
    late = Attempt.objects.open().filter(deadline_at__lt=at - GRACE).order_by("deadline_at")
    # A break moves the deadline before that is written down.
    overdue = [attempt for attempt in late if phase_of(attempt, at) == "overdue"]
    return sum(_submit_or_log(attempt, at) for attempt in overdue)


def _submit_or_log(attempt: Attempt, at: datetime) -> bool:
    try:
        done = submit_attempt(attempt, at=at, origin="deadline")
    except Exception:  # one bad record must not keep the others waiting
        log.exception("Attempt %s is overdue and could not be handed in", attempt.pk)
        return False
    return done.state != Attempt.State.OPEN


def _locked() -> QuerySet[Attempt]:
    return Attempt.objects.select_for_update(of=("self",)).select_related("enrolment")

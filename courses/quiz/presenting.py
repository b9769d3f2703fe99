"""What of an item goes to a page. The only place where frozen content leaves for a browser."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, Q

from content.items.public import public_view
from content.items.reviewing import review, solution
from content.items.terms import Content, Order, Response
from content.models import QuizPage
from courses.models import Answer, Attempt
from courses.quiz.clock import GRACE, Phase, moved, phase, seconds_left, working_minutes
from courses.quiz.feedback import Part, Parts, visible
from courses.quiz.policy import Policy


@dataclass(frozen=True)
class Presented:
    """An item on a page: each part is None unless it may be seen."""

    item: dict[str, Any] | None = None
    response: Response | None = None
    review: dict[str, Any] | None = None
    solution: dict[str, Any] | None = None


def present(content: Content, order: Order, response: Response | None, seen: Parts) -> Presented:
    return Presented(
        item=public_view(content, order) if Part.ITEM in seen else None,
        response=response if Part.RESPONSE in seen else None,
        review=review(content, order, response) if Part.REVIEW in seen else None,
        solution=solution(content, order) if Part.SOLUTION in seen else None,
    )


def present_answer(answer: Answer, at: datetime, *, is_retrying: bool = False) -> Presented:
    """Return the answer as its learner may see it now.

    is_retrying: the learner asked to try once more, so the sheet is blank again.
    """
    attempt = answer.attempt
    seen = seen_of(
        attempt,
        phase_of(attempt, at),
        checked=answer.checked_at is not None and not is_retrying,
        revealed=answer.is_revealed and not is_retrying,
        at_hand=answer.is_at_hand,
    )
    latest = answer.response if answer.retry_response is None else answer.retry_response
    return present(answer.item_version.content, answer.option_order, None if is_retrying else latest, seen)


def seen_of(attempt: Attempt, now: Phase, *, role: str = "learner", **more: bool) -> Parts:
    """Return what may be seen of this attempt. more: checked, revealed, is_closed, at_hand, see `visible`."""
    policy = Policy.from_json(attempt.policy)
    return visible(
        policy.purpose,
        now,
        role=role,
        at_once=policy.shown_at_once,
        after_closing=policy.shown_after_closing,
        **more,
    )


def phase_of(attempt: Attempt, at: datetime) -> Phase:
    return phase(
        attempt.state,
        attempt.deadline_at,
        at,
        break_began_at=attempt.break_began_at,
        break_seconds=attempt.break_seconds,
    )


def deadline_of(attempt: Attempt, at: datetime) -> datetime | None:
    """Return the deadline as it stands now: a break moves it while it lasts, whatever is written yet."""
    return moved(attempt.deadline_at, at, attempt.break_began_at, attempt.break_seconds)


def time_left(attempt: Attempt, at: datetime) -> int | None:
    """Return the seconds that are left; None without a limit."""
    return seconds_left(deadline_of(attempt, at), at)


def limit_of(attempt: Attempt) -> int | None:
    """Return the minutes that this learner has for this attempt, without breaks; None for no limit."""
    granted = (attempt.accommodation or {}).get("break_minutes", 0) * 60
    taken = timedelta(seconds=max(0, granted - attempt.break_seconds))
    return working_minutes(attempt.started_at, attempt.deadline_at, taken)


def is_closed(attempt: Attempt, at: datetime) -> bool:
    """Whether the attempt's quiz has closed for everybody; asked only where that opens something.

    The window that the attempt began with is over, so is the one of today, and nobody has been given
    time beyond it: what is shown now could be told to nobody who still sits.
    """
    policy = Policy.from_json(attempt.policy)
    if not policy.shown_after_closing or (policy.closes_at and at < policy.closes_at):
        return False
    has_time = Q(deadline_at=None) | Q(deadline_at__gte=at - GRACE) | Q(break_began_at__isnull=False)
    sitting = Attempt.objects.open().filter(has_time, quiz=attempt.quiz_id)
    closed = QuizPage.objects.filter(~Exists(sitting), pk=attempt.quiz_id, closes_at__lte=at)
    return bool(closed.exists())

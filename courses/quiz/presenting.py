"""What of an item goes to a page. The only place where frozen content leaves for a browser."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from content.items.public import public_view
from content.items.reviewing import review, solution
from content.items.terms import Content, Order, Response
from courses.models import Answer
from courses.quiz.clock import phase
from courses.quiz.feedback import Part, visible


@dataclass(frozen=True)
class Presented:
    """An item on a page: each part is None unless it may be seen."""

    item: dict[str, Any] | None = None
    response: Response | None = None
    review: dict[str, Any] | None = None
    solution: dict[str, Any] | None = None


def present(content: Content, order: Order, response: Response | None, seen: frozenset[Part]) -> Presented:
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
    seen = visible(
        attempt.policy["purpose"],
        phase(attempt.state, attempt.deadline_at, at),
        checked=answer.checked_at is not None and not is_retrying,
        revealed=answer.is_revealed and not is_retrying,
    )
    latest = answer.response if answer.retry_response is None else answer.retry_response
    return present(answer.item_version.content, answer.option_order, None if is_retrying else latest, seen)

"""Writing down what happens in an attempt: one row for each change, in the transaction that makes it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Subquery, Value
from django.db.models.functions import Coalesce

from courses.models import Attempt, AttemptEvent
from courses.quiz.replaying import Kind


def record(attempt: Attempt, kind: Kind, payload: Mapping[str, Any], *, actor_id: Any, at: datetime) -> None:
    """Append one event, in one query; what each kind holds stands at courses.quiz.replaying.

    Call it with the attempt's row held by this transaction, as `hold_open` and `select_for_update` do:
    the next number is read in the same statement, so two holders can never take the same one.
    actor_id: a user's id, None for the clock, or `learner_of(attempt)`.
    """
    event = AttemptEvent(
        attempt_id=attempt.pk, number=_next(attempt), kind=kind, at=at, actor_id=actor_id, payload=payload
    )
    event.save(force_insert=True)


def learner_of(attempt: Attempt) -> Any:
    """Return the learner's id, or what reads it within the statement where the enrolment is not at hand."""
    if "enrolment" in attempt._state.fields_cache:
        return attempt.enrolment.learner_id
    return Subquery(Attempt.objects.filter(pk=attempt.pk).values("enrolment__learner")[:1])


def _next(attempt: Attempt) -> Any:
    numbers = AttemptEvent.objects.filter(attempt=attempt.pk).order_by("-number").values("number")[:1]
    return Coalesce(Subquery(numbers), Value(0)) + 1

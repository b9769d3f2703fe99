"""Checks: one answer, feedback at once. The first checked response counts, later tries are for learning."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext

from content.items.responding import check_response
from content.items.terms import Content, ResponseInvalid
from content.items.wording import Wording as _
from courses.errors import AttemptClosed
from courses.models import Answer
from courses.quiz.answering import hold_open
from courses.quiz.feedback import Part, visible
from courses.quiz.recording import learner_of, record
from courses.quiz.replaying import Kind


@transaction.atomic
def check_answer(
    answer: Answer, response: object, *, certainty: int | None = None, at: datetime | None = None
) -> Answer:
    """Store the response and open its feedback; return the answer as it now stands.

    certainty: 1 to 3, kept with the first response where the quiz asks for it; None was not said.
    Raises ResponseInvalid also for a blank one: there is nothing to say about it yet.
    """
    at = at or timezone.now()
    _refuse_where_hidden(answer, Part.REVIEW)
    cleaned = check_response(answer.item_version.content, response)
    if cleaned is None:
        raise blank_refusal(answer.item_version.content)
    hold_open(answer.attempt, at)
    said = certainty if answer.attempt.policy.get("asks_certainty") else None
    first = Answer.objects.filter(pk=answer.pk, checked_at=None)
    grown = F("sequence") + 1
    if first.update(response=cleaned, certainty=said, checked_at=at, saved_at=at, sequence=grown):
        _log(answer, Kind.CHECK, at, response=cleaned, certainty=said)
    else:
        Answer.objects.filter(pk=answer.pk).update(retry_response=cleaned)
        _log(answer, Kind.RETRY, at, response=cleaned)
    answer.refresh_from_db(fields=["response", "certainty", "checked_at", "retry_response"])
    return answer


@transaction.atomic
def reveal_answer(answer: Answer, *, at: datetime | None = None) -> None:
    """Open the whole answer to the learner; only after they have given one of their own."""
    at = at or timezone.now()
    _refuse_where_hidden(answer, Part.SOLUTION)
    hold_open(answer.attempt, at)
    hidden = Answer.objects.filter(pk=answer.pk, checked_at__isnull=False, is_revealed=False)
    if hidden.update(is_revealed=True):
        _log(answer, Kind.REVEAL, at)


def _log(answer: Answer, kind: Kind, at: datetime, **told: Any) -> None:
    event = {"position": answer.position, **told}
    record(answer.attempt, kind, event, actor_id=learner_of(answer.attempt), at=at)


def blank_refusal(content: Content) -> ResponseInvalid:
    """What to say of a blank answer. Steps left as drawn look like an answer already."""
    if content["type"] == "ordering":
        return ResponseInvalid(_("Move the steps into order first, then check them."))
    return ResponseInvalid(_("Give an answer first, then check it."))


def _refuse_where_hidden(answer: Answer, part: Part) -> None:
    attempt = answer.attempt
    if part not in visible(attempt.policy["purpose"], attempt.state, checked=True, revealed=True):
        raise AttemptClosed(gettext("There is no feedback here."))

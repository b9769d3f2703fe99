"""Checks: one answer, feedback at once. The first checked response counts, later tries are for learning."""

from datetime import datetime

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


@transaction.atomic
def check_answer(answer: Answer, response: object, *, at: datetime | None = None) -> Answer:
    """Store the response and open its feedback; return the answer as it now stands.

    Raises ResponseInvalid also for a blank one: there is nothing to say about it yet.
    """
    at = at or timezone.now()
    _refuse_where_hidden(answer, Part.REVIEW)
    cleaned = check_response(answer.item_version.content, response)
    if cleaned is None:
        raise blank_refusal(answer.item_version.content)
    hold_open(answer.attempt, at)
    first = Answer.objects.filter(pk=answer.pk, checked_at=None)
    if not first.update(response=cleaned, checked_at=at, saved_at=at, sequence=F("sequence") + 1):
        Answer.objects.filter(pk=answer.pk).update(retry_response=cleaned)
    answer.refresh_from_db(fields=["response", "checked_at", "retry_response"])
    return answer


@transaction.atomic
def reveal_answer(answer: Answer, *, at: datetime | None = None) -> None:
    """Open the whole answer to the learner; only after they have given one of their own."""
    _refuse_where_hidden(answer, Part.SOLUTION)
    hold_open(answer.attempt, at or timezone.now())
    Answer.objects.filter(pk=answer.pk, checked_at__isnull=False).update(is_revealed=True)


def blank_refusal(content: Content) -> ResponseInvalid:
    """What to say of a blank answer. Steps left as drawn look like an answer already."""
    if content["type"] == "ordering":
        return ResponseInvalid(_("Move the steps into order first, then check them."))
    return ResponseInvalid(_("Give an answer first, then check it."))


def _refuse_where_hidden(answer: Answer, part: Part) -> None:
    attempt = answer.attempt
    if part not in visible(attempt.policy["purpose"], attempt.state, checked=True, revealed=True):
        raise AttemptClosed(gettext("There is no feedback here."))

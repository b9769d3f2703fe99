"""Keeping what a learner answers, as it is given."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from content.items.responding import check_response
from courses.errors import AttemptClosed
from courses.models import Answer, Attempt
from courses.quiz.clock import GRACE


@dataclass(frozen=True)
class Saved:
    """What stands after a save. is_stored: False where a newer answer was there already."""

    is_stored: bool
    response: dict[str, Any] | None
    sequence: int
    saved_at: datetime | None


@transaction.atomic
def save_answer(
    answer: Answer, response: object, *, sequence: int | None = None, at: datetime | None = None
) -> Saved:
    """Store the response and return what stands; saving the same again changes nothing.

    sequence: grows with each change on the learner's device; an older one that arrives late is
    ignored. None, from a plain form, is always the newest.
    Raises AttemptClosed, and content.items.terms.ResponseInvalid.
    """
    at = at or timezone.now()
    cleaned = check_response(answer.item_version.content, response)
    hold_open(answer.attempt, at)
    # What was checked counts as it was: later tries are kept elsewhere.
    rows = Answer.objects.filter(pk=answer.pk, checked_at=None)
    if sequence is not None:
        rows = rows.filter(sequence__lt=sequence)
    grown = F("sequence") + 1 if sequence is None else sequence
    is_stored = bool(rows.update(response=cleaned, sequence=grown, saved_at=at))
    if is_stored and sequence is not None:
        return Saved(True, cleaned, sequence, at)
    answer.refresh_from_db(fields=["response", "sequence", "saved_at"])
    return Saved(is_stored, answer.response, answer.sequence, answer.saved_at)


@transaction.atomic
def flag_answer(answer: Answer, *, is_flagged: bool, at: datetime | None = None) -> None:
    """Mark the item to come back to, or take the mark away."""
    hold_open(answer.attempt, at or timezone.now())
    Answer.objects.filter(pk=answer.pk).update(is_flagged=is_flagged)


def hold_open(attempt: Attempt, at: datetime) -> None:
    """Touch the attempt's row if it still takes answers, before any answer is touched.

    The row stays locked until the transaction ends, so that no submission can read the answers in
    between. The conditions name this one row and no other table: PostgreSQL asks them again when it
    had to wait for the lock, which it does not do for a subquery.
    Raises AttemptClosed.
    """
    in_time = Q(deadline_at=None) | Q(deadline_at__gte=at - GRACE)
    if not Attempt.objects.open().filter(in_time, pk=attempt.pk).update(last_saved_at=at):
        raise AttemptClosed(_("This attempt is closed. Your answers were handed in as they stood."))

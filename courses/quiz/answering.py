"""Keeping what a learner answers, as it is given."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from content.items.responding import check_response
from courses.errors import AttemptClosed, AttemptPaused, OutOfTurn
from courses.models import Answer, Attempt
from courses.quiz.clock import GRACE
from courses.quiz.pausing import close_break
from courses.quiz.presenting import phase_of
from courses.quiz.recording import learner_of, record
from courses.quiz.replaying import Kind


@dataclass(frozen=True)
class Saved:
    """What stands after a save. is_stored: False where a newer answer was there already."""

    is_stored: bool
    response: dict[str, Any] | None
    sequence: int
    saved_at: datetime | None


@transaction.atomic
def save_answer(
    answer: Answer,
    response: object,
    *,
    sequence: int | None = None,
    certainty: int | None = None,
    at: datetime | None = None,
) -> Saved:
    """Store the response and return what stands; saving the same again changes nothing.

    sequence: grows with each change on the learner's device; an older one that arrives late is
    ignored. None, from a plain form, is always the newest. certainty: 1 to 3, in practice alone.
    Raises AttemptClosed, OutOfTurn, and content.items.terms.ResponseInvalid.
    """
    at = at or timezone.now()
    cleaned = check_response(answer.item_version.content, response)
    try:
        hold_open(answer.attempt, at, item=answer.position)
    except OutOfTurn:
        # What was on its way when the item was left comes late, and is there already.
        if _is_left_with(answer, cleaned):
            return Saved(False, answer.response, answer.sequence, answer.saved_at)
        raise
    given = {"response": cleaned, "certainty": certainty}
    stored = _store_next(answer, given, at) if sequence is None else _store(answer, given, sequence, at)
    if stored is None:
        answer.refresh_from_db(fields=["response", "sequence", "saved_at"])
        return Saved(False, answer.response, answer.sequence, answer.saved_at)
    answer.response, answer.certainty, answer.sequence, answer.saved_at = cleaned, certainty, stored, at
    event = {"position": answer.position, "sequence": stored, **given}
    record(answer.attempt, Kind.SAVE, event, actor_id=learner_of(answer.attempt), at=at)
    return Saved(True, cleaned, stored, at)


def _store(answer: Answer, given: dict[str, Any], sequence: int, at: datetime) -> int | None:
    """Write what was given, unless something as new is there; return its sequence number, or None."""
    older = Answer.objects.filter(pk=answer.pk, checked_at=None, sequence__lt=sequence)
    return sequence if older.update(**given, sequence=sequence, saved_at=at) else None


def _store_next(answer: Answer, given: dict[str, Any], at: datetime) -> int | None:
    """Write what a plain form gave as the newest, unless it is what stands; return its number, or None.

    The row may have moved on since it was read. Once the attempt is held it moves no more.
    """
    if not _is_new(answer, given):
        answer.refresh_from_db(fields=["response", "certainty", "sequence"])
    for _reading in range(2):
        if not _is_new(answer, given):
            return None
        # What was checked counts as it was: later tries are kept elsewhere.
        unmoved = Answer.objects.filter(pk=answer.pk, checked_at=None, sequence=answer.sequence)
        if unmoved.update(**given, sequence=answer.sequence + 1, saved_at=at):
            return answer.sequence + 1
        answer.refresh_from_db(fields=["response", "certainty", "sequence"])
    return None


def _is_new(answer: Answer, given: dict[str, Any]) -> bool:
    return any(getattr(answer, name) != value for name, value in given.items())


def _is_left_with(answer: Answer, cleaned: dict[str, Any] | None) -> bool:
    """Read again what stands, and return whether the item was left with just this response."""
    answer.refresh_from_db(fields=["response", "sequence", "saved_at"])
    return answer.position < answer.attempt.reached and answer.response == cleaned


@transaction.atomic
def flag_answer(answer: Answer, *, is_flagged: bool, at: datetime | None = None) -> None:
    """Mark the item to come back to, or take the mark away. Raises AttemptClosed, OutOfTurn."""
    at = at or timezone.now()
    if answer.attempt.is_forward:
        raise OutOfTurn(_("There is no coming back to an item here, so none can be flagged."))
    hold_open(answer.attempt, at)
    if Answer.objects.filter(pk=answer.pk, is_flagged=not is_flagged).update(is_flagged=is_flagged):
        event = {"position": answer.position, "is_flagged": is_flagged}
        record(answer.attempt, Kind.FLAG, event, actor_id=learner_of(answer.attempt), at=at)


def hold_open(attempt: Attempt, at: datetime, *, item: int | None = None) -> None:
    """Touch the attempt's row if it still takes answers, before any answer is touched.

    item: the position to be answered; forward only, it has to be the one at hand.

    The row stays locked until the transaction ends, so that no submission can read the answers in
    between. The conditions name this one row and no other table: PostgreSQL asks them again when it
    had to wait for the lock, which it does not do for a subquery.
    Raises AttemptClosed, OutOfTurn, and AttemptPaused in a break: a break that is over ends here.
    """
    if _touch(attempt, at, item):
        return
    _leave_break(attempt, at)
    if _touch(attempt, at, item):
        return
    attempt.refresh_from_db(fields=["reached"])
    if item is not None and attempt.is_forward and _running(attempt, at).exists():
        raise out_of_turn(attempt, item)
    raise AttemptClosed(_("This attempt is closed. Your answers were handed in as they stood."))


def _touch(attempt: Attempt, at: datetime, item: int | None) -> bool:
    at_hand = Q(reached=item) if item is not None and attempt.is_forward else Q()
    return bool(_running(attempt, at).filter(at_hand).update(last_saved_at=at))


def _running(attempt: Attempt, at: datetime) -> QuerySet[Attempt]:
    in_time = Q(deadline_at=None) | Q(deadline_at__gte=at - GRACE)
    return Attempt.objects.open().filter(in_time, pk=attempt.pk, break_began_at=None)


def _leave_break(attempt: Attempt, at: datetime) -> None:
    """Write down that a break was over by itself; one that still lasts takes no answers."""
    locked = Attempt.objects.select_for_update(of=("self",)).select_related("enrolment").get(pk=attempt.pk)
    if phase_of(locked, at) == "paused":
        raise AttemptPaused(_("You are in a break, and this was not saved. Go on with the exam first."))
    close_break(locked, at)


def out_of_turn(attempt: Attempt, item: int) -> OutOfTurn:
    """Say why the item cannot be answered: it was left for good, or not come to."""
    if item > attempt.reached:
        return OutOfTurn(_("You have not come to item %(n)s yet.") % {"n": item})
    return OutOfTurn(
        _("You have gone on from item %(n)s, and cannot come back to it. What you left it with counts.")
        % {"n": item}
    )

"""Declaring an attempt void: it counts for nothing any more, says why, and is never taken back."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.errors import VoidRefused
from courses.models import Attempt
from courses.quiz.recording import record
from courses.quiz.replaying import Kind

if TYPE_CHECKING:
    from lms.models import User


@transaction.atomic
def void_attempt(attempt: Attempt, by: "User", reason: str, *, at: datetime | None = None) -> Attempt:
    """Take the attempt out of the count, in whatever state; return it as it is if that was done before.

    Its answers and result stay where they are, for the record, and so does a completion that it led to.
    reason: the learner reads it. Raises VoidRefused without one, and for one's own attempt.
    """
    at, reason = at or timezone.now(), reason.strip()
    locked = Attempt.objects.select_for_update(of=("self",)).select_related("enrolment")
    attempt = locked.get(pk=attempt.pk)
    if attempt.enrolment.learner_id == by.pk:
        raise VoidRefused(_("Nobody decides on their own attempts."))
    if attempt.state == Attempt.State.VOID:
        return attempt
    if not reason:
        raise VoidRefused(_("Write why it does not count; the learner reads it."))
    attempt.state, attempt.void_reason, attempt.break_began_at = Attempt.State.VOID, reason, None
    attempt.save(update_fields=["state", "void_reason", "break_began_at"])
    record(attempt, Kind.VOID, {"reason": reason}, actor_id=by.pk, at=at)
    return attempt

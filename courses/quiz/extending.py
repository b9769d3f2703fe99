"""More time for one attempt under way: given by staff with a reason, only ever later."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.errors import ExtensionRefused
from courses.models import Attempt
from courses.quiz.pausing import close_break
from courses.quiz.presenting import phase_of
from courses.quiz.recording import record
from courses.quiz.replaying import Kind

if TYPE_CHECKING:
    from lms.models import User

LONGEST = 24 * 60


@transaction.atomic
def extend_deadline(
    attempt: Attempt, minutes: int, reason: str, by: "User", *, at: datetime | None = None
) -> Attempt:
    """Move the deadline later, as long as the attempt is not overdue. A break goes on as it was.

    minutes: 1 to LONGEST. reason: stays in the log, for those who grant; never for markers.
    Raises ExtensionRefused.
    """
    at, reason = at or timezone.now(), reason.strip()
    locked = Attempt.objects.select_for_update(of=("self",)).select_related("enrolment")
    attempt = locked.get(pk=attempt.pk)
    _refuse_unless_due(attempt, minutes, reason, by, at)
    if phase_of(attempt, at) != "paused":
        close_break(attempt, at)
    assert attempt.deadline_at is not None  # noqa: S101 - refused above
    attempt.deadline_at += timedelta(minutes=minutes)
    attempt.save(update_fields=["deadline_at"])
    told = {"deadline_at": attempt.deadline_at.isoformat(), "minutes": minutes, "reason": reason}
    record(attempt, Kind.EXTEND, told, actor_id=by.pk, at=at)
    return attempt


def _refuse_unless_due(attempt: Attempt, minutes: int, reason: str, by: "User", at: datetime) -> None:
    if attempt.enrolment.learner_id == by.pk:
        raise ExtensionRefused(_("Nobody decides on their own attempts."))
    if not 1 <= minutes <= LONGEST:
        raise ExtensionRefused(_("Give 1 to %(most)s minutes.") % {"most": LONGEST})
    if not reason:
        raise ExtensionRefused(_("Write why more time is given."))
    if phase_of(attempt, at) not in ("open", "paused", "time_up"):
        raise ExtensionRefused(_("This attempt is over, so its time can no longer be changed."))
    if attempt.deadline_at is None:
        raise ExtensionRefused(_("This attempt has no time limit already."))

"""Taking a place on a course, and giving it up: nothing done so far is ever lost."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import timezone

from content.models import CoursePage
from courses.completing import complete_if_due
from courses.models import Enrolment

if TYPE_CHECKING:
    from lms.models import User


@transaction.atomic
def enrol(learner: "User", course: CoursePage, *, at: datetime | None = None) -> Enrolment:
    """Return the learner's enrolment: made now, or taken up again with all that was done before."""
    at = at or timezone.now()
    enrolment, _created = Enrolment.objects.get_or_create(
        learner=learner, course=course, defaults={"enrolled_at": at}
    )
    if not enrolment.is_active:
        Enrolment.objects.filter(pk=enrolment.pk).update(withdrawn_at=None)
        enrolment.withdrawn_at = None
        # What was missing may have been taken away meanwhile.
        complete_if_due(enrolment, at)
    return enrolment


@transaction.atomic
def withdraw(enrolment: Enrolment, *, at: datetime | None = None) -> Enrolment:
    """Withdraw the enrolment; withdrawing twice keeps the first moment."""
    Enrolment.objects.active().filter(pk=enrolment.pk).update(withdrawn_at=at or timezone.now())
    enrolment.refresh_from_db(fields=["withdrawn_at"])
    return enrolment


def enrolment_of(user: "User | AnonymousUser", course_id: int) -> Enrolment | None:
    """Return the user's active enrolment, with its completion if there is one, in one query."""
    if not user.is_authenticated:
        return None
    mine = Enrolment.objects.active().filter(learner=user, course=course_id)
    return mine.select_related("completion").first()

"""What learners said they would do at work: promised with a date, moved to another, done."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content.models import LessonPage
from courses.errors import NotEnrolled
from courses.models import Enrolment, FollowUp

if TYPE_CHECKING:
    from lms.models import User


@dataclass(frozen=True)
class Standing:
    """How a follow-up stands today. lamp: see lms.templatetags.look. word: to be read on its own.

    note: the day behind the word, where the word does not name it.
    """

    lamp: str
    word: str
    note: str = ""


def add_follow_up(
    enrolment: Enrolment,
    *,
    text: str,
    due_on: date,
    lesson: LessonPage | None = None,
    at: datetime | None = None,
) -> FollowUp:
    if not enrolment.is_active:
        raise NotEnrolled(_("You are not enrolled on this course."))
    # It stands in one line on the board, whatever line breaks were typed.
    text, at = " ".join(text.split()), at or timezone.now()
    follow_up = FollowUp(enrolment=enrolment, lesson=lesson, text=text, due_on=due_on, added_at=at)
    follow_up.full_clean()
    follow_up.save(force_insert=True)
    return follow_up


def finish_follow_up(follow_up: FollowUp, *, at: datetime | None = None) -> FollowUp:
    """Note that it is done; a second time keeps the first moment."""
    FollowUp.objects.filter(pk=follow_up.pk, done_at=None).update(done_at=at or timezone.now())
    follow_up.refresh_from_db(fields=["done_at"])
    return follow_up


def move_follow_up(follow_up: FollowUp, due_on: date) -> FollowUp:
    """Put it off, or bring it forward; what is done stays where it was."""
    FollowUp.objects.filter(pk=follow_up.pk, done_at=None).update(due_on=due_on)
    follow_up.refresh_from_db(fields=["due_on"])
    return follow_up


def follow_ups_of(learner: "User", *, done_since: datetime | None = None) -> QuerySet[FollowUp]:
    """Return the learner's follow-ups on the courses they are on, the next due first.

    done_since: leave out what was done before.
    """
    mine = FollowUp.objects.filter(enrolment__learner=learner, enrolment__withdrawn_at=None)
    if done_since is None:
        return mine
    return mine.filter(Q(done_at=None) | Q(done_at__gte=done_since))


def standing_of(due_on: date, today: date, *, done_on: date | None = None) -> Standing:
    if done_on:
        return Standing("done", _("Done"), _day(done_on, today))
    late = (today - due_on).days
    if late > 0:
        word = ngettext("%(n)s day late", "%(n)s days late", late) % {"n": late}
        return Standing("stop", word, _("since %(day)s") % {"day": _day(due_on, today)})
    if late == 0:
        return Standing("wait", _("Due today"))
    if late == -1:
        return Standing("todo", _("Due tomorrow"))
    return Standing("todo", _("Due %(day)s") % {"day": _day(due_on, today)})


def _day(on: date, today: date) -> str:
    return date_format(on, "l j F" if on.year == today.year else "l j F Y")

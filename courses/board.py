"""The learner's day: what is next, what was promised at work, on which days they learned."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.learning import Learning
from courses.models import Enrolment, FollowUp
from courses.studying import Month, month_of
from courses.tasks import Task, tasks_of

if TYPE_CHECKING:
    from lms.models import User

# A day's standard work: more is a list, not a plan.
TASKS = 3


@dataclass(frozen=True)
class Promise:
    """A follow-up as it stands today. late: days since it was due, 0 if it is not."""

    follow_up: FollowUp
    late: int

    @property
    def is_done(self) -> bool:
        return self.follow_up.done_at is not None


class Board:
    """The board of one learner: the course they were on last, and their follow-ups on all courses."""

    def __init__(self, user: "User", *, at: datetime) -> None:
        self.user, self.at = user, at
        self.today: date = timezone.localtime(at).date()

    @cached_property
    def enrolments(self) -> list[Enrolment]:
        mine = Enrolment.objects.active().filter(learner=self.user)
        recent = mine.order_by(F("last_seen_at").desc(nulls_last=True), "-enrolled_at")
        return list(recent.select_related("completion", "course"))

    @cached_property
    def learning(self) -> Learning | None:
        """The course seen last."""
        if not self.enrolments:
            return None
        learning = Learning(self.user, self.enrolments[0].course_id, at=self.at)
        learning.enrolment = self.enrolments[0]
        return learning

    @cached_property
    def promises(self) -> list[Promise]:
        """Follow-ups that are open, and those done this month."""
        month = timezone.localtime(self.at).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        mine = FollowUp.objects.filter(enrolment__learner=self.user, enrolment__withdrawn_at=None)
        current = mine.filter(Q(done_at=None) | Q(done_at__gte=month)).order_by(
            F("done_at").asc(nulls_first=True), "due_on", "pk"
        )
        return [Promise(f, 0 if f.done_at else max(0, (self.today - f.due_on).days)) for f in current]

    @cached_property
    def tasks(self) -> list[Task]:
        ahead = list(tasks_of(self.learning)) if self.learning else []
        due = [p for p in self.promises if not p.is_done and p.follow_up.due_on <= self.today]
        return [*ahead, *(_at_work(promise) for promise in due)][:TASKS]

    @property
    def minutes(self) -> int:
        return sum(task.minutes for task in self.tasks)

    @property
    def coming(self) -> list[Promise]:
        """The next steps at work that are not yet due, at most two."""
        return [p for p in self.promises if not p.is_done and p.follow_up.due_on > self.today][:2]

    @cached_property
    def month(self) -> Month:
        return month_of(self.today, (timezone.localtime(at).date() for at in self._moments()))

    @property
    def minutes_this_month(self) -> int:
        """Planned minutes of what was done this month."""
        steps = self.learning.progress.steps if self.learning else ()
        done = [(step.activity.minutes, timezone.localtime(step.done_at)) for step in steps if step.done_at]
        here = (self.today.year, self.today.month)
        return sum(minutes for minutes, at in done if (at.year, at.month) == here)

    def _moments(self) -> Iterator[datetime]:
        if self.learning:
            yield from self.learning.facts.lessons.values()
            for sittings in self.learning.facts.sittings.values():
                yield from (s.submitted_at for s in sittings if s.submitted_at)
        yield from (p.follow_up.done_at for p in self.promises if p.follow_up.done_at)


def _at_work(promise: Promise) -> Task:
    text = _("At work, and late.") if promise.late else _("At work, due today.")
    return Task(promise.follow_up.text, text, "", _("Done"), follow_up=promise.follow_up)

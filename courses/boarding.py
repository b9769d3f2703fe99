"""What stands on a learner's board: where they are, what to do today, what they promised at work."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from content.models import QuizPage
from content.outline import Activity, outlines_of
from courses.facts import Facts, facts_of_all, progress_for
from courses.following_up import Standing, follow_ups_of, standing_of
from courses.models import Attempt, Enrolment, FollowUp
from courses.planning import Place, Sheet, Task, tasks_of
from courses.progress import Progress
from courses.quiz.admitting import Admission
from courses.quiz.clock import moved
from courses.quiz.policy import policy_of
from courses.quiz.starting import admission_for
from courses.study_days import Month, minutes_by_day, moments_of, month_of

if TYPE_CHECKING:
    from lms.models import User

# What was done at work stays in sight this long, so that the table shows more than what is missing.
KEPT = timedelta(days=14)
COMING = 2


@dataclass(frozen=True)
class Promise:
    """A follow-up as it stands today. lesson: the one it came from, if that is still there."""

    row: FollowUp
    standing: Standing
    lesson: Activity | None

    @property
    def is_done(self) -> bool:
        return self.row.done_at is not None


@dataclass(frozen=True)
class Board:
    """at: now, in the site's time zone. promises: late ones first, then those to come, then the done."""

    learner: "User"
    at: datetime
    places: tuple[Place, ...]
    tasks: tuple[Task, ...]
    month: Month
    promises: tuple[Promise, ...]
    done_this_month: int

    @property
    def greeting(self) -> str:
        return greeting(self.at.hour, self.learner.get_short_name())

    @property
    def plan(self) -> str:
        """How much there is to do today, in words."""
        if not self.places:
            return _("Choose a course to begin with.")
        words = {0: _("Nothing is due today."), 1: _("One thing today."), 2: _("Two things today.")}
        return words.get(len(self.tasks), _("Three things today."))

    @property
    def minutes(self) -> int:
        return sum(task.minutes for task in self.tasks)

    @property
    def has_many(self) -> bool:
        return len(self.places) > 1

    @cached_property
    def coming(self) -> tuple[Promise, ...]:
        """The next promises after today."""
        ahead = [p for p in self.promises if not p.is_done and p.row.due_on > self.at.date()]
        return tuple(ahead[:COMING])


def greeting(hour: int, name: str) -> str:
    """hour: 0..23, where the site is."""
    if 5 <= hour < 12:
        return _("Good morning, %(name)s.") % {"name": name}
    if 12 <= hour < 18:
        return _("Good afternoon, %(name)s.") % {"name": name}
    return _("Good evening, %(name)s.") % {"name": name}


def board_of(learner: "User", *, at: datetime | None = None) -> Board:
    """Return the learner's board: at most five queries and one look into the cache, at any size."""
    at = timezone.localtime(at)
    enrolments = _enrolments(learner)
    facts = facts_of_all(enrolments) if enrolments else {}
    month_began_at = at.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    rows = list(follow_ups_of(learner, done_since=min(month_began_at, at - KEPT)))
    places = _places(enrolments, facts, at)
    promises = _promises(rows, places, at.date())
    done_at = [row.done_at for row in rows if row.done_at and row.done_at >= month_began_at]
    moments = [
        moment
        for e, p in zip(enrolments, places, strict=True)
        for moment in moments_of(p.outline, facts[e.pk])
    ]
    return Board(
        learner=learner,
        at=at,
        places=places,
        tasks=tasks_of(places, _due(promises, at.date()), at),
        month=month_of(at.date(), minutes_by_day([*moments, *((then, 0) for then in done_at)])),
        promises=tuple(p for p in promises if p.row.done_at is None or p.row.done_at > at - KEPT),
        done_this_month=len(done_at),
    )


def _enrolments(learner: "User") -> list[Enrolment]:
    """The course seen last comes first."""
    mine = Enrolment.objects.active().filter(learner=learner).select_related("completion")
    return sorted(mine, key=lambda e: e.last_seen_at or e.enrolled_at, reverse=True)


def _places(enrolments: Sequence[Enrolment], facts: dict[int, Facts], at: datetime) -> tuple[Place, ...]:
    outlines = outlines_of(e.course_id for e in enrolments)
    progress = {e.pk: progress_for(e, facts[e.pk], outlines[e.course_id]) for e in enrolments}
    sheets = _sheets(enrolments, facts, at)
    entries = _entries(enrolments, progress, facts, at)
    return tuple(
        Place(
            enrolment=e,
            outline=outlines[e.course_id],
            progress=progress[e.pk],
            entry=entries.get(e.pk),
            sheets=tuple(sheets.get(e.pk, ())),
        )
        for e in enrolments
    )


def _entries(
    enrolments: Sequence[Enrolment], progress: dict[int, Progress], facts: dict[int, Facts], at: datetime
) -> dict[int, Admission]:
    """Return enrolment id -> the admission to the quiz that comes next, where a quiz comes next."""
    wanted = {
        pk: p.following.id for pk, p in progress.items() if p.following and p.following.kind != "lesson"
    }
    quizzes = QuizPage.objects.in_bulk(list(wanted.values())) if wanted else {}
    return {
        e.pk: admission_for(e, wanted[e.pk], policy_of(quizzes[wanted[e.pk]]), facts[e.pk], at)
        for e in enrolments
        if wanted.get(e.pk) in quizzes
    }


def _sheets(enrolments: Sequence[Enrolment], facts: dict[int, Facts], at: datetime) -> dict[int, list[Sheet]]:
    """Return enrolment id -> the sittings under way."""
    found: dict[int, list[Sheet]] = {}
    if not any(result.is_open for f in facts.values() for result in f.results.values()):
        return found
    given = Count("answers", filter=Q(answers__response__isnull=False))
    rows = Attempt.objects.open().filter(enrolment__in=enrolments)
    fields = rows.annotate(given=given, asked=Count("answers")).values_list(
        "enrolment_id",
        "pk",
        "policy__title",
        "deadline_at",
        "break_began_at",
        "break_seconds",
        "given",
        "asked",
    )
    for enrolment_id, pk, title, deadline_at, began_at, seconds, answered, items in fields:
        url = reverse("courses:attempt", args=[pk])
        ends_at = moved(deadline_at, at, began_at, seconds)
        left = ends_at - at if ends_at else None
        found.setdefault(enrolment_id, []).append(Sheet(title, url, left, answered, items))
    return found


def _promises(rows: Sequence[FollowUp], places: Sequence[Place], today: date) -> list[Promise]:
    lessons = {lesson.id: lesson for place in places for lesson in place.outline.lessons}
    promises = [
        Promise(
            row,
            standing_of(row.due_on, today, done_on=timezone.localdate(row.done_at) if row.done_at else None),
            lessons.get(row.lesson_id) if row.lesson_id else None,
        )
        for row in rows
    ]
    return sorted(promises, key=lambda p: p.is_done)


def _due(promises: Sequence[Promise], today: date) -> list[Task]:
    """The follow-ups whose day has come, as something to do today."""
    come = [p for p in promises if not p.is_done and p.row.due_on <= today]
    said = _("You said you would do it at work. %(standing)s.")
    return [
        Task(p.row.text, said % {"standing": p.standing.word}, "", _("Mark as done"), follow_up_id=p.row.pk)
        for p in come
    ]

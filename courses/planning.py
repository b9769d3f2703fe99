"""Today's standard work: the few things to do next, over all of a learner's courses. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from content.offering import span

if TYPE_CHECKING:
    from content.outline import Activity, Module, Outline
    from courses.models import Enrolment
    from courses.progress import Progress, Step
    from courses.quiz.admitting import Admission

# More than three things a day is a list, not a plan.
MOST = 3
# For how long the board speaks of a certificate as something to do.
FRESH = timedelta(days=14)


@dataclass(frozen=True)
class Task:
    """url, action: where it is done and what the button says. minutes: planned, 0 for unknown.

    follow_up_id: of the follow-up that the button marks as done; such a task has no url.
    """

    title: str
    text: str
    url: str
    action: str
    minutes: int = 0
    follow_up_id: int | None = None


@dataclass(frozen=True)
class Sheet:
    """A sitting under way. left: None without a time limit; zero or less when the time is up."""

    title: str
    url: str
    left: timedelta | None
    answered: int
    items: int


@dataclass(frozen=True)
class Place:
    """Where the learner stands on one course. entry: to the quiz that comes next, if one does."""

    enrolment: "Enrolment"
    outline: "Outline"
    progress: "Progress"
    entry: "Admission | None" = None
    sheets: tuple[Sheet, ...] = ()

    @property
    def checks(self) -> tuple["Step", ...]:
        """The module checks that the certificate asks for."""
        steps = self.progress.steps
        return tuple(s for s in steps if s.activity.kind == "check" and s.activity.is_required)

    @property
    def checks_done(self) -> int:
        return sum(step.is_done for step in self.checks)


def tasks_of(places: Sequence[Place], due: Iterable[Task], at: datetime) -> tuple[Task, ...]:
    """Return at most three tasks: what runs against the clock, what comes next, what was promised.

    places: the course seen last comes first. due: follow-ups whose day has come.
    """
    running = sorted((s for p in places for s in p.sheets), key=_time_left)
    has_many = len(places) > 1
    following = [_named(task, place, has_many) for place in places for task in _following(place, at)]
    loose = [_named(task, place, has_many) for place in places for task in _loose_checks(place)]
    earned = [task for place in places for task in _earned(place, at)]
    promised = list(due)
    tasks = [*map(_sheet_task, running), *following[:1], *promised[:1], *following[1:], *loose]
    tasks += [*promised[1:], *earned]
    return tuple(tasks[:MOST])


def _named(task: Task, place: Place, has_many: bool) -> Task:
    """Among tasks of several courses each says which one it is of."""
    return replace(task, text=f"{place.outline.title}. {task.text}") if has_many else task


def _time_left(sheet: Sheet) -> timedelta:
    return timedelta.max if sheet.left is None else sheet.left


def _sheet_task(sheet: Sheet) -> Task:
    if sheet.left is not None and sheet.left <= timedelta(0):
        said = _("The time is up. What you answered was kept.")
        return Task(sheet.title, said, sheet.url, _("See the result"))
    done = _("%(answered)s of %(items)s answered.") % {"answered": sheet.answered, "items": sheet.items}
    if sheet.left is None:
        return Task(_("Finish: %(title)s") % {"title": sheet.title}, done, sheet.url, _("Go on"))
    minutes = max(1, int(sheet.left.total_seconds() // 60))
    left = _("You have %(time)s left.") % {"time": span(minutes)}
    title = _("Finish: %(title)s") % {"title": sheet.title}
    return Task(title, f"{left} {done}", sheet.url, _("Go on"), minutes)


def _following(place: Place, at: datetime) -> Iterator[Task]:
    activity = place.progress.following
    step = place.progress.step_of(activity.id) if activity else None
    if activity is None or step is None or (place.entry and place.entry.verdict == "resume"):
        return
    if activity.kind == "lesson":
        yield _lesson_task(place, activity, at)
    elif place.entry and not place.entry.is_open:
        yield _waiting_task(activity, place.entry)
    elif activity.kind == "exam":
        yield _exam_task(activity, step)
    else:
        yield _check_task(place.outline.module_of(activity.id), step)


def _lesson_task(place: Place, lesson: "Activity", at: datetime) -> Task:
    module, seen_at = place.outline.module_of(lesson.id), place.enrolment.last_seen_at
    number = module.number if module else ""
    said = _("Module %(number)s, %(time)s.") % {"number": number, "time": span(lesson.minutes)}
    if place.progress.completed_at:
        said += " " + _("It is new since you completed the course.")
    elif seen_at and place.enrolment.last_page_id == lesson.id:
        said += " " + _seen(seen_at, at)
    title = _("Lesson %(number)s: %(title)s") % {"number": lesson.number, "title": lesson.title}
    action = _("Continue") if seen_at or place.progress.minutes_done else _("Start")
    return Task(title, said, lesson.url, action, lesson.minutes)


def _seen(then: datetime, at: datetime) -> str:
    on, today = timezone.localtime(then).date(), timezone.localtime(at).date()
    days = (today - on).days
    if days <= 0:
        return _("You stopped here today.")
    if days == 1:
        return _("You stopped here yesterday.")
    return _("You stopped here on %(day)s.") % {"day": str(date_format(on, "l" if days < 7 else "j F"))}


def _check_task(module: "Module | None", step: "Step") -> Task:
    check, best = step.activity, step.result.percent
    title = check.title
    if module:
        title = _("Check of module %(number)s: %(title)s") % {"number": module.number, "title": module.title}
    said = _("%(time)s. You master the module with %(mark)s %%.") % {
        "time": _size(check),
        "mark": check.pass_mark,
    }
    if best is None:
        return Task(title, said, check.url, _("Start the check"), check.minutes)
    return Task(
        title, f"{said} {_('Best so far: %(n)s %%.') % {'n': best}}", check.url, _("Try again"), check.minutes
    )


def _exam_task(exam: "Activity", step: "Step") -> Task:
    said = _("%(time)s in one sitting. You pass with %(mark)s %%.") % {
        "time": _size(exam),
        "mark": exam.pass_mark,
    }
    again = step.result.percent is not None
    title = _("%(exam)s: you may take it again") if again else _("%(exam)s: it is open for you")
    return Task(title % {"exam": exam.title}, said, exam.url, _("Read the rules"), exam.minutes)


def _waiting_task(quiz: "Activity", entry: "Admission") -> Task:
    opens_at = timezone.localtime(entry.opens_at) if entry.opens_at else None
    when = date_format(opens_at, "l j F, H:i") if opens_at else ""
    match entry.verdict:
        case "not_yet":
            said, title = _("It opens on %(when)s.") % {"when": when}, _("Coming: %(title)s")
        case "closed":
            said, title = _("It is closed. Ask your instructor what you can do."), _("Closed: %(title)s")
        case "being_marked":
            said, title = _("Your answers are being read by people."), _("Being marked: %(title)s")
        case _:
            said = _("You may take it again from %(when)s.") % {"when": when} if when else ""
            title = _("Prepare to take it again: %(title)s")
    action = _("See what to review") if entry.verdict in ("waiting", "used_up") else _("Read the rules")
    return Task(title % {"title": quiz.title}, said, quiz.url, action)


def _size(quiz: "Activity") -> str:
    if quiz.items is None:
        return span(quiz.minutes)
    return _("%(items)s items, %(time)s") % {"items": quiz.items, "time": span(quiz.minutes)}


def _loose_checks(place: Place) -> Iterator[Task]:
    """Checks left behind: their lessons are all done, and the learner has gone on."""
    following = place.progress.following
    for module in place.progress.modules:
        is_ready = module.lessons > 0 and module.lessons_done == module.lessons
        for step in module.steps:
            is_left = step.activity.kind == "check" and step.activity.is_required and not step.is_done
            if is_ready and is_left and step.activity != following and not step.result.is_open:
                yield _check_task(module.module, step)


def _earned(place: Place, at: datetime) -> Iterator[Task]:
    done_at = place.progress.completed_at
    if done_at and at - done_at < FRESH:
        said = _("You completed it on %(day)s.") % {"day": date_format(timezone.localtime(done_at), "l j F")}
        title = _("Your certificate: %(course)s") % {"course": place.outline.title}
        yield Task(title, said, "#certificates", _("See it"))

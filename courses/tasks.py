"""What a learner can do next on a course, as tasks with one button each."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from content.models import QuizPage
from content.offering import span
from content.outline import Activity
from courses.desk import desk_of
from courses.learning import Learning
from courses.models import FollowUp


@dataclass(frozen=True)
class Task:
    """One thing to do today. follow_up: the step at work that it is, if it is one."""

    title: str
    text: str
    url: str
    action: str
    minutes: int = 0
    follow_up: FollowUp | None = None


def tasks_of(learning: Learning) -> Iterator[Task]:
    """Yield sittings under way, then the activity that follows."""
    yield from _open_sittings(learning)
    activity = learning.progress.following
    if activity is None or any(s.state == "open" for s in learning.facts.of(activity.id)):
        return
    if activity.kind == "exam":
        yield _exam(learning, activity)
    else:
        yield _in_module(learning, activity)


def _open_sittings(learning: Learning) -> Iterator[Task]:
    for step in learning.progress.steps:
        for sitting in learning.facts.of(step.activity.id):
            if sitting.state == "open":
                day = date_format(timezone.localtime(sitting.started_at), "j F, H:i")
                text = _("You began on %(day)s. Your answers are kept.") % {"day": day}
                url = reverse("courses:attempt", args=[sitting.attempt_id])
                yield Task(step.activity.title, text, url, _("Go on"), step.activity.minutes)


def _in_module(learning: Learning, activity: Activity) -> Task:
    module = learning.outline.module_of(activity.id)
    place = {"number": module.number if module else "", "time": span(activity.minutes)}
    text = _("Module %(number)s, %(time)s.") % place
    if activity.kind == "check":
        return Task(activity.title, text, activity.url, _("Take the check"), activity.minutes)
    title = _("Lesson %(number)s: %(title)s") % {"number": activity.number, "title": activity.title}
    action = _("Continue") if learning.progress.minutes_done else _("Begin")
    return Task(title, text, activity.url, action, activity.minutes)


def _exam(learning: Learning, exam: Activity) -> Task:
    entry = desk_of(learning, QuizPage.objects.get(pk=exam.id)).entry
    if entry and entry.opens_at and not entry.is_open:
        day = date_format(timezone.localtime(entry.opens_at), "j F Y, H:i")
        text = _("You can take it again from %(day)s. Until then, read what your result names.")
        return Task(exam.title, text % {"day": day}, exam.url, _("See what to review"))
    text = _("All else is done. Keep %(time)s free of interruptions.") % {"time": span(exam.minutes)}
    return Task(exam.title, text, exam.url, _("Go to the exam"), exam.minutes)

"""The page of a course: its map, where the learner goes on, what the certificate asks for."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.template import Context

from content.models import CoursePage, ModulePage
from courses.continuing import way_of
from courses.learning import Learning
from courses.progress import Progress
from courses.stream import last_missing, stream_of
from courses.templatetags.courses import base_of

register = template.Library()


@dataclass(frozen=True)
class Checks:
    """The required checks of a course. mark: their pass mark in per cent, if they share one."""

    number: int
    done: int
    mark: int | None


@register.inclusion_tag("courses/_course_map.html", takes_context=True)
def course_map(context: Context, course: CoursePage | None = None) -> dict[str, Any]:
    """Draw the course as a value stream: as the learner stands, or as planned."""
    found = base_of(context, course)
    learning = found["learning"]
    return found | {"stream": stream_of(learning) if learning else None}


@register.inclusion_tag("courses/_course_lead.html", takes_context=True)
def course_lead(context: Context) -> dict[str, Any]:
    """Say where the learner is and what comes next; to others, what the course is."""
    return _with_way(base_of(context))


@register.inclusion_tag("courses/_enrol_box.html", takes_context=True)
def enrol_box(context: Context, course: CoursePage | None = None) -> dict[str, Any]:
    """Offer the one thing to do next: sign up, enrol, begin, continue, see the certificate."""
    return _with_way(base_of(context, course))


@register.inclusion_tag("courses/_before_enrolling.html", takes_context=True)
def before_enrolling(context: Context) -> dict[str, Any]:
    """Say to those who are not enrolled what the course takes, and what is open to everyone."""
    return base_of(context)


@register.inclusion_tag("courses/_certificate_box.html", takes_context=True)
def certificate_box(context: Context, course: CoursePage | None = None) -> dict[str, Any]:
    """Say what the certificate asks for and what of it is done."""
    found = base_of(context, course)
    learning = found["learning"]
    if learning is None:
        return found
    progress = learning.progress
    return found | {"checks": _checks(progress), "last": last_missing(progress)}


@register.inclusion_tag("courses/_module_outline.html", takes_context=True)
def module_outline(context: Context, module: ModulePage | None = None) -> dict[str, Any]:
    """List a module's activities with their state; on the course page, of the module the learner is in."""
    found = base_of(context, module)
    learning, page = found["learning"], found["page"]
    is_own_page = isinstance(page, ModulePage)
    chosen = _module_with(learning, page.pk) if is_own_page else _module_now(learning)
    return found | {"module": chosen, "is_own_page": is_own_page}


@register.inclusion_tag("courses/_modules.html", takes_context=True)
def module_lists(context: Context) -> dict[str, Any]:
    """List the activities of all modules, each folded away, but for the one that stands open above."""
    found = base_of(context)
    learning = found["learning"]
    modules = learning.progress.modules if learning else ()
    now = _module_now(learning)
    return found | {"modules": [m for m in modules if m is not now], "now": now}


@register.inclusion_tag("courses/_withdraw_link.html", takes_context=True)
def withdraw_link(context: Context) -> dict[str, Any]:
    """Lead the enrolled to giving up their place; nothing is left to give up once the course is completed."""
    return base_of(context)


@register.simple_tag(takes_context=True)
def is_enrolled(context: Context) -> bool:
    learning = base_of(context)["learning"]
    return bool(learning and learning.enrolment)


def _with_way(found: dict[str, Any]) -> dict[str, Any]:
    learning = found["learning"]
    return found | {"way": way_of(learning.progress) if learning else None}


def _module_now(learning: Learning | None) -> Any:
    modules = learning.progress.modules if learning and learning.enrolment else ()
    return next((m for m in modules if m.state == "now"), None)


def _module_with(learning: Learning | None, page_id: int) -> Any:
    modules = learning.progress.modules if learning else ()
    return next((m for m in modules if m.module.id == page_id), None)


def _checks(progress: Progress) -> Checks:
    steps = [s for s in progress.steps if s.activity.kind == "check" and s.activity.is_required]
    marks = {step.activity.pass_mark for step in steps}
    return Checks(len(steps), sum(s.is_done for s in steps), marks.pop() if len(marks) == 1 else None)

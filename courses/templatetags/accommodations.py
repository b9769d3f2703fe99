"""What the pages of accommodations say of each."""

from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.models import Accommodation, AccommodationEvent, Standing

register = template.Library()

LAMPS = {
    Standing.WAITING: "wait",
    Standing.IN_FORCE: "done",
    Standing.WITHDRAWN: "stop",
}


@register.filter
def lamp_of(standing: Standing) -> str:
    return LAMPS.get(standing, "todo")


@register.filter
def granted_words(accommodation: Accommodation) -> list[str]:
    """Say what is granted, a phrase each."""
    said = []
    if accommodation.is_unlimited:
        said.append(_("No time limit"))
    if accommodation.multiplier:
        said.append(_("Time × %(factor)s") % {"factor": f"{accommodation.multiplier.normalize():f}"})
    if more := accommodation.extra_minutes:
        said.append(ngettext("%(n)s minute more", "%(n)s minutes more", more) % {"n": more})
    if breaks := accommodation.break_minutes:
        said.append(ngettext("%(n)s minute of breaks", "%(n)s minutes of breaks", breaks) % {"n": breaks})
    if attempts := accommodation.extra_attempts:
        said.append(ngettext("%(n)s attempt more", "%(n)s attempts more", attempts) % {"n": attempts})
    return said


@register.filter
def step_words(event: AccommodationEvent) -> str:
    told: Any = event.payload
    match event.kind:
        case "record":
            return _("Recorded")
        case "approve":
            return _("Approved")
        case "withdraw":
            return _("Withdrawn: %(reason)s") % {"reason": told.get("reason", "")}
    return str(event.kind)


@register.simple_tag
def scope_words(accommodation: Accommodation, above: str = "") -> str:
    """Say where it holds. above: the title of the module or course that holds the quiz."""
    if accommodation.quiz is not None:
        return f"{above}: {accommodation.quiz.title}" if above else str(accommodation.quiz.title)
    return str(accommodation.course.title) if accommodation.course is not None else _("Everywhere")

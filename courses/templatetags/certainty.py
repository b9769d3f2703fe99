"""How certain a learner is: asked beside an answer, looked at afterwards, never in a score."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.db.models import F
from django.template import Context
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from content.items.certainty import adjusted
from content.items.scoring import score
from courses.models import Answer, Attempt
from courses.quiz.calibrating import calibrate, certainty_in

register = template.Library()

WORDS: Mapping[int, str | Promise] = {1: _("Not sure"), 2: _("Fairly sure"), 3: _("Certain")}


@register.filter
def certainty_word(certainty: int) -> str:
    """Name one of the three degrees as the learner saw it."""
    return str(WORDS[certainty])


@register.inclusion_tag("courses/_certainty_field.html", takes_context=True)
def certainty_field(context: Context, answer: Answer) -> dict[str, Any]:
    """Ask, beside the answer that will count; not again when it is tried once more."""
    is_asked = answer.attempt.policy.get("asks_certainty") and answer.checked_at is None
    said = certainty_in(context["request"].POST.get("certainty"))
    return {"degrees": WORDS.items() if is_asked else (), "said": said}


@register.inclusion_tag("courses/_certainty_figure.html")
def certainty_figure(answer: Answer) -> dict[str, Any]:
    """Say what the certainty would have earned with the answer that counts, once that is checked."""
    if answer.certainty is None or answer.checked_at is None:
        return {"certainty": None}
    fraction = score(answer.item_version.content, answer.response, answer.attempt.policy["scoring"])
    if fraction is None:
        return {"certainty": None}
    points = adjusted(fraction, answer.certainty)
    return {"certainty": answer.certainty, "earned": max(points, 0), "lost": max(-points, 0)}


@register.inclusion_tag("courses/_calibration.html")
def calibration(attempt: Attempt) -> dict[str, Any]:
    """Set certainty beside right answers, over all scored answers of a check that asked for it."""
    if not attempt.policy.get("asks_certainty"):
        return {"degrees": []}
    told = attempt.answers.filter(certainty__isnull=False, points__isnull=False)
    rows = told.annotate(best=F("max_points")).values_list("certainty", "points", "best")
    return {"degrees": calibrate((said, points == best) for said, points, best in rows if said)}

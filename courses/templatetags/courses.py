"""What depends on the learner, for pages that are the same for everyone."""

from typing import Any

from django import template
from django.http import HttpRequest
from django.template import Context
from django.utils.translation import gettext as _

from content.cleaning import plain_text
from content.models import Item, LessonPage, QuizPage
from content.outline import Outline, course_id_of
from courses import wording
from courses.desk import desk_of
from courses.forms import FollowUpForm, NoteForm
from courses.inline import inline_of
from courses.learning import Learning, learning_of
from courses.writing import NOTHING, Written, written_in

register = template.Library()
register.filter("days", wording.days)
register.filter("points", wording.points)


def _learning(context: Context, page: Any = None) -> Learning | None:
    """Return the learning on the course of this page; None in the CMS's pattern previews."""
    request, page = context.get("request"), page or context.get("page")
    course_id = course_id_of(page) if page is not None and page.path else None
    return learning_of(request, course_id) if request and course_id else None


def base_of(context: Context, page: Any = None) -> dict[str, Any]:
    """Return what every fragment needs; learning is None where the page lies in no course."""
    request: HttpRequest | None = context.get("request")
    return {
        "request": request,
        "csrf_token": context.get("csrf_token", ""),
        "page": page or context.get("page"),
        "learning": _learning(context, page),
    }


@register.inclusion_tag("courses/_lesson_rail.html", takes_context=True)
def lesson_rail(context: Context) -> dict[str, Any]:
    """List the activities of the module that holds this page."""
    found = base_of(context)
    return found | {"module": _module_here(found)}


@register.inclusion_tag("courses/_lesson_status.html", takes_context=True)
def lesson_status(context: Context) -> dict[str, Any]:
    """Show the lamp of this lesson or quiz."""
    found = base_of(context)
    learning = found["learning"]
    return found | {"step": learning.progress.step_of(found["page"].pk) if learning else None}


@register.inclusion_tag("courses/_complete_bar.html", takes_context=True)
def complete_bar(context: Context) -> dict[str, Any]:
    """Offer to mark the lesson complete, or say that it is."""
    found = base_of(context)
    learning = found["learning"]
    step = learning.progress.step_of(found["page"].pk) if learning else None
    return found | {"step": step, "module": _module_here(found)}


@register.inclusion_tag("courses/_quiz_start.html", takes_context=True)
def quiz_start(context: Context) -> dict[str, Any]:
    """Say the rules of this quiz and offer to start, go on, or come back."""
    found = base_of(context)
    learning, page = found["learning"], found["page"]
    is_ready = learning is not None and isinstance(page, QuizPage)
    return found | {"desk": desk_of(learning, page) if is_ready else None}


@register.inclusion_tag("courses/_at_work_form.html", takes_context=True)
def at_work_form(context: Context) -> dict[str, Any]:
    """Offer to put the step at work on the learner's board, with a date."""
    found, value = base_of(context), context.get("value")
    source = value["body"].source if value and "body" in value else ""
    first = plain_text(source).split(". ")[0].strip()[:300]
    form = FollowUpForm(initial={"text": first}, auto_id="at-work-%s")
    return found | {"form": form, "is_enrolled": _is_enrolled(found), "planned": _written(found).planned}


@register.inclusion_tag("courses/_reflection_form.html", takes_context=True)
def reflection_form(context: Context) -> dict[str, Any]:
    """Keep the learner's private answer to the lesson's question."""
    found = base_of(context)
    written = _written(found)
    form = NoteForm(initial={"text": written.note}, auto_id="note-%s")
    return found | {"form": form, "saved_at": written.saved_at, "is_enrolled": _is_enrolled(found)}


@register.inclusion_tag("courses/_inline_check.html", takes_context=True)
def inline_check(context: Context, item: Item, block_id: str) -> dict[str, Any]:
    """Ask one item inside a lesson; its feedback comes when it is answered."""
    found = base_of(context)
    checked = getattr(found["request"], "inline_checked", {})
    return found | {"block_id": block_id, "inline": checked.get(item.pk) or inline_of(item)}


@register.simple_tag
def state_word(state: str) -> str:
    """Name a state for those who do not see its lamp."""
    words = {"done": _("Done"), "now": _("Next"), "locked": _("Locked"), "todo": _("Not started")}
    return words[state]


@register.simple_tag
def module_title(outline: Outline, page_id: int) -> str:
    """Return the title of the module that holds the page, with its number; "" outside modules."""
    module = outline.module_of(page_id)
    return f"{module.number} {module.title}" if module else ""


@register.filter
def lamp_of(state: str) -> str:
    """Map the state of an activity to its lamp."""
    return {"now": "progress"}.get(state, state)


def _written(found: dict[str, Any]) -> Written:
    """Return what the learner wrote in this lesson; read once, though two blocks show it."""
    learning, page = found["learning"], found["page"]
    if not (_is_enrolled(found) and isinstance(page, LessonPage)):
        return NOTHING
    kept: dict[int, Written] = learning.written
    if page.pk not in kept:
        kept[page.pk] = written_in(learning.enrolment, page.pk, at=learning.at)
    return kept[page.pk]


def _module_here(found: dict[str, Any]) -> Any:
    learning, page = found["learning"], found["page"]
    modules = learning.progress.modules if learning else ()
    return next((m for m in modules if any(s.activity.id == page.pk for s in m.steps)), None)


def _is_enrolled(found: dict[str, Any]) -> bool:
    return bool(found["learning"] and found["learning"].enrolment)

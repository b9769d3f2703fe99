"""What the pages of item analysis ask of this app."""

from typing import Any

from django import template
from django.core.paginator import Page
from django.http import HttpRequest
from django.template import Context
from django.utils.translation import gettext

from content.items.wording import Wording
from courses.drawings import LIMIT_AT, ZERO
from courses.figures import DASH, Figure
from courses.item_key import gap_text
from courses.quiz.appraising import topic_of

register = template.Library()
register.filter("topic", topic_of)
register.filter("gap_text", gap_text)


@register.filter
def worded(sentence: Wording | str) -> str:
    """Say a sentence of the pure modules in the reader's language."""
    return sentence.translated(gettext) if isinstance(sentence, Wording) else sentence


@register.filter
def percent(value: object) -> str:
    """Write 0..1 as per cent, and a dash for what is not there."""
    return f"{100 * value:.0f} %" if isinstance(value, int | float) else DASH


@register.inclusion_tag("courses/admin/_figure.html")
def figure(value: Figure) -> dict[str, Any]:
    """Write a figure; a dash says its reason to who points at it and to who hears the page."""
    return {"figure": value}


@register.inclusion_tag("courses/admin/_zero_chart.html")
def zero_chart(drawn: Any) -> dict[str, Any]:
    return {"bar": drawn, "axis": f"{ZERO}%", "limit": LIMIT_AT}


@register.inclusion_tag("courses/admin/_sort_head.html", takes_context=True)
def sort_head(context: Context, name: str, label: str, css: str = "") -> dict[str, Any]:
    """Head a column with a link that sorts by it: rising first, falling at the second click."""
    request: HttpRequest = context["request"]
    now = str(context.get("sort") or "")
    query = request.GET.copy()
    query["sort"] = f"-{name}" if now == name else name
    direction = {name: "ascending", f"-{name}": "descending"}.get(now, "")
    return {"label": label, "query": query.urlencode(), "direction": direction, "css": css}


@register.inclusion_tag("courses/admin/_pager.html", takes_context=True)
def pager(context: Context, page: Page[Any]) -> dict[str, Any]:
    """Link to the first page, the last, and those beside this one, with what was chosen on it."""
    query = context["request"].GET.copy()

    def address(number: int | str) -> str:
        query["page"] = str(number)
        return f"?{query.urlencode()}"

    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    is_long = page.paginator.num_pages > 1
    return {
        "here": page.number,
        "pages": [(n, address(n) if isinstance(n, int) else "") for n in numbers] if is_long else [],
    }

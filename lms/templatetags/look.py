"""The drawn marks of the site as inline SVG: they take their colours from the page around them."""

import re
from functools import cache
from pathlib import Path

from django import template
from django.forms import BoundField
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

DRAWINGS = Path(__file__).resolve().parent.parent / "static" / "svg"
# Status is never colour alone: each of these has a shape of its own.
LAMPS = frozenset({"done", "progress", "wait", "stop", "todo", "locked"})

register = template.Library()


@cache
def drawing(name: str) -> tuple[str, SafeString]:
    """Return the viewBox and the inner markup of static/svg/<name>.svg; KeyError where there is none."""
    path = DRAWINGS / f"{name}.svg"
    if not re.fullmatch(r"[a-z0-9-]+", name) or not path.is_file():
        raise KeyError(f"No drawing is named {name!r}.")
    found = re.fullmatch(r'<svg [^>]*viewBox="([\d .-]+)"[^>]*>(.*)</svg>\s*', path.read_text(), re.DOTALL)
    if found is None:
        raise KeyError(f"The drawing {name!r} is not one svg element with a viewBox.")
    # The file is part of the program, not input: its markup is trusted as a template is.
    return found[1], mark_safe(found[2])  # noqa: S308


def inline(name: str, css: str) -> SafeString:
    """Return the drawing as an svg hidden from assistive technology: the words beside it speak."""
    box, shapes = drawing(name)
    return format_html(
        '<svg class="{}" viewBox="{}" aria-hidden="true" focusable="false">{}</svg>',
        css,
        box,
        shapes,
    )


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw static/svg/icon-<name>.svg."""
    return inline(f"icon-{name}", "icon")


@register.simple_tag
def lamp(state: str) -> SafeString:
    """Draw the andon lamp of a state: done, progress, wait, stop, todo or locked."""
    if state not in LAMPS:
        raise KeyError(f"No lamp is named {state!r}.")
    return inline(f"lamp-{state}", f"lamp-{state} icon")


@register.simple_tag
def andon(state: str, word: str, *, tag: bool = False) -> SafeString:
    """Draw a lamp with its word; tag=True gives the outlined form, at most once on a page."""
    css = "andon andon-tag" if tag else "andon"
    return format_html('<span class="{} andon-{}">{}{}</span>', css, state, lamp(state), word)


@register.simple_tag
def logo() -> SafeString:
    """Draw the mark of Lean Leaders."""
    return inline("logo", "logo")


@register.simple_tag
def burst() -> SafeString:
    """Draw the kaizen burst that stands around a number in a step of the stream."""
    return inline("burst", "burst-star")


@register.simple_tag
def push() -> SafeString:
    """Draw the push arrow between two steps of the stream, both ways; the style sheet shows one."""
    return format_html("{}{}", inline("push-across", "h"), inline("push-down", "v"))


@register.simple_tag
def wire(towards: str) -> SafeString:
    """Draw the flow of information above the stream, towards "left" or "right", as wide as its place."""
    box, shapes = drawing(f"wire-{towards}")
    return format_html(
        '<svg class="stream-wire dg" viewBox="{}" preserveAspectRatio="none"'
        ' aria-hidden="true" focusable="false">{}</svg>',
        box,
        shapes,
    )


@register.inclusion_tag("components/nav_link.html", takes_context=True)
def nav_link(
    context: Context, address: str, label: str, icon_name: str = "", also: str = ""
) -> dict[str, str]:
    """Link to a part of the site; marked as current on its own page and on the pages below it.

    also: where pages lie that belong to it and are not below it, however their address is typed.
    """
    request = context.get("request")
    here = request.path if request else ""
    is_below = len(address) > 1 and here.startswith(address)
    is_below = is_below or bool(also) and here.lower().startswith(also)
    current = "page" if here == address else "true" if is_below else ""
    return {"address": address, "label": label, "icon_name": icon_name, "current": current}


@register.filter
def as_input(field: BoundField) -> SafeString:
    """Render the control of a bound field with the class of the component."""
    css = field.field.widget.attrs.get("class", "")
    return field.as_widget(attrs={"class": f"{css} input".strip()})

"""Doors to content.cleaning for templates."""

from django import template
from django.template.defaultfilters import stringfilter
from django.utils.safestring import SafeString, mark_safe

from content.cleaning import clean_html, clean_inline, link_plain_text, plain_text

register = template.Library()


@register.filter
@stringfilter
def clean(html: str) -> SafeString:
    """Show rich text."""
    return mark_safe(clean_html(html))  # noqa: S308 - cleaned


@register.filter
@stringfilter
def inline(html: str) -> SafeString:
    """Show one line with its emphasis."""
    return mark_safe(clean_inline(html))  # noqa: S308 - cleaned


@register.filter
@stringfilter
def linked(text: str) -> SafeString:
    """Show plain text, its web addresses as links."""
    return link_plain_text(text)


@register.filter
@stringfilter
def plain(html: str) -> str:
    """Show the words of rich text."""
    return plain_text(html)


@register.filter
def span(minutes: int) -> str:
    """Write a span of minutes as 6 h 13 min."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} h"] * bool(hours) + [f"{rest} min"] * bool(rest or not hours)
    return " ".join(parts)

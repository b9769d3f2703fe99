"""What templates may ask of this app: clean text, the outline, a lesson ready to be read."""

import re
from dataclasses import dataclass

from django import template
from django.template.defaultfilters import stringfilter
from django.utils.safestring import SafeString, mark_safe
from wagtail.contrib.typed_table_block.blocks import TypedTable
from wagtail.models import Page

from content.cleaning import clean_html, clean_inline, link_plain_text, plain_text
from content.diagrams import diagram
from content.models import CoursePage, LessonPage
from content.offering import Offer, offers, span
from content.outline import Activity, Module, Outline, course_id_of, outline_of
from content.reading import Reading, reading_of, show_rich_text

register = template.Library()
register.filter("span", span)


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
@stringfilter
def rich(source: str) -> SafeString:
    """Show the stored source of rich text, its links resolved."""
    return show_rich_text(source)


@register.simple_tag
def outline(page: Page) -> Outline | None:
    """Return the outline of the course that the page lies in."""
    course_id = course_id_of(page)
    return outline_of(course_id) if course_id else None


@register.simple_tag(name="offers")
def list_offers() -> list[Offer]:
    """Return the live courses with their outlines."""
    return offers()


@register.simple_tag
def reading(lesson: LessonPage) -> Reading:
    """Return the lesson made ready to be read."""
    return reading_of(lesson)


@register.simple_tag
def module_of(course: Outline, page_id: int) -> Module | None:
    return course.module_of(page_id)


@register.simple_tag
def activity(course: Outline, page_id: int) -> Activity | None:
    return course.find(page_id)


@register.simple_tag(name="diagram")
def draw_diagram(name: str) -> SafeString:
    """Draw a diagram that ships with the course; nothing where it is missing."""
    try:
        return diagram(name)
    except KeyError:
        return SafeString("")


@dataclass(frozen=True)
class Cell:
    html: SafeString
    heading: str
    is_number: bool


@register.filter
def rows(table: TypedTable) -> list[list[Cell]]:
    """Return the rows of a table; each cell knows its column's heading, which stands beside it on a phone."""
    return [
        [
            Cell(
                show_rich_text(_unwrapped(cell.value.source)),
                column["heading"],
                column["block"].name == "number",
            )
            for cell, column in zip(row, table.columns, strict=True)
        ]
        for row in table.rows
    ]


def _unwrapped(source: str) -> str:
    """A cell holds one line: its paragraph is the editor's, not the table's."""
    found = re.fullmatch(r"<p[^>]*>((?:(?!<p).)*)</p>", source, re.DOTALL)
    return found[1] if found else source


@register.simple_tag
def neighbours(course: Outline, page_id: int) -> tuple[Activity | None, Activity | None]:
    """Return the activities before and after a page."""
    return course.neighbours(page_id)


@register.simple_tag
def page_crumbs(course: Outline | None, module: Module | None = None) -> list[tuple[str, str]]:
    """Return (title, address) of the course and of the module above a page."""
    above = [part for part in (course, module) if part]
    return [(part.title, part.url) for part in above]


@register.simple_tag
def catalogue_crumbs(course: CoursePage) -> list[tuple[str, str]]:
    """Return (title, address) of the catalogue above a course."""
    catalogue = course.get_parent()
    return [(catalogue.title, catalogue.get_url() or "/")]

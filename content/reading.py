"""A lesson made ready to be read: cleaned text, its glossary terms, and what stands on the page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.core.cache import cache
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext
from wagtail.rich_text import expand_db_html

from content.cleaning import clean_html, plain_text
from content.glossary import Glossary, Term
from content.models import GlossaryTerm, LessonPage
from content.outline import GENERATION, SECONDS


@dataclass(frozen=True)
class Heading:
    anchor: str
    title: str


@dataclass(frozen=True)
class Reading:
    """texts: markup of each text block, by the block's id. headings: in the order of the page."""

    texts: dict[str, str]
    headings: tuple[Heading, ...]

    def text(self, block_id: str) -> SafeString:
        return mark_safe(self.texts[block_id])  # noqa: S308 - made by _texts below, cleaned


def show_rich_text(source: str) -> SafeString:
    """Return rich text as it is shown: links resolved, then cleaned."""
    return mark_safe(clean_html(expand_db_html(source)))  # noqa: S308 - cleaned


def reading_of(lesson: LessonPage) -> Reading:
    """Return the lesson ready to be read, kept in the cache until it, any page or the glossary changes.

    The key hangs on the body itself, so that a preview of a draft has a reading of its own.
    """
    body = str(lesson.body.get_prep_value()).encode()
    key = f"reading:{lesson.pk}:{sha256(body).hexdigest()[:32]}"
    kept = cache.get_many([key, GENERATION])
    generation = kept.get(GENERATION)
    if key in kept and kept[key][0] == generation:
        reading: Reading = kept[key][1]
        return reading
    reading = read_lesson(lesson)
    cache.set(key, (generation, reading), SECONDS)
    return reading


def read_lesson(lesson: LessonPage) -> Reading:
    rows = GlossaryTerm.objects.values_list("term", "slug", "definition")
    glossary = Glossary([Term(*row) for row in rows])
    seen: set[str] = set()
    anchors: dict[str, int] = {}
    texts: dict[str, str] = {}
    headings: list[Heading] = []
    for block in lesson.body:
        if block.block_type == "text":
            html, found = _with_anchors(show_rich_text(block.value.source), anchors)
            texts[block.id] = glossary.marked(html, seen)
            headings += found
        else:
            headings += _heading_of(block)
    return Reading(texts, tuple(headings))


def _with_anchors(html: str, anchors: dict[str, int]) -> tuple[str, list[Heading]]:
    """Give each h2 an id made of its words; the second of the same words gets a number."""
    found: list[Heading] = []

    def named(match: "re.Match[str]") -> str:
        title = plain_text(match[1])
        slug = slugify(title) or "section"
        anchors[slug] = count = anchors.get(slug, 0) + 1
        found.append(Heading(slug if count == 1 else f"{slug}-{count}", title))
        return f'<h2 id="{found[-1].anchor}">{match[1]}</h2>'

    # clean_html leaves no attributes on headings, so this is how each of them is written.
    return re.sub(r"<h2>(.*?)</h2>", named, html, flags=re.DOTALL), found


def _heading_of(block: Any) -> Iterator[Heading]:
    names = {
        "scenario": gettext("Scenario"),
        "check": gettext("Check your understanding"),
        "key_points": gettext("Key points"),
        "at_work": gettext("Do it at work"),
        "reflection": gettext("Reflect"),
    }
    if name := names.get(block.block_type):
        yield Heading(f"b-{block.id}", name)

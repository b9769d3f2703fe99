"""A lesson made ready to be read: cleaned text, its glossary terms, and what stands on the page."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.core.cache import cache
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext
from wagtail.rich_text import RichText, expand_db_html

from content.cleaning import clean_html, plain_text
from content.glossary import Glossary, Term
from content.models import GlossaryTerm, LessonPage
from content.outline import GENERATION, SECONDS


@dataclass(frozen=True)
class Heading:
    anchor: str
    title: str


@dataclass(frozen=True)
class AskedItem:
    """As much of an item as is needed to ask its published version."""

    pk: int
    pool: str
    live: bool
    live_revision_id: int | None


@dataclass(frozen=True)
class Part:
    """One block of a lesson. html: as everyone sees it; "" where it hangs on the learner.

    value: what the block's template needs then.
    """

    id: str
    kind: str
    html: SafeString
    value: dict[str, Any]

    @property
    def template(self) -> str:
        return f"content/blocks/{self.kind}.html"


@dataclass(frozen=True)
class Reading:
    """parts, headings: in the order of the page."""

    parts: tuple[Part, ...]
    headings: tuple[Heading, ...]


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
    parts: list[Part] = []
    headings: list[Heading] = []
    for block in lesson.body:
        html, value = "", {}
        if block.block_type == "text":
            html, found = _with_anchors(show_rich_text(block.value.source), anchors)
            html = glossary.marked(html, seen)
            headings += found
        elif block.block_type in LEARNERS_OWN:
            value = LEARNERS_OWN[block.block_type](block.value)
        else:
            html = block.render({"block_id": block.id})
        headings += _heading_of(block)
        parts.append(Part(block.id, block.block_type, mark_safe(html), value))  # noqa: S308 - rendered
    return Reading(tuple(parts), tuple(headings))


def _asked(value: Any) -> dict[str, Any]:
    item = value["item"]
    return {"item": AskedItem(item.pk, item.pool, item.live, item.live_revision_id) if item else None}


# Blocks that look different to each learner, and what of them is kept.
LEARNERS_OWN: dict[str, Callable[[Any], dict[str, Any]]] = {
    "check": _asked,
    "at_work": lambda value: {"body": RichText(value["body"].source)},
    "reflection": lambda value: {"prompt": value["prompt"]},
}


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

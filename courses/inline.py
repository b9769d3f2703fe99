"""A check inside a lesson: asked and answered on the spot, kept nowhere."""

import random
from dataclasses import dataclass

from django.core.cache import cache
from django.utils.translation import gettext

from content.items.responding import draw_order, parse
from content.items.terms import Content, ResponseInvalid
from content.models import Item, ItemVersion
from courses.quiz.checking import blank_refusal
from courses.quiz.feedback import visible
from courses.quiz.fields import Fields
from courses.quiz.presenting import Presented, present
from courses.quiz.sheet import Sheet, sheet_of

# Frozen content never changes; the key changes when a new version is published.
SECONDS = 24 * 3600


@dataclass(frozen=True)
class Inline:
    """shown: what may be seen. error: why an answer was refused, or "", with what was filled in.

    refused: the id of the part that it is about, or "".
    """

    item_id: int
    shown: Presented
    error: str = ""
    filled: Fields | None = None
    refused: str = ""

    @property
    def prefix(self) -> str:
        return f"i{self.item_id}-"

    @property
    def sheet(self) -> Sheet | None:
        return sheet_of(self.shown, self.filled, self.refused)


def inline_of(item: Item) -> Inline | None:
    """Return the item as asked; None if it has no published version or is not for checks."""
    content = _content_of(item)
    if content is None:
        return None
    return Inline(item.pk, present(content, _order_of(item, content), None, visible("check", "open")))


def answer_inline(item: Item, fields: Fields, *, is_revealing: bool) -> Inline | None:
    """Return the item with feedback for what was given; the whole answer only to a given answer."""
    content = _content_of(item)
    if content is None:
        return None
    if "clear" in fields:
        return inline_of(item)
    order = _order_of(item, content)
    try:
        response = parse(content, fields)
        if response is None:
            raise blank_refusal(content)
    except ResponseInvalid as refusal:
        unanswered = present(content, order, None, visible("check", "open"))
        return Inline(item.pk, unanswered, refusal.message.translated(gettext), fields, refusal.part)
    seen = visible("check", "open", checked=True, revealed=is_revealing)
    return Inline(item.pk, present(content, order, response, seen))


def _content_of(item: Item) -> Content | None:
    if not item.live or item.pool != "check":
        return None
    key = f"inline:{item.pk}:{item.live_revision_id}"
    content: Content | None = cache.get(key) if item.live_revision_id else None
    if content is None:
        version = ItemVersion.objects.current().filter(item=item.pk, pool="check").first()
        if version is None:
            return None
        content = version.content
        cache.set(key, content, SECONDS)
    return content


def _order_of(item: Item, content: Content) -> dict[str, list[str]]:
    """One order for all readers, so that a plain form finds it again; it owes nothing to the author's."""
    return draw_order(content, random.Random(f"inline {item.pk}"))  # noqa: S311 - a layout, not a secret

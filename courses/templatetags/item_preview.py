"""An item as its author may see it in the CMS: as asked, and as answered well."""

import random
from typing import Any

from django import template
from django.utils.translation import gettext

from content.freezing import content_of
from content.items.content import check_content
from content.items.responding import draw_order
from content.items.scoring import key
from content.models import Item
from content.publishing import content_problems
from courses.quiz.feedback import visible
from courses.quiz.presenting import present
from courses.quiz.sheet import sheet_of

register = template.Library()


@register.inclusion_tag("content/_item_sheets.html")
def item_sheets(item: Item) -> dict[str, Any]:
    """Lay the item out twice; while it is unfinished, say what is missing."""
    content = content_of(item, random.Random(0))  # noqa: S311 - ids of a preview
    if check_content(content):
        return {"problems": [message for _, message in content_problems(content)]}
    order = draw_order(content, random.Random(0))  # noqa: S311 - a layout
    asked = present(content, order, None, visible("check", "open"))
    shown = visible("check", "open", checked=True, revealed=True)
    answered = present(content, order, key(content), shown)
    return {
        "problems": [],
        "sheets": [
            ("asked-", gettext("As it is asked"), sheet_of(asked)),
            ("answered-", gettext("As it is answered well"), sheet_of(answered)),
        ],
    }

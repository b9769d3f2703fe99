"""Publishing an item freezes what learners will meet: a version that never changes again."""

import random
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from content.freezing import content_of
from content.items.content import check_content, sha256
from content.items.meaning import meaning
from content.models import Item, ItemVersion
from content.models.items import Pool

if TYPE_CHECKING:
    from lms.models import User


@transaction.atomic
def freeze_item(item: Item, *, by: "User | None" = None, at: datetime | None = None) -> ItemVersion:
    """Return the version that stands for the item as it is: a new one, or the latest if nothing changed.

    Raises ValidationError, in the author's words, for an item that cannot be answered.
    """
    content = content_of(item, random.SystemRandom())
    if problems := list(problems_of(item, content)):
        raise ValidationError(problems)
    fields: dict[str, Any] = {
        "bank_id": item.bank_id,
        "pool": item.pool,
        "cognitive_level": item.cognitive_level,
        "enemy_group": item.enemy_group,
        "is_trial": item.is_trial,
        "objectives": sorted(objective.code for objective in item.objectives.all()),
    }
    # The lock makes two publishers queue for the next number; the constraint would refuse the second.
    Item.objects.select_for_update().get(pk=item.pk)
    latest: ItemVersion | None = item.versions.order_by("number").last()
    if latest and _is_same(latest, fields, content):
        return latest
    version = ItemVersion(
        item=item,
        number=latest.number + 1 if latest else 1,
        content=content,
        sha256=sha256(content),
        published_at=at or timezone.now(),
        published_by=by,
        **fields,
    )
    version.full_clean(exclude=["published_by"])
    version.save(force_insert=True)
    return version


def problems_of(item: Item, content: dict[str, Any]) -> Iterator[str]:
    """Yield why the item cannot be published; nothing if it can."""
    if not item.objectives.all():
        yield gettext("Choose at least one objective that this item assesses.")
    yield from (message for _, message in content_problems(content))
    yield from pool_problems(item.pool, content)


def pool_problems(pool: str, content: dict[str, Any]) -> Iterator[str]:
    """Yield what the pool does not allow, in the author's words."""
    asked = [content, *(gap["interaction"] for gap in content.get("gaps", ()))]
    if pool == Pool.EXAM and any(part.get("distance") for part in asked):
        yield gettext("In the final exam no letter is forgiven: list the spellings that you accept instead.")


def untold_choices(pool: str, content: dict[str, Any]) -> Iterator[str]:
    """Yield which wrong options of a check say nothing to those who choose them, in the author's words.

    To be asked where an item is written by hand. Files of other systems have little feedback, and what is
    imported from them is published as it is; so is an exam, whose learners see no feedback on options.
    """
    if pool != Pool.CHECK:
        return
    for number, option in enumerate(content.get("options", ()), start=1):
        if not option["correct"] and not option["feedback"]:
            yield gettext("Option %(number)s: write what it overlooks. Whoever chooses it reads that.") % {
                "number": number
            }


def content_problems(content: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the field and what is wrong with it, in the author's words."""
    for problem in check_content(content):
        message = problem.message.translated(gettext)
        yield problem.field, f"{_place(problem.field)}: {message}" if "." in problem.field else message


def _place(field: str) -> str:
    """Say options.2.text as people count, Option 3; in a gap, gaps.0.options.2.text is Gap 1, Option 3."""
    name, number, *inner = field.split(".")
    if name == "gaps" and len(inner) > 1:
        return f"{_place(f'{name}.{number}')}, {_place('.'.join(inner))}"
    words = {
        "gaps": gettext("Gap"),
        "more": gettext("Further answer"),
        "options": gettext("Option"),
        "sequence": gettext("Step"),
        "left": gettext("Pair"),
        "right": gettext("Answer"),
        "accept": gettext("Accepted answer"),
        "rubric": gettext("Criterion"),
        "wrong": gettext("Typical error"),
    }
    return f"{words.get(name, name)} {int(number) + 1}" if number.isdecimal() else words.get(name, name)


def _is_same(version: ItemVersion, fields: dict[str, Any], content: dict[str, Any]) -> bool:
    if any(getattr(version, name) != value for name, value in fields.items()):
        return False
    return meaning(version.content) == meaning(content)

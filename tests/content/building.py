"""Builders for items and lesson bodies: the least that can be published."""

import json
from itertools import count

from content.models import Item, ItemBank, Objective

_n = count(1)


def make_objective(code: str = "S1") -> Objective:
    return Objective.objects.get_or_create(
        code=code, defaults={"group": "Seeing", "content": "Go and see", "assessment": "Choose to go"}
    )[0]


def single_choice(*options: tuple[str, bool, str]) -> str:
    """Return the stored form of a single choice; options: (text, is it right, feedback)."""
    options = options or (("At the gemba", True, "Yes."), ("In the report", False, "A report is old."))
    value = {
        "options": [
            {"type": "item", "id": str(n), "value": {"text": text, "correct": correct, "feedback": feedback}}
            for n, (text, correct, feedback) in enumerate(options)
        ]
    }
    return json.dumps([{"type": "single_choice", "value": value}])


def make_item(**fields: object) -> Item:
    """A saved draft. interaction: the stored form, as JSON."""
    fields.setdefault("code", f"ITEM-{next(_n)}")
    fields.setdefault("bank", ItemBank.objects.get_or_create(slug="seeing", defaults={"title": "Seeing"})[0])
    fields.setdefault("stem", "<p>Where are facts found?</p>")
    fields.setdefault("interaction", single_choice())
    item = Item(cognitive_level="apply", live=False, **fields)
    item.save()
    item.objectives = [make_objective()]
    item.save()
    return item


def publish(item: Item) -> Item:
    item.save_revision().publish()
    return Item.objects.get(pk=item.pk)

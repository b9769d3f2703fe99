"""Bringing items of a file into a bank: all or nothing, as drafts that authors look over first."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from content.items.interchange.terms import Reading
from content.models import Item, ItemBank
from content.planning import plan_items
from content.plans import Choices, Plan, Remark

if TYPE_CHECKING:
    from lms.models import User

# Told after each item how many are written, and of how many.
Told = Callable[[int, int], None]


class ImportRefused(Exception):
    """Nothing was written. str(error) is safe and useful; plan: what is said item by item."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(_("Nothing was imported."))
        self.plan = plan


@transaction.atomic
def import_items(
    bank: ItemBank,
    reading: Reading,
    choices: Choices,
    *,
    by: "User | None" = None,
    told: Told | None = None,
) -> Plan:
    """Write the items that are new to the bank and return what became of each.

    Raises ImportRefused, with nothing written, where the plan is refused.
    """
    # Two imports at once would give out the same codes: the second waits here.
    plan = plan_items(ItemBank.objects.select_for_update().get(pk=bank.pk), reading, choices)
    if plan.is_refused:
        raise ImportRefused(plan)
    try:
        _write_all(plan, by, told)
    except IntegrityError as clash:
        raise ImportRefused(_overtaken(plan)) from clash
    return plan


@transaction.atomic
def _write_all(plan: Plan, by: "User | None", told: Told | None) -> None:
    items = [entry.item for entry in plan.new if entry.item]
    for number, item in enumerate(items, start=1):
        _write(item, plan.choices, by)
        if told:
            told(number, len(items))


def _write(item: Item, choices: Choices, by: "User | None") -> None:
    # A draft may lack its level, as it may when an author begins one.
    item.full_clean(exclude=[] if item.cognitive_level else ["cognitive_level"])
    item.save()
    log(instance=item, action="wagtail.create", user=by, content_changed=True)
    revision = item.save_revision(user=by, clean=False)
    if choices.is_published:
        revision.publish(user=by)


def _overtaken(plan: Plan) -> Plan:
    message = _("Somebody wrote an item with one of these codes at this very moment. Import again.")
    return replace(plan, remarks=(*plan.remarks, Remark("", message)))

"""A file of items on its way in: kept between the look at what it holds and the word to import it."""

import hashlib
import random
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from content.importing import import_items
from content.items.interchange.formats import FORMATS, guess
from content.items.interchange.terms import FileRefused, Reading, Refusal
from content.items.wording import Wording as _
from content.models import ItemBank, ItemImport
from content.planning import plan_items
from content.plans import Choices, Plan

if TYPE_CHECKING:
    from lms.models import User

# One name for each way of reading: QTI is written in three versions and read in any.
READABLE = tuple(
    name for name, each in FORMATS.items() if name == "qti" or each.read is not FORMATS["qti"].read
)
SIZE_LIMIT = 10 * 1024 * 1024  # bytes
ITEM_LIMIT = 500
KEPT = timedelta(days=3)
NAME_LENGTH = 120


@transaction.atomic
def receive_file(
    bank: ItemBank, name: str, data: bytes, *, by: "User", format_name: str = "", at: datetime | None = None
) -> ItemImport:
    """Keep the file for its importer. format_name: of FORMATS; "" to go by what the file holds."""
    received = ItemImport(
        bank=bank,
        filename=name[-NAME_LENGTH:],
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
        format=format_name or guess(name, data),
        choices=asdict(Choices()),
        uploaded_by=by,
        uploaded_at=at or timezone.now(),
    )
    received.full_clean()
    received.save(force_insert=True)
    return received


def choices_of(received: ItemImport) -> Choices:
    stored = dict(received.choices)
    return Choices(**stored | {"objectives": tuple(stored["objectives"])})


def set_choices(received: ItemImport, choices: Choices, *, format_name: str) -> None:
    received.choices, received.format = asdict(choices), format_name
    received.save(update_fields=["choices", "format"])


def read_file(data: bytes, format_name: str) -> Reading:
    """Read a file whole. One that cannot be read at all gives a refusal that names nothing but the line."""
    try:
        # Ids are drawn anew when an item is frozen.
        return FORMATS[format_name].read(data, rng=random.SystemRandom())
    except FileRefused as refused:
        return Reading(refusals=(Refusal("", refused.message, refused.line),))


def plan_import(received: ItemImport) -> Plan:
    """Return what an import would do now, with nothing written."""
    return plan_items(received.bank, _reading_of(received), choices_of(received))


@transaction.atomic
def confirm_import(received: ItemImport, *, by: "User", at: datetime | None = None) -> Plan | None:
    """Import what the file holds; None if that was done before, and nothing is done again.

    Raises ImportRefused, with nothing written.
    """
    held = ItemImport.objects.select_for_update().get(pk=received.pk)
    if held.confirmed_at:
        return None
    plan = import_items(held.bank, _reading_of(held), choices_of(held), by=by)
    held.confirmed_at = at or timezone.now()
    held.result = {"new": len(plan.new), "there": len(plan.there), "refused": plan.refused_count}
    held.data = b""
    held.save()
    return plan


def _reading_of(received: ItemImport) -> Reading:
    """Read a file within what one request can write; longer ones are for the command line."""
    reading = read_file(bytes(received.data), received.format)
    if (count := len(reading.items)) <= ITEM_LIMIT:
        return reading
    message = _(
        "The file holds %(count)s questions, and %(limit)s can be imported at a time here. "
        "Split it, or have it imported whole on the server: manage.py import_items FILE --bank %(bank)s",
        count=count,
        limit=ITEM_LIMIT,
        bank=received.bank.slug,
    )
    return Reading(refusals=(Refusal("", message),))


def forget_imports(*, at: datetime | None = None) -> int:
    """Delete the files that nobody confirmed for days; return how many."""
    old = ItemImport.objects.filter(confirmed_at=None, uploaded_at__lt=(at or timezone.now()) - KEPT)
    return old.delete()[0]

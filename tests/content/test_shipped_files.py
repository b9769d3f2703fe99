"""The items that come with the course, out into every format and back: they say the same."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction

from content.exporting import WRITABLE, export_items
from content.importing import import_items
from content.items.meaning import fingerprint
from content.models import Item, ItemBank, ItemVersion
from content.plans import Choices, Fate
from content.receiving import read_file
from tests.content.importing import make_bank

pytestmark = pytest.mark.django_db

# Of the 152 items that come with the course, how many a format holds whole; the rest is told by name.
SHIPPED = {"gift": 151, "aiken": 0, "moodle-xml": 151, "qti-2.1": 151, "qti-2.2": 151, "qti-3.0": 151}


@pytest.fixture(scope="module")
def shipped(django_db_setup, django_db_blocker):
    """The course as it comes, loaded once for all formats."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_course", verbosity=0, stdout=StringIO())
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("name", WRITABLE)
def test_the_shipped_items_say_the_same_after_a_way_out_and_back(shipped, name):
    export = export_items(Item.objects.all(), name)
    assert len(export.written) + len(export.left_out) == 152
    assert len(export.written) == SHIPPED[name]
    if not export.written:
        return
    found = read_file(export.data, name)
    assert found.refusals == ()
    assert said(found.items) == said(export.written)


def said(items) -> dict[str, tuple]:
    """What each item says, by its code."""
    return {each.code: (fingerprint(each.content), set(each.tags)) for each in items}


def test_a_bank_that_was_exported_is_known_to_the_bank_and_new_to_another(shipped):
    bank, other = ItemBank.objects.get(slug="kaizen"), make_bank("other", "Other")
    found = read_file(export_items(bank.items.all(), "gift").data, "gift")
    plan = import_items(bank, found, Choices())
    assert {entry.fate for entry in plan.entries} == {Fate.THERE}
    plan = import_items(other, found, Choices(has_new_codes=True, is_published=True, pool="exam"))
    assert {entry.fate for entry in plan.entries} == {Fate.NEW}
    assert told(other) == told(bank)


def told(bank: ItemBank) -> list[tuple]:
    """What learners meet of a bank, whatever its items are called."""
    versions = ItemVersion.objects.current().filter(item__bank=bank)
    return sorted((fingerprint(v.content), v.cognitive_level, *v.objectives) for v in versions)

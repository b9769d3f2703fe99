"""A file waits between the look and the word, and is used up by the word, once."""

from datetime import timedelta

import pytest

from content.importing import ImportRefused
from content.models import Item, ItemImport
from content.plans import Choices
from content.receiving import (
    choices_of,
    confirm_import,
    forget_imports,
    plan_import,
    receive_file,
    set_choices,
)
from tests.conftest import AT
from tests.content.importing import make_bank
from tests.factories import make_learner

pytestmark = pytest.mark.django_db
GOOD = b"::Facts::Where are facts found? {=At the gemba ~In the report}\n"
BAD = GOOD + b"\n::Open::Which one? {=A ~B\n"


@pytest.fixture
def author(db):
    return make_learner("Ada Author")


def received(author, data=GOOD, name="facts.gift", **kwargs) -> ItemImport:
    return receive_file(make_bank(), name, data, by=author, **kwargs)


def test_a_file_is_kept_for_its_bank_and_its_importer(author):
    file = received(author, at=AT)
    assert (file.filename, file.format, file.uploaded_by, file.uploaded_at) == (
        "facts.gift",
        "gift",
        author,
        AT,
    )
    assert bytes(ItemImport.objects.get().data) == GOOD
    # printf '::Facts::Where are facts found? {=At the gemba ~In the report}\n' | sha256sum
    assert file.sha256 == "48445d9e5d39ff4f4eb5d454159114040b8ee0ee526630ce6a01501c2880c24d"
    assert (file.confirmed_at, choices_of(file)) == (None, Choices())


def test_the_format_may_be_said(author):
    assert received(author, format_name="aiken").format == "aiken"


def test_looking_writes_no_item(author):
    plan = plan_import(received(author))
    assert ([entry.name for entry in plan.entries], Item.objects.count()) == (["Facts"], 0)


def test_a_file_that_cannot_be_read_at_all_is_a_refusal_with_its_line(author):
    plan = plan_import(received(author, b"::A::B {=C ~D}\n\xff\xfe\n", format_name="gift"))
    assert plan.is_refused
    [remark] = plan.refusals
    assert (remark.line, remark.message) == (
        2,
        "The file is not UTF-8. Save it in that encoding and try again.",
    )


def test_what_was_chosen_is_kept_and_obeyed(author):
    file = received(author)
    set_choices(file, Choices(pool="exam", level="apply"), format_name="gift")
    confirm_import(ItemImport.objects.get(), by=author)
    item = Item.objects.get()
    assert (item.pool, item.cognitive_level) == ("exam", "apply")


def test_a_confirmed_file_is_used_up(author):
    assert confirm_import(received(author), by=author, at=AT)
    file = ItemImport.objects.get()
    assert (file.confirmed_at, file.result) == (AT, {"new": 1, "there": 0, "refused": 0})
    assert bytes(file.data) == b""


def test_confirming_twice_creates_once(author):
    file = received(author)
    assert confirm_import(file, by=author, at=AT)
    assert not confirm_import(file, by=author, at=AT + timedelta(minutes=1))
    assert Item.objects.count() == 1
    assert ItemImport.objects.get().confirmed_at == AT


def test_a_refused_file_stays_as_it_was(author):
    file = received(author, BAD)
    with pytest.raises(ImportRefused):
        confirm_import(file, by=author)
    file.refresh_from_db()
    assert (file.confirmed_at, bytes(file.data), Item.objects.count()) == (None, BAD, 0)


def test_files_that_nobody_confirmed_are_forgotten_after_three_days(author):
    old = received(author, at=AT - timedelta(days=3, seconds=1))
    bank = old.bank
    receive_file(bank, "young.gift", GOOD, by=author, at=AT - timedelta(days=3))
    used = receive_file(bank, "used.gift", GOOD, by=author, at=AT - timedelta(days=90))
    confirm_import(used, by=author, at=AT - timedelta(days=90))
    assert forget_imports(at=AT) == 1
    assert set(ItemImport.objects.values_list("filename", flat=True)) == {"young.gift", "used.gift"}

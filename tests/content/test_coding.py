"""Items keep the code they come with, or get the next of their bank."""

import pytest

from content.coding import Codes, is_well_formed
from content.importing import ImportRefused, import_items
from content.models import Item
from content.plans import Choices, Fate
from tests.content.building import make_item
from tests.content.importing import choice, imported, make_bank, reading

pytestmark = pytest.mark.django_db


def codes() -> list[str]:
    return list(Item.objects.values_list("code", flat=True))


@pytest.mark.parametrize(
    ("code", "is_fine"),
    [
        ("A3P-01", True),
        ("x" * 20, True),
        ("x" * 21, False),
        ("", False),
        ("a b", False),
        ("-a", False),
        ("=1+1", False),
        ("ünï", False),
        ("A1\n", False),
    ],
)
def test_a_code_is_short_and_plain(code, is_fine):
    assert is_well_formed(code) is is_fine


def test_a_free_code_of_the_file_is_kept_and_others_are_numbered():
    bank = make_bank("kaizen")
    file = reading(
        imported("A", choice("A?"), code="A3P-01"),
        imported("B", choice("B?")),
        imported("C", choice("C?"), code="not a code"),
    )
    import_items(bank, file, Choices())
    assert codes() == ["A3P-01", "KAIZEN-1", "KAIZEN-2"]


def test_numbers_go_on_after_the_last_and_pass_over_what_the_file_names():
    bank = make_bank("kaizen")
    make_item(bank=bank, code="KAIZEN-007")
    make_item(bank=bank, code="KAIZEN-X")
    file = reading(
        imported("A", choice("A?")), imported("B", choice("B?"), code="KAIZEN-9"), imported("C", choice("C?"))
    )
    import_items(bank, file, Choices())
    assert sorted(codes()) == ["KAIZEN-007", "KAIZEN-10", "KAIZEN-8", "KAIZEN-9", "KAIZEN-X"]


def test_a_long_short_name_leaves_room_for_the_number():
    given = Codes(make_bank("customer-value-and-flow"), []).take_next()
    assert given == "CUSTOMER-VALUE-1"
    assert is_well_formed(given)


def test_the_same_file_again_creates_nothing():
    bank = make_bank()
    file = reading(imported("A", choice("A?"), code="A-1"), imported("B", choice("B?")))
    import_items(bank, file, Choices())
    again = import_items(bank, file, Choices())
    assert [(entry.fate, entry.code) for entry in again.entries] == [
        (Fate.THERE, "A-1"),
        (Fate.THERE, "GEMBA-1"),
    ]
    assert Item.objects.count() == 2


def test_the_same_item_twice_in_a_file_is_taken_once():
    plan = import_items(make_bank(), reading(imported("A"), imported("B")), Choices())
    assert [entry.fate for entry in plan.entries] == [Fate.NEW, Fate.THERE]


def test_another_bank_may_hold_the_same_item_under_a_code_of_its_own():
    import_items(make_bank("one", "One"), reading(imported()), Choices())
    import_items(make_bank("two", "Two"), reading(imported()), Choices())
    assert codes() == ["ONE-1", "TWO-1"]


def test_a_code_that_stands_for_something_else_is_refused_and_replaced_when_asked():
    bank = make_bank()
    import_items(bank, reading(imported("A", choice("A?"), code="A-1")), Choices())
    changed = reading(imported("A", choice("A, said otherwise?"), code="A-1", line=4))
    with pytest.raises(ImportRefused) as refused:
        import_items(bank, changed, Choices())
    [remark] = refused.value.plan.refusals
    assert (remark.line, remark.message) == (
        4,
        "The code A-1 is taken by another item. Change it, or ask for new codes.",
    )
    import_items(bank, changed, Choices(has_new_codes=True))
    assert codes() == ["A-1", "GEMBA-1"]


def test_a_code_that_the_file_gives_twice_is_refused_the_second_time():
    file = reading(imported("A", choice("A?"), code="A-1"), imported("B", choice("B?"), code="A-1"))
    with pytest.raises(ImportRefused) as refused:
        import_items(make_bank(), file, Choices())
    assert [remark.name for remark in refused.value.plan.refusals] == ["B"]

"""Out of a bank into a file, and back again with the same meaning."""

import pytest

from content.exporting import export_items, filename_of
from content.items.interchange.terms import Exported
from content.models import Item
from tests.content.building import make_item, make_objective, publish, single_choice

pytestmark = pytest.mark.django_db


def exported(format_name: str = "gift", **kwargs) -> list[str]:
    return [each.content["stem"] for each in export_items(Item.objects.all(), format_name, **kwargs).written]


def test_the_version_that_learners_meet_is_written_unless_drafts_are_asked_for():
    item = publish(make_item())
    item.stem = "<p>A later draft?</p>"
    item.save_revision()
    assert exported() == ["<p>Where are facts found?</p>"]
    assert exported(is_draft=True) == ["<p>A later draft?</p>"]


def test_an_item_that_is_not_live_is_told_by_its_code():
    make_item(code="NEW-1", name="Facts")
    export = export_items(Item.objects.all(), "gift")
    assert (export.data, export.written) == (b"", ())
    [left] = export.left_out
    assert (left.code, left.name, left.message) == (
        "NEW-1",
        "Facts",
        "It is not published. Choose drafts to export it.",
    )
    publish(Item.objects.get()).unpublish()
    assert exported() == []


def test_an_unfinished_draft_is_left_out_with_the_reason():
    make_item(interaction=single_choice(("a", True, "."), ("b", True, ".")))
    [left] = export_items(Item.objects.all(), "gift", is_draft=True).left_out
    assert left.message == "Mark exactly one option as right."


def test_what_a_format_cannot_hold_is_left_out_and_the_rest_is_written():
    make_item(code="PLAIN", interaction=single_choice(("Gemba", True, ""), ("Office", False, "")))
    make_item(code="RICH")
    export = export_items(Item.objects.all(), "aiken", is_draft=True)
    assert [each.code for each in export.written] == ["PLAIN"]
    [left] = export.left_out
    assert (left.code, left.message) == ("RICH", "Aiken has no place for feedback, shares or a stimulus.")


def test_objectives_level_and_bank_go_with_an_item():
    item = make_item(code="A-1", name="Facts")
    item.objectives = [make_objective("S2"), make_objective("S1")]
    publish(item)
    [live] = export_items(Item.objects.all(), "gift").written
    [draft] = export_items(Item.objects.all(), "gift", is_draft=True).written
    assert live == Exported("A-1", "Facts", live.content, ("S1", "S2", "apply"), "Seeing")
    assert (draft.tags, draft.category) == (live.tags, live.category)


def test_a_draft_takes_its_objectives_along():
    item = publish(make_item())
    item.objectives = [make_objective("S9")]
    item.save_revision()
    [draft] = export_items(Item.objects.all(), "gift", is_draft=True).written
    assert draft.tags == ("S9", "apply")


@pytest.mark.parametrize("is_draft", [True, False])
@pytest.mark.parametrize("count", [1, 6])
def test_an_export_costs_the_same_queries_however_many_items(django_assert_max_num_queries, count, is_draft):
    for number in range(count):
        publish(make_item(stem=f"<p>{number}?</p>")).save_revision()
    with django_assert_max_num_queries(4):
        assert len(export_items(Item.objects.all(), "gift", is_draft=is_draft).written) == count


@pytest.mark.parametrize(
    ("what", "name"),
    [("gemba", "gemba.gift"), ('x"; evil\r\n../../etc', "x-evil-etc.gift"), ("改善", "items.gift")],
)
def test_a_file_has_a_plain_name(what, name):
    assert filename_of(what, "gift") == name

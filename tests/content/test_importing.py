"""All or nothing, as drafts, and nothing twice."""

import json

import pytest
from django.db import IntegrityError
from wagtail.models import ModelLogEntry, Revision

from content import importing, planning
from content.importing import ImportRefused, import_items
from content.models import Item, ItemVersion
from content.plans import Choices, Fate
from tests.content.building import make_item, make_objective, publish
from tests.content.importing import choice, faulty, imported, make_bank, reading, refusal
from tests.content.items import examples
from tests.factories import make_learner

pytestmark = pytest.mark.django_db

PUBLISHED = Choices(is_published=True, level="apply", objectives=("S1",))


def rows() -> tuple[int, ...]:
    """How many rows there are of everything that an import writes."""
    return tuple(model.objects.count() for model in (Item, ItemVersion, Revision, ModelLogEntry))


@pytest.fixture
def bank(db):
    return make_bank()


def test_items_arrive_as_drafts_that_learners_never_meet(bank):
    plan = import_items(bank, reading(imported("Facts")), Choices(pool="exam", level="apply"))
    item = Item.objects.get()
    assert (item.bank, item.pool, item.name, item.cognitive_level) == (bank, "exam", "Facts", "apply")
    assert (item.live, item.has_unpublished_changes, item.versions.count()) == (False, True, 0)
    assert (item.stem, item.kind) == ("<p>Where are facts found?</p>", "Single choice")
    [option, _] = json.loads(json.dumps(list(item.interaction.raw_data)))[0]["value"]["options"]
    assert (option["value"]["text"], option["value"]["correct"]) == ("At the gemba", True)
    assert [entry.fate for entry in plan.entries] == [Fate.NEW]


@pytest.mark.parametrize("example", examples.ALL, ids=lambda example: example.__name__)
def test_every_kind_of_item_can_be_imported_published_and_is_known_again(bank, example):
    make_objective("S1")
    import_items(bank, reading(imported("One", example())), PUBLISHED)
    assert ItemVersion.objects.get().type == example()["type"]
    again = import_items(bank, reading(imported("One", example())), PUBLISHED)
    assert [entry.fate for entry in again.entries] == [Fate.THERE]
    assert Item.objects.count() == 1


@pytest.mark.parametrize(
    "last",
    [
        pytest.param(imported("Last", faulty()), id="nobody could answer it"),
        pytest.param(imported("Last", {"type": "single_choice"}), id="it has no shape"),
        pytest.param(imported("Last", choice("<script>alert(1)</script>")), id="cleaning leaves nothing"),
        pytest.param(imported("Last", code="TAKEN"), id="its code is taken"),
        pytest.param(imported("Last\x00", choice("Odd?")), id="it cannot be stored"),
        pytest.param(imported("Last", choice("A?", "B\x00")), id="it holds what cannot be stored"),
    ],
)
def test_one_item_that_cannot_be_taken_keeps_all_others_out(bank, last):
    make_item(code="TAKEN", stem="<p>Another?</p>")
    before = rows()
    with pytest.raises(ImportRefused) as refused:
        import_items(bank, reading(imported("First", choice("First?")), last), Choices())
    assert rows() == before
    [remark] = refused.value.plan.refusals
    assert remark.name.startswith("Last")


def test_what_the_reader_refused_keeps_all_others_out(bank):
    before = rows()
    with pytest.raises(ImportRefused) as refused:
        import_items(bank, reading(imported(), refusals=(refusal(line=7),)), Choices())
    assert rows() == before
    [remark] = refused.value.plan.refusals
    assert (remark.place, remark.message) == ("line 7", "Close the brace that opens the answers.")


def test_a_warning_keeps_nothing_out(bank):
    plan = import_items(bank, reading(imported(), refusals=(refusal(is_warning=True),)), Choices())
    assert (len(plan.new), len(plan.warnings), len(plan.refusals)) == (1, 1, 0)


def test_asked_for_the_good_ones_the_rest_is_imported(bank):
    mixed = reading(imported("Good", choice("Good?")), imported("Bad", faulty()), refusals=(refusal(),))
    plan = import_items(bank, mixed, Choices(is_whole=False))
    assert [item.name for item in Item.objects.all()] == ["Good"]
    assert [remark.name for remark in plan.refusals] == ["Bad", "Broken"]


def test_asked_for_the_good_ones_of_none_nothing_is_imported(bank):
    with pytest.raises(ImportRefused):
        import_items(bank, reading(imported("Bad", faulty())), Choices(is_whole=False))


def test_a_file_without_questions_is_refused_in_words(bank):
    with pytest.raises(ImportRefused) as refused:
        import_items(bank, reading(), Choices())
    assert [r.message for r in refused.value.plan.refusals] == ["There are no questions in this file."]


def test_what_fails_while_it_is_written_leaves_nothing(bank, monkeypatch):
    before, write = rows(), importing._write

    def fail_at_second(item, *given):
        if item.name == "Second":
            raise IntegrityError("taken by another request")
        write(item, *given)

    monkeypatch.setattr(importing, "_write", fail_at_second)
    both = reading(imported("First", choice("First?")), imported("Second", choice("Second?")))
    with pytest.raises(ImportRefused) as refused:
        import_items(bank, both, Choices())
    assert rows() == before
    assert "at this very moment" in refused.value.plan.refusals[0].message


def test_items_may_be_published_at_once_by_their_importer(bank):
    make_objective("S1")
    author = make_learner("Ada Author", is_superuser=True)
    import_items(bank, reading(imported()), PUBLISHED, by=author)
    version = ItemVersion.objects.get()
    assert (version.published_by, version.cognitive_level, version.objectives) == (author, "apply", ["S1"])
    assert Item.objects.get().live


@pytest.mark.parametrize(
    ("choices", "message"),
    [
        (Choices(is_published=True, level="apply"), "Choose at least one objective that this item assesses."),
        (Choices(is_published=True, objectives=("S1",)), "Choose a cognitive level."),
    ],
)
def test_what_lacks_an_objective_or_a_level_is_not_published(bank, choices, message):
    make_objective("S1")
    with pytest.raises(ImportRefused) as refused:
        import_items(bank, reading(imported()), choices)
    assert [remark.message for remark in refused.value.plan.refusals] == [message]
    assert Item.objects.count() == 0


def test_tags_name_objectives_and_level_and_the_importer_speaks_for_the_rest(bank):
    make_objective("S1"), make_objective("S2")
    tagged = imported("Tagged", choice("Tagged?"), tags=("s2", "lean", "evaluate"))
    import_items(bank, reading(tagged, imported("Plain")), Choices(level="apply", objectives=("S1",)))
    found = {
        item.name: ([o.code for o in item.objectives.all()], item.cognitive_level)
        for item in Item.objects.all()
    }
    assert found == {"Tagged": (["S2"], "evaluate"), "Plain": (["S1"], "apply")}


def test_markup_that_acts_is_gone_before_it_is_stored(bank):
    content = choice(
        "Where<script>alert(1)</script>?<img src=x onerror=alert(1)>", stimulus="<b onclick=x>A</b>"
    )
    plan = import_items(bank, reading(imported("Wild", content, line=3)), Choices())
    item = Item.objects.get()
    assert (item.stem, item.stimulus) == ("<p>Where?</p>", "<b>A</b>")
    [warning] = plan.warnings
    assert (warning.place, warning.message) == ("line 3", "Left out, as items cannot hold it: <img>")


@pytest.mark.parametrize(
    "name", ['=HYPERLINK("http://a.example")', "@SUM(1)", "<b>bold</b>", "测试 ✓ ðş", "\u202eabc"]
)
def test_a_name_is_kept_as_the_text_that_it_is(bank, name):
    import_items(bank, reading(imported(name)), Choices())
    assert Item.objects.get().name == name


def test_a_long_name_is_cut_to_what_the_column_holds(bank):
    import_items(bank, reading(imported("word " * 100)), Choices())
    assert len(Item.objects.get().name) <= 120
    assert Item.objects.get().name.endswith("word…")


def test_progress_is_told_item_by_item(bank):
    told = []
    both = reading(imported("A", choice("A?")), imported("B", choice("B?")))
    import_items(bank, both, Choices(), told=lambda done, all_of_them: told.append((done, all_of_them)))
    assert told == [(1, 2), (2, 2)]


def test_the_history_says_who_brought_an_item_in(bank):
    author = make_learner("Ada Author")
    import_items(bank, reading(imported()), Choices(), by=author)
    [entry] = ModelLogEntry.objects.for_instance(Item.objects.get())
    assert (entry.action, entry.user) == ("wagtail.create", author)
    assert Item.objects.get().latest_revision.user == author


def test_a_preview_writes_nothing_and_says_what_would_be(bank):
    before = rows()
    mixed = reading(imported("Good", code="G-1"), imported("Bad", faulty()))
    plan = planning.plan_items(bank, mixed, Choices())
    assert rows() == before
    good, bad = plan.entries
    assert (good.fate, good.code, good.kind, good.stem, good.key, good.points) == (
        Fate.NEW,
        "G-1",
        "Single choice",
        "Where are facts found?",
        "At the gemba",
        1,
    )
    assert (bad.fate, bad.name) == (Fate.REFUSED, "Bad")
    assert plan.is_refused


def test_an_item_that_was_edited_into_what_the_file_says_is_there_already(bank):
    item = publish(make_item(bank=bank, code="LIVE"))
    item.stem = "<p>A draft of it?</p>"
    item.save_revision()
    drafted = imported("Draft", choice("A draft of it?", "At the gemba", "In the report"))
    drafted.content["feedback"] = ""
    for option, feedback in zip(drafted.content["options"], ("Yes.", "A report is old."), strict=True):
        option["feedback"] = feedback
    plan = planning.plan_items(bank, reading(drafted), Choices())
    assert [(entry.fate, entry.code) for entry in plan.entries] == [(Fate.THERE, "LIVE")]


@pytest.mark.parametrize("count", [1, 30])
def test_a_preview_costs_the_same_queries_however_many_items(bank, django_assert_num_queries, count):
    for number in range(count):
        make_item(bank=bank, stem=f"<p>There already {number}?</p>").save_revision()
    items = [imported(f"N{number}", choice(f"{number}?"), code=f"C-{number}") for number in range(count)]
    # The codes of the file that are taken, those the bank gave, its items, the objectives.
    with django_assert_num_queries(4):
        assert len(planning.plan_items(bank, reading(*items), Choices()).new) == count

"""The health of the banks of a quiz."""

import pytest

from content.models import BlueprintLine, ItemVersion, Objective
from courses.quiz.stocking import pool_of, take_stock
from tests.courses.building import make_bank, make_exam, make_version, self_assessed
from tests.courses.quiz.classes import hand_in, right
from tests.factories import make_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def exam():
    return make_exam(make_course(), items=4, count=2)


def versions():
    return list(ItemVersion.objects.order_by("pk"))


def test_a_cell_says_what_is_live_needed_and_met(exam):
    first, second, *_rest = versions()
    hand_in(exam, {first: right(), second: right()})
    hand_in(exam, {first: right()}, state="void")
    stock = take_stock(exam)
    [cell] = stock.cells
    assert (stock.attempts, cell.live, cell.needed, cell.never, cell.forms) == (1, 4, 2.0, 2, 2.0)
    assert cell.exposure == 0.5
    assert [stock.codes[item] for item in cell.worn] == [first.item.code, second.item.code]


def test_items_on_trial_are_there_as_they_are_drawn_whatever_their_level(exam):
    BlueprintLine.objects.filter(quiz=exam).update(level="apply")
    trial = make_version(versions()[0].bank, pool="exam", level="analyse", is_trial=True)
    assert trial in pool_of(exam)


def test_what_cannot_be_drawn_in_an_exam_is_no_stock(exam):
    alone = make_version(versions()[0].bank, self_assessed(), pool="exam")
    assert alone not in pool_of(exam)


def test_an_older_version_wears_the_item_too(exam):
    old = versions()[0]
    fields = {name: getattr(old, name) for name in ("item", "bank", "pool", "cognitive_level", "content")}
    ItemVersion.objects.create(number=2, sha256="x", published_at=old.published_at, **fields)
    hand_in(exam, {old: right()})
    assert take_stock(exam).cells[0].never == 3


def test_lines_with_and_without_a_level_share_out_what_they_need(exam):
    bank = make_bank("Flow")
    for level in ("apply", "apply", "analyse"):
        make_version(bank, pool="exam", level=level)
    BlueprintLine.objects.create(quiz=exam, bank=bank, count=1, level="analyse")
    BlueprintLine.objects.create(quiz=exam, bank=bank, count=3)
    needed = {(c.bank, c.level): c.needed for c in take_stock(exam).cells}
    # One by name, and a third of three; the other two thirds.
    assert (needed["Flow", "Analyse"], needed["Flow", "Apply"]) == (2.0, 2.0)


def test_a_line_that_nothing_fits_is_a_cell_of_its_own(exam):
    BlueprintLine.objects.create(quiz=exam, bank=make_bank("Empty"), count=3, level="apply")
    [cell] = [cell for cell in take_stock(exam).cells if cell.bank == "Empty"]
    assert (cell.level, cell.live, cell.needed, cell.is_short) == ("Apply", 0, 3.0, True)


def test_a_line_may_ask_for_an_objective(exam):
    objective = Objective.objects.create(code="K1", group="knowledge", content="Flow", assessment="Names it.")
    wanted = make_version(make_bank(), pool="exam", objectives=("K1",))
    make_version(wanted.bank, pool="exam", objectives=("K2",))
    BlueprintLine.objects.filter(quiz=exam).delete()
    BlueprintLine.objects.create(quiz=exam, objective=objective, count=1)
    assert pool_of(exam) == [wanted]


@pytest.mark.parametrize("items", [3, 30])
def test_stock_is_taken_in_as_many_queries_at_any_size(items, django_assert_max_num_queries):
    exam = make_exam(make_course(), items=items)
    hand_in(exam, dict.fromkeys(versions(), right()))
    with django_assert_max_num_queries(5):
        take_stock(exam)

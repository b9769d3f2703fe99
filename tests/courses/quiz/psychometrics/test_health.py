"""Whether a bank is large enough, and what is worn."""

from courses.quiz.psychometrics.health import Stock, cells_of

CELL = ("Kaizen", "apply")


def stock(*met: int, cell=CELL, trial=False):
    return [Stock(n, cell, trial, times) for n, times in enumerate(met, start=1)]


def test_a_cell_counts_what_is_live_met_and_worn():
    [cell] = cells_of(stock(0, 10, 60, 30), {CELL: 1}, 100)
    assert (cell.live, cell.never, cell.worn, cell.greatest) == (4, 1, (3,), 0.6)
    assert cell.exposure == 0.25
    assert cell.forms == 4
    assert not cell.is_thin


def test_a_cell_with_less_than_a_form_is_short_and_with_less_than_three_thin():
    assert cells_of(stock(0), {CELL: 2}, 0)[0].is_short
    [thin] = cells_of(stock(0, 0, 0), {CELL: 2}, 0)
    assert (thin.is_short, thin.is_thin) == (False, True)


def test_where_all_items_stand_in_all_forms_none_is_worn_and_none_is_thin():
    [cell] = cells_of(stock(50, 50), {CELL: 2}, 50)
    assert (cell.worn, cell.is_thin, cell.exposure) == ((), False, 1.0)


def test_without_attempts_there_is_no_exposure_and_nothing_is_0_for_it():
    [cell] = cells_of(stock(0, 0), {CELL: 1}, 0)
    assert (cell.exposure, cell.greatest, cell.never) == (None, None, 2)


def test_items_on_trial_are_counted_apart():
    [cell] = cells_of([*stock(5), *stock(5, trial=True)], {}, 10)
    assert (cell.live, cell.on_trial, cell.needed, cell.forms) == (1, 1, None, None)


def test_a_cell_that_the_blueprint_asks_for_is_there_though_it_is_empty():
    [cell] = cells_of([], {CELL: 3}, 10)
    assert (cell.live, cell.is_short, cell.exposure) == (0, True, None)

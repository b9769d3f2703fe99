"""Breaks and extensions beside saves, hand-ins and the sweep: settled by the database, on both of ours."""

from tests.courses.race import ROUNDS

MODULE = "tests.courses.race_of_grants"


def test_a_break_beside_a_hand_in_ends_with_it_or_never_begins(races):
    assert races["breaks_against_submits"] == {"open": 0, "paused": 0, "differ": 0, "odd": 0}


def test_a_save_beside_a_break_is_stored_or_refused(races):
    assert races["breaks_against_saves"] == {"lost": 0, "stored_in_break": 0, "differ": 0}


def test_eight_returns_from_a_break_move_the_deadline_once(races):
    assert races["returns_at_once"] == {"moved_otherwise": 0, "returns": ROUNDS, "differ": 0}


def test_time_given_beside_the_sweep_holds_or_comes_too_late(races):
    expected = {"given_and_handed_in": 0, "refused_and_open": 0, "differ": 0}
    assert races["extensions_against_sweeps"] == expected

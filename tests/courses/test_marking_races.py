"""Many hands at what people mark: settled by the database, so proved on both of ours."""

import pytest

from tests.courses.marking_race import ROUNDS

MODULE = "tests.courses.marking_race"


@pytest.mark.parametrize("step", ["settle", "record", "complete_if_due"])
def test_a_kill_in_the_middle_of_a_release_leaves_nothing_of_it_and_it_can_be_done_again(races, step):
    assert races["kills"][step] == {
        "signal": 9,
        "left": "marking None None 0 0 0",
        "again": "submitted 2.00000 1.00000 1 1 1",
        "differences": [],
    }


def test_many_releases_at_once_release_and_complete_once_and_all_get_that_result(races):
    assert races["releases"] == {
        "one result": ROUNDS,
        "events": ROUNDS,
        "completions": ROUNDS,
        "different": 0,
        "announced": ROUNDS,
        "announced_once": ROUNDS,
    }


def test_two_who_mark_at_once_are_both_kept(races):
    assert races["second_marks"] == {"both": ROUNDS, "events": 2 * ROUNDS, "result": ROUNDS}


def test_of_two_who_decide_a_dispute_at_once_one_does(races):
    assert races["third_marks"] == {"MarkRefused kept": ROUNDS, "marks": 3 * ROUNDS, "result": ROUNDS}


def test_two_marks_of_one_person_at_once_follow_each_other(races):
    assert races["marks_of_one"] == {"rounds": ROUNDS, "released": ROUNDS}


def test_a_mark_beside_a_release_counts_or_is_refused(races):
    assert races["marks_against_releases"] == {"consistent": ROUNDS, "drafts": 0, "different": 0}


@pytest.mark.parametrize("other", ["submits", "releases", "saves", "marks"])
def test_a_void_beside_anything_else_stands_and_the_log_tells_how(races, other):
    assert races[f"voids_against_{other}"] == {
        "void": ROUNDS,
        "different": 0,
        "completed without a result": 0,
    }

"""A decision about an item beside all else that changes an attempt, and killed in its middle."""

import pytest

from tests.courses.regrade_race import MANY

MODULE = "tests.courses.regrade_race"


@pytest.mark.parametrize("step", ["settle", "record"])
def test_a_kill_leaves_two_attempts_done_and_none_half_and_the_rest_is_finished_once(races, step):
    assert races["kills"][step] == {
        "signal": 9,
        "reached": 2,
        "half_done": 0,
        "finished": MANY - 2,
        "events": MANY,
        "attempts": MANY,
        "changed": MANY,
        "unlike_log": 0,
    }


def test_an_attempt_handed_in_beside_a_decision_ends_with_it_once(races):
    assert races["submits"] == {"unreached": 0, "wrong": 0, "twice": 0, "unlike_log": 0}


def test_a_result_released_beside_a_decision_ends_with_it_once(races):
    assert races["releases"] == {"unreached": 0, "wrong": 0, "twice": 0, "unlike_log": 0}


def test_of_two_decisions_at_once_the_later_stands_for_all(races):
    assert races["two_decisions"] == {"otherwise": 0, "twice": 0, "unlike_log": 0}


def test_the_same_decision_by_many_hands_is_one(races):
    assert races["same_decisions"] == {"decisions": 1, "events": 1}


def test_many_who_bring_a_decision_to_the_same_attempts_bring_it_once(races):
    assert races["appliers"] == {"events": MANY, "changed": MANY, "unlike_log": 0}


def test_a_pass_is_kept_with_the_completion_or_lost_without_one(races):
    assert races["completions"] == {"completed_without_a_pass": 0, "unlike_log": 0}

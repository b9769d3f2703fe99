"""Many hands at one attempt: settled by the database, so proved on both of ours."""

from tests.courses.race import ITEMS, ROUNDS

MODULE = "tests.courses.race"


def test_twelve_starts_at_once_make_one_attempt(races):
    assert races["starts"] == {"returned": 1, "attempts": 1, "answers": ITEMS}


def test_twenty_submits_at_once_score_once_and_all_get_that_result(races):
    assert races["submits"] == {"returned": 1, "events": 1, "fraction": "0.750000"}


def test_a_save_beside_a_submit_is_scored_or_refused_and_never_lost(races):
    assert races["saves_against_submits"] == {"wrong": 0, "lost": 0, "stored_late": 0}


def test_a_save_beside_the_sweep_is_scored_or_refused_and_nothing_stays_open(races):
    assert races["saves_against_sweeps"] == {"wrong": 0, "lost": 0, "stored_late": 0, "open": 0}


def test_two_windows_that_go_on_at_once_leave_one_item_with_the_answer_that_was_taken(races):
    assert races["nexts"] == {
        "refused": ROUNDS,
        "one_item_on": ROUNDS,
        "kept_what_was_taken": ROUNDS,
        "events": ROUNDS,
    }


def test_two_last_steps_at_once_complete_the_course_once(races):
    assert races["last_steps"] == {
        "enrolments": ROUNDS,
        "completions": ROUNDS,
        "announced": ROUNDS,
        "announced_once": ROUNDS,
    }


def test_all_who_find_a_course_complete_at_once_meet_the_same_completion(races):
    assert races["completings"] == {"one_completion": ROUNDS, "same": ROUNDS}

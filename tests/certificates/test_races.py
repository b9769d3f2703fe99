"""Exactly one certificate and one file, whoever comes at once and wherever it is cut off.

Settled by the database, so proved on both of ours.
"""

import pytest

from tests.certificates.race import DUE, MANY, MORE_STEPS, ROUNDS, STEPS, TWENTY

# One worker runs them for all of these.
pytestmark = pytest.mark.xdist_group("certificate races")
MODULE = "tests.certificates.race"
ONE = {"rows": 1, "in force": 1, "files": 1, "files of none": 0, "issued": 1, "reserved": 1}
TWO = {"rows": 2, "in force": 1, "files": 2, "files of none": 0, "issued": 2}


@pytest.mark.parametrize("step", STEPS)
def test_an_issue_that_is_killed_at_any_step_is_caught_up_with_to_one_row_and_one_file(races, step):
    assert races["kills"][step] == {"signal": 9} | ONE


@pytest.mark.parametrize("step", MORE_STEPS)
def test_a_replacement_that_is_killed_at_any_step_can_be_asked_for_again(races, step):
    # The first edition was reserved too.
    assert races["kills_of_replacements"][step] == {"signal": 9, "reserved": 2} | TWO


def test_twenty_at_once_get_one_certificate(races):
    assert races["twenty_of_one"] == {"returned": 1} | ONE


def test_sixty_four_completions_at_once_get_one_each_and_repeated_jobs_none_more(races):
    wanted = dict.fromkeys(("returned", "again", "rows", "files", "places"), MANY)
    assert races["sixty_four"] == wanted | {"lists": 1}


def test_all_who_replace_one_at_once_get_what_came_first(races):
    assert races["replacements"] == {"returned": 1, "reserved": 2} | TWO


def test_a_replacement_beside_a_revocation_comes_wholly_before_it_or_not_at_all(races):
    assert races["revocations"] == {
        "old in force": 0,
        "replaced or refused": ROUNDS,
        "files of none": 0,
    }


def test_many_that_are_due_are_printed_in_a_pool_and_one_refusal_keeps_no_other_waiting(races):
    assert races["many_due"] == {
        "issued": [DUE, 0],
        "told": [DUE + 1, DUE + 1],
        "names": [f"Ada {n}" for n in range(DUE)],
        "whole": DUE,
    }


def test_a_name_that_is_withdrawn_does_not_come_back_with_an_edition_made_at_that_moment(races):
    assert races["erasures"] == {"names": 0, "files": 0, "not erased": 0}


def test_of_those_who_approve_and_decline_at_once_one_decides_and_it_is_done_accordingly(races):
    assert races["approvals"] == {"alike": ROUNDS, "decided twice": 0}


def test_no_look_up_is_lost_when_many_are_counted_at_once(races):
    assert races["look_ups"] == {"counts": [TWENTY, TWENTY]}

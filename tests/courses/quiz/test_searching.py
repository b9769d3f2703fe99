"""The search for a form where blueprints are large or make it hard."""

import random

import pytest

from courses.quiz.blueprints import Blueprint, Candidate, Line
from courses.quiz.drawing import draw
from courses.quiz.shortages import Shortage


def test_all_of_a_large_bank_can_be_asked():
    pool = [Candidate(n, 1, "apply") for n in range(1200)]
    assert len(draw(Blueprint((Line(1),)), pool, {}, random.Random(1))) == 1200


def overlapping(lines, *, more, rng):
    """One item for each line that also fits two other lines, and some more like these."""
    codes = [f"S{n}" for n in range(lines)]
    pool = [
        Candidate(n, 1, "apply", frozenset([code, *rng.sample(codes, 2)])) for n, code in enumerate(codes)
    ]
    pool += [Candidate(1000 + n, 1, "apply", frozenset(rng.sample(codes, 2))) for n in range(more)]
    return Blueprint(tuple(Line(None, 1, code) for code in codes)), pool


@pytest.mark.parametrize("seed", range(12))
def test_lines_that_want_the_same_items_share_them_out(seed):
    blueprint, pool = overlapping(51, more=9, rng=random.Random(seed))
    assert len(draw(blueprint, pool, {}, random.Random(seed))) == 51


def test_it_is_certain_that_fifteen_lines_cannot_share_fourteen_items():
    codes = [f"S{n}" for n in range(15)]
    rng = random.Random(3)
    pool = [Candidate(n, 1, "apply", frozenset(rng.sample(codes, 14))) for n in range(14)]
    found = draw(Blueprint(tuple(Line(None, 1, code) for code in codes)), pool, {}, random.Random(1))
    assert isinstance(found, Shortage)
    assert found.is_certain


def dealt():
    """A form takes one of each of 30 groups of enemies, and its levels and kinds as they were dealt."""
    rng = random.Random(1)
    levels, kinds = "ABCDEF", [f"k{n}" for n in range(10)]
    pool = [
        Candidate(n, 1, rng.choice(levels), frozenset(), rng.choice(kinds), f"e{rng.randint(1, 30)}")
        for n in range(200)
    ]
    return Blueprint((Line(1, 30),), dict.fromkeys(levels, 5), 0, dict.fromkeys(kinds, 3)), pool


@pytest.mark.parametrize("seed", range(6))
def test_a_start_that_leads_nowhere_in_time_is_followed_by_another(seed):
    blueprint, pool = dealt()
    assert len(draw(blueprint, pool, {}, random.Random(seed))) == 30


def test_a_search_that_is_cut_short_says_so():
    blueprint, pool = dealt()
    found = draw(blueprint, pool, {}, random.Random(1), limit=0)
    assert not found.is_certain
    assert str(found).endswith("a form may exist, but none was found in time.")

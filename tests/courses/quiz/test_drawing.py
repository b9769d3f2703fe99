"""Drawing: exact counts, levels within two, the floor of objectives, or an honest refusal."""

import random
from collections import Counter
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from courses.quiz.drawing import TOLERANCE, Blueprint, Line, Shortage, draw
from courses.quiz.levelling import Candidate

LEVELS = ("remember", "apply", "analyse")
OBJECTIVES = ("S1", "S2", "S3", "S4")


one = st.tuples(
    st.integers(1, 3), st.sampled_from(LEVELS), st.frozensets(st.sampled_from(OBJECTIVES), max_size=3)
)


def candidates():
    rows = st.lists(one, min_size=1, max_size=9)
    return rows.map(lambda found: [Candidate(n, *row) for n, row in enumerate(found, start=1)])


banks = st.dictionaries(st.integers(1, 3), st.integers(0, 4), min_size=1)
quotas = st.dictionaries(st.sampled_from(LEVELS), st.integers(0, 7))
seeds = st.integers(0, 9999)


def blueprint(counts, levels=None, floor=0):
    return Blueprint(tuple(Line(bank, count) for bank, count in counts.items()), levels or {}, floor)


def is_within(form, levels):
    found = Counter(c.level for c in form)
    return all(abs(found[level] - count) <= TOLERANCE for level, count in levels.items())


def touched(form):
    return {objective for c in form for objective in c.objectives}


def all_forms(pool, counts):
    choices = [
        list(combinations([c for c in pool if c.bank == bank], count)) for bank, count in counts.items()
    ]
    return ([c for part in parts for c in part] for parts in product(*choices))


@given(candidates(), banks, quotas, seeds)
@settings(max_examples=300, deadline=None)
def test_a_form_keeps_every_count_and_a_refusal_means_that_none_exists(pool, counts, levels, seed):
    drawn = draw(blueprint(counts, levels), pool, {}, random.Random(seed))
    if isinstance(drawn, Shortage):
        assert not any(is_within(form, levels) for form in all_forms(pool, counts))
        assert drawn.reasons
        return
    form = [c for c in pool if c.version in drawn]
    assert len(drawn) == len(set(drawn)) == sum(counts.values())
    assert Counter(c.bank for c in form) == Counter({bank: n for bank, n in counts.items() if n})
    assert is_within(form, levels)


@given(candidates(), banks, quotas, st.integers(0, 4), seeds)
@settings(max_examples=150, deadline=None)
def test_a_form_touches_as_many_objectives_as_asked(pool, counts, levels, floor, seed):
    drawn = draw(blueprint(counts, levels, floor), pool, {}, random.Random(seed))
    if not isinstance(drawn, Shortage):
        form = [c for c in pool if c.version in drawn]
        assert len(touched(form)) >= floor
        assert is_within(form, levels)


@given(candidates(), banks, seeds)
@settings(deadline=None)
def test_the_same_seed_draws_the_same_form_whatever_the_order_of_the_levels(pool, counts, seed):
    one = draw(blueprint(counts), pool, {}, random.Random(seed))
    assert draw(blueprint(counts), pool, {}, random.Random(seed)) == one


@given(candidates(), st.dictionaries(st.integers(1, 9), st.integers(0, 3)), st.integers(1, 4), seeds)
@settings(deadline=None)
def test_what_was_met_least_comes_first(pool, seen, count, seed):
    here = [c for c in pool if c.bank == 1]
    drawn = draw(blueprint({1: count}), pool, seen, random.Random(seed))
    if not isinstance(drawn, Shortage):
        expected = sorted(seen.get(c.version, 0) for c in here)[:count]
        assert sorted(seen.get(version, 0) for version in drawn) == expected


def test_without_a_count_all_items_of_the_bank_are_asked():
    pool = [Candidate(n, 1, "apply") for n in (1, 2, 3)]
    assert sorted(draw(Blueprint((Line(1, None),)), pool, {}, random.Random(1))) == [1, 2, 3]


def test_items_are_exchanged_along_a_chain_of_banks_to_reach_a_level():
    # Bank 1 can give "apply" up for "analyse" alone, bank 2 "analyse" for "remember" alone.
    pool = [
        *(Candidate(n, 1, "apply") for n in range(1, 6)),
        *(Candidate(n, 1, "analyse") for n in range(6, 11)),
        *(Candidate(n, 2, "analyse") for n in range(11, 16)),
        *(Candidate(n, 2, "remember") for n in range(16, 21)),
    ]
    seen = dict.fromkeys((*range(6, 11), *range(16, 21)), 9)
    levels = {"apply": 2, "analyse": 5, "remember": 3}
    drawn = draw(blueprint({1: 5, 2: 5}, levels), pool, seen, random.Random(3))
    found = Counter(c.level for c in pool if c.version in drawn)
    assert (found["apply"], found["remember"]) == (4, 1)


def test_a_shortage_is_said_with_numbers():
    pool = [Candidate(1, 1, "apply"), Candidate(2, 1, "apply")]
    assert str(draw(blueprint({1: 3}), pool, {}, random.Random(1))) == "bank 1: 3 needed, 2 there"
    levels = draw(blueprint({1: 2}, {"analyse": 5}), pool, {}, random.Random(1))
    assert str(levels).endswith("analyse 5 (there: 0)")
    floor = draw(blueprint({1: 2}, floor=1), pool, {}, random.Random(1))
    assert str(floor) == "objectives: 1 needed, 0 reached"


def test_an_empty_bank_cannot_be_asked_in_full():
    assert isinstance(draw(Blueprint((Line(1, None),)), [], {}, random.Random(1)), Shortage)

"""Drawing: every demand of the blueprint is met, or it is said that no form meets them all."""

import random
from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.quiz.blueprints import TOLERANCE, Blueprint, Candidate, Line
from courses.quiz.drawing import draw
from courses.quiz.shortages import Shortage

LEVELS = ("remember", "apply", "analyse")
KINDS = ("single_choice", "numeric")
OBJECTIVES = ("S1", "S2", "S3", "S4")

rows = st.tuples(
    st.integers(1, 3),
    st.sampled_from(LEVELS),
    st.frozensets(st.sampled_from(OBJECTIVES), max_size=2),
    st.sampled_from(KINDS),
    st.sampled_from(("", "", "", "x", "y")),
    st.sampled_from((False, False, False, True)),
)
pools = st.lists(rows, min_size=1, max_size=9).map(
    lambda found: [Candidate(n, *row) for n, row in enumerate(found, start=1)]
)
lines = st.builds(
    Line,
    st.none() | st.integers(1, 3),
    st.none() | st.integers(0, 3),
    st.sampled_from(("", "", *OBJECTIVES)),
    st.sampled_from(("", "", *LEVELS)),
    st.sampled_from(("", "", *KINDS)),
    st.integers(1, 3),
)
blueprints = st.builds(
    Blueprint,
    st.lists(lines, min_size=1, max_size=3).map(tuple),
    st.dictionaries(st.sampled_from(LEVELS), st.integers(0, 6)),
    st.integers(0, 4),
    st.dictionaries(st.sampled_from(KINDS), st.integers(1, 3)),
    st.integers(0, 2),
)
seeds = st.integers(0, 9999)


def wanted(line, pool):
    """All that may stand together, one at least, where no count is given."""
    if line.count is not None:
        return line.count
    fitting = [c for c in pool if fits(line, c) and not c.is_trial]
    groups = {c.enemies for c in fitting if c.enemies}
    return max(1, len(groups) + sum(not c.enemies for c in fitting))


def fits(line, c):
    return (
        (line.bank is None or c.bank == line.bank)
        and (not line.objective or line.objective in c.objectives)
        and (not line.level or c.level == line.level)
        and (not line.kind or c.kind == line.kind)
    )


def can_be_assigned(form, demands):
    """Whether each item can go to a line that takes it, so that every line has its number. By trying."""
    if not form:
        return not any(n for _line, n in demands)
    first, *rest = form
    for place, (line, n) in enumerate(demands):
        if n and fits(line, first):
            fewer = [*demands[:place], (line, n - 1), *demands[place + 1 :]]
            if can_be_assigned(rest, fewer):
                return True
    return False


def meets(form, blueprint):
    """Whether levels, kinds, enemies and objectives are as the blueprint asks."""
    levels, kinds = Counter(c.level for c in form), Counter(c.kind for c in form)
    groups = Counter(c.enemies for c in form if c.enemies)
    touched = {objective for c in form for objective in c.objectives}
    return (
        all(abs(levels[level] - n) <= TOLERANCE for level, n in blueprint.levels.items())
        and all(kinds[kind] >= n for kind, n in blueprint.kinds.items())
        and all(n == 1 for n in groups.values())
        and len(touched) >= blueprint.objective_floor
    )


def exists(blueprint, pool):
    """Try every set of items: the oracle."""
    scored = [c for c in pool if not c.is_trial]
    demands = [(line, wanted(line, pool)) for line in blueprint.lines]
    size = sum(n for _line, n in demands)
    if size > len(scored):
        return False
    forms = combinations(scored, size)
    return any(meets(form, blueprint) and can_be_assigned(list(form), demands) for form in forms)


@given(blueprints, pools, seeds)
@settings(max_examples=600)
def test_a_form_meets_every_demand_and_a_refusal_means_that_none_does(blueprint, pool, seed):
    drawn = draw(blueprint, pool, {}, random.Random(seed))
    if isinstance(drawn, Shortage):
        assert drawn.is_certain
        assert drawn.reasons()
        assert not exists(blueprint, pool)
        return
    items = {c.version: c for c in pool}
    form = [items[one.version] for one in drawn if not one.is_trial]
    assert len({one.version for one in drawn}) == len(drawn)
    assert meets(form, blueprint)
    assert can_be_assigned(form, [(line, wanted(line, pool)) for line in blueprint.lines])
    assert not any(c.is_trial for c in form)


@given(blueprints, pools, seeds)
@settings(max_examples=300)
def test_what_is_short_by_itself_is_short_indeed(blueprint, pool, seed):
    drawn = draw(blueprint, pool, {}, random.Random(seed))
    if isinstance(drawn, Shortage):
        scored = [c for c in pool if not c.is_trial]
        for cell in drawn.short:
            if cell.what == "line":
                line = blueprint.lines[int(cell.name) - 1]
                fitting = [c for c in scored if fits(line, c)]
                assert not any(
                    meets(form, Blueprint((line,))) for form in combinations(fitting, wanted(line, pool))
                )


@given(blueprints, pools, seeds)
@settings(max_examples=200)
def test_items_on_trial_come_besides_and_are_worth_nothing(blueprint, pool, seed):
    drawn = draw(blueprint, pool, {}, random.Random(seed))
    if isinstance(drawn, Shortage):
        return
    items = {c.version: c for c in pool}
    trials = [items[one.version] for one in drawn if one.is_trial]
    assert all(one.points == 0 for one in drawn if one.is_trial)
    assert all(c.is_trial for c in trials)
    assert len(trials) <= blueprint.trial_items
    groups = Counter(items[one.version].enemies for one in drawn)
    assert all(n == 1 for group, n in groups.items() if group)
    if len(trials) < blueprint.trial_items:
        left = [
            c for c in pool if c.is_trial and c not in trials and (not c.enemies or not groups[c.enemies])
        ]
        wide = [Line(line.bank, None, line.objective) for line in blueprint.lines]
        assert not any(fits(line, c) for c in left for line in wide)


@given(blueprints, pools, seeds)
def test_the_same_seed_draws_the_same_form_in_whatever_order_the_items_come(blueprint, pool, seed):
    one = draw(blueprint, pool, {}, random.Random(seed))
    assert draw(blueprint, pool[::-1], {}, random.Random(seed)) == one


@given(pools, st.dictionaries(st.integers(1, 9), st.integers(0, 3)), st.integers(1, 4), seeds)
def test_what_was_met_least_comes_first(pool, seen, count, seed):
    here = [c for c in pool if c.bank == 1 and not c.is_trial and not c.enemies]
    drawn = draw(Blueprint((Line(1, count),)), here, seen, random.Random(seed))
    if not isinstance(drawn, Shortage):
        expected = sorted(seen.get(c.version, 0) for c in here)[:count]
        assert sorted(seen.get(one.version, 0) for one in drawn) == expected


def test_chance_decides_among_what_was_met_as_often():
    pool = [Candidate(n, 1, "apply") for n in range(1, 7)]
    drawn = [draw(Blueprint((Line(1, 1),)), pool, {}, random.Random(seed))[0].version for seed in range(60)]
    assert set(drawn) == {1, 2, 3, 4, 5, 6}


def test_without_a_count_all_items_of_the_bank_are_asked_one_of_each_enemies():
    pool = [Candidate(n, 1, "apply", enemies="takt" if n > 2 else "") for n in (1, 2, 3, 4)]
    drawn = draw(Blueprint((Line(1, None),)), pool, {3: 1}, random.Random(1))
    assert sorted(one.version for one in drawn) == [1, 2, 4]


def test_points_are_those_of_the_line():
    pool = [Candidate(1, 1, "apply"), Candidate(2, 2, "apply"), Candidate(3, 2, "apply", is_trial=True)]
    blueprint = Blueprint((Line(1, 1, points=3), Line(2, 1, points=2)), trial_items=1)
    drawn = draw(blueprint, pool, {}, random.Random(1))
    assert {one.version: one.points for one in drawn} == {1: 3, 2: 2, 3: 0}


def test_items_on_trial_stand_anywhere_among_the_others():
    pool = [Candidate(n, 1, "apply", is_trial=n == 9) for n in range(1, 10)]
    blueprint = Blueprint((Line(1, 4),), trial_items=1)
    forms = [draw(blueprint, pool, {}, random.Random(seed)) for seed in range(80)]
    assert {[one.is_trial for one in form].index(True) for form in forms} == {0, 1, 2, 3, 4}


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
    drawn = draw(Blueprint((Line(1, 5), Line(2, 5)), levels), pool, seen, random.Random(3))
    items = {c.version: c for c in pool}
    found = Counter(items[one.version].level for one in drawn)
    assert found["apply"] <= 4
    assert found["remember"] >= 1


def test_a_shortage_is_said_with_the_numbers_of_each_cell():
    pool = [Candidate(1, 1, "apply", kind="numeric"), Candidate(2, 1, "apply", kind="numeric")]
    few = draw(Blueprint((Line(1, 3, label="Kaizen"),)), pool, {}, random.Random(1))
    assert str(few) == "Kaizen: 3 wanted, 2 there"
    line = Line(1, 2, label="Kaizen")
    level = draw(Blueprint((line,), {"analyse": 5}), pool, {}, random.Random(1))
    assert str(level) == "analyse: 3 wanted, 0 can be had"
    most = draw(Blueprint((Line(1, 4),), {"apply": 0}), [*pool, *map_apply(3, 4)], {}, random.Random(1))
    assert str(most) == "apply: 2 at most, 4 cannot be avoided"
    kind = draw(Blueprint((line,), kinds={"cloze": 1}), pool, {}, random.Random(1))
    assert str(kind) == "cloze: 1 wanted, 0 can be had"
    floor = draw(Blueprint((line,), objective_floor=1), pool, {}, random.Random(1))
    assert str(floor) == "objectives: 1 wanted, 0 can be reached"


def map_apply(*versions):
    return [Candidate(n, 1, "apply") for n in versions]


def test_levels_and_kinds_are_named_as_authors_know_them():
    found = draw(Blueprint((Line(1, 1),), {"apply": 4}), map_apply(1), {}, random.Random(1))
    assert [str(reason) for reason in found.reasons({"apply": "Apply"}.__getitem__)] == [
        "Apply: 2 wanted, 1 can be had"
    ]


def test_demands_that_only_fail_together_are_all_named():
    pool = [Candidate(1, 1, "apply", enemies="takt"), Candidate(2, 2, "apply", enemies="takt")]
    found = draw(Blueprint((Line(1, 1, label="A"), Line(2, 1, label="B"))), pool, {}, random.Random(1))
    assert found.is_certain
    assert str(found) == (
        "Each of these can be met, but not all of them in one form."
        "; A: 1 wanted, 1 there; B: 1 wanted, 1 there"
    )


def test_an_empty_bank_cannot_be_asked_in_full():
    assert isinstance(draw(Blueprint((Line(1, None),)), [], {}, random.Random(1)), Shortage)


@pytest.mark.parametrize("seed", range(5))
def test_a_floor_that_only_one_form_reaches_is_reached(seed):
    # Of each pair one item touches an objective of its own; all of these and nothing else reach six.
    pool = [Candidate(n, n // 2, "apply", frozenset({f"S{n}"} if n % 2 else {"S99"})) for n in range(12)]
    blueprint = Blueprint(tuple(Line(bank, 1) for bank in range(6)), objective_floor=6)
    drawn = draw(blueprint, pool, {n: n % 2 for n in range(12)}, random.Random(seed))
    assert len(drawn) == 6

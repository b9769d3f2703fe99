"""What is true of item figures whatever the answers are."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.quiz.psychometrics.items import item_statistics
from courses.quiz.psychometrics.moments import wilson_interval
from courses.quiz.psychometrics.sittings import Given, Sitting
from courses.quiz.psychometrics.tallying import tally_of
from courses.quiz.psychometrics.whole import reliability_of
from tests.courses.quiz.psychometrics.corpora import scored

MATRICES = st.integers(2, 6).flatmap(
    lambda width: st.lists(
        st.lists(st.sampled_from([0.0, 0.25, 0.5, 1.0]), min_size=width, max_size=width),
        min_size=3,
        max_size=25,
    )
)


def items_of(sittings):
    tally = tally_of(sittings)
    return {item.version: item for item in item_statistics(tally, reliability_of(tally).without)}


def near(value):
    return None if value is None else pytest.approx(value, abs=1e-9)


@given(MATRICES, st.sampled_from([0.0, 0.5, 1.0]))
def test_an_item_on_which_all_earn_the_same_changes_no_discrimination(matrix, constant):
    before = items_of(scored(matrix, [1.0] * len(matrix[0])))
    after = items_of(scored([[*row, constant] for row in matrix], [1.0] * (len(matrix[0]) + 1)))
    for version, item in before.items():
        assert after[version].discrimination == near(item.discrimination)
        assert after[version].efficiency == near(item.efficiency)
        assert after[version].effective_weight == near(item.effective_weight)
    assert after[len(matrix[0])].discrimination is None
    assert after[len(matrix[0])].effective_weight in (None, 0)


@given(MATRICES, st.integers(2, 9))
def test_points_in_another_unit_change_no_figure_without_unit(matrix, unit):
    width = len(matrix[0])
    before = items_of(scored(matrix, [1.0] * width))
    after = items_of(scored([[unit * x for x in row] for row in matrix], [float(unit)] * width))
    for version, item in before.items():
        other = after[version]
        for name in ("facility", "discrimination", "efficiency", "effective_weight", "alpha_without"):
            assert getattr(other, name) == near(getattr(item, name)), name


@given(MATRICES, st.randoms(use_true_random=False))
def test_the_order_of_attempts_and_of_answers_does_not_matter(matrix, rng):
    shuffled = [
        Sitting(rng.sample(sitting.answers, len(sitting.answers)))
        for sitting in rng.sample(scored(matrix, [1.0] * len(matrix[0])), len(matrix))
    ]
    before, after = items_of(scored(matrix, [1.0] * len(matrix[0]))), items_of(shuffled)
    for version, item in before.items():
        assert after[version].discrimination == near(item.discrimination)
        assert after[version].alpha_without == near(item.alpha_without)


@given(MATRICES)
def test_figures_keep_within_their_limits(matrix):
    for item in items_of(scored(matrix, [1.0] * len(matrix[0]))).values():
        low, high = item.interval
        assert 0 <= low <= item.facility + 1e-12
        assert item.facility - 1e-12 <= high <= 1
        assert item.discrimination is None or -1 - 1e-9 <= item.discrimination <= 1 + 1e-9
        assert item.efficiency is None or item.efficiency <= 1 + 1e-9


@settings(max_examples=30)
@given(MATRICES)
def test_weights_of_a_form_make_a_hundred(matrix):
    items = items_of(scored(matrix, [1.0] * len(matrix[0]))).values()
    weights = [item.effective_weight for item in items if item.effective_weight is not None]
    assert sum(item.intended_weight for item in items) == pytest.approx(100)
    assert not weights or sum(weights) == pytest.approx(100) or sum(weights) == 0


def test_what_cannot_be_told_is_none_and_never_0():
    item = items_of([Sitting([Given(1, 1.0)])])[1]
    assert item.facility == 1
    nothing = (item.sd, item.discrimination, item.included, item.efficiency, item.alpha_without, item.seconds)
    assert nothing == (None,) * 6
    unjudged = items_of([Sitting([Given(1, None)]), Sitting([Given(1, None)])])[1]
    assert (unjudged.n, unjudged.judged, unjudged.facility, unjudged.interval) == (2, 0, None, None)


def test_an_item_without_points_has_no_facility():
    item = items_of([Sitting([Given(1, 0.0, 0.0), Given(2, x)]) for x in (0.0, 1.0, 1.0)])[1]
    assert (item.facility, item.discrimination) == (None, None)


def test_drawn_forms_are_compared_by_the_share_on_the_other_items():
    """By hand, of item 0 beside 1 of 2, 2 of 2, 0 of 1 and 1 of 1 points on the others."""
    sittings = [
        Sitting([Given(0, 1.0), Given(1, 1.0), Given(2, 0.0)]),
        Sitting([Given(0, 1.0), Given(1, 1.0), Given(3, 1.0)]),
        Sitting([Given(0, 0.0), Given(4, 0.0)]),
        Sitting([Given(0, 0.0), Given(5, 1.0)]),
    ]
    # Deviations (.5, .5, -.5, -.5) and (-.125, .375, -.625, .375): .25 over the root of 1 x .6875.
    assert items_of(sittings)[0].discrimination == pytest.approx(0.25 / 0.6875**0.5)


def test_an_item_on_trial_counts_in_no_total_and_is_set_against_all_scored_ones():
    rows = [(1.0, 1.0, 1.0), (1.0, 0.0, 1.0), (0.0, 1.0, 0.0), (0.0, 0.0, 0.0)]
    with_trial = items_of(
        [Sitting([Given(1, a), Given(2, b), Given(9, c, is_scored=False)]) for a, b, c in rows]
    )
    without = items_of([Sitting([Given(1, a), Given(2, b)]) for a, b, _c in rows])
    assert [with_trial[v].discrimination for v in (1, 2)] == [without[v].discrimination for v in (1, 2)]
    trial = with_trial[9]
    # (1, 1, 0, 0) with totals (2, 1, 1, 0): 1 over the root of 1 x 2.
    assert trial.discrimination == pytest.approx(1 / 2**0.5)
    assert (trial.effective_weight, trial.intended_weight, trial.included) == (None, None, None)


def test_a_version_scored_for_some_and_on_trial_for_others_is_shown_twice():
    tally = tally_of([Sitting([Given(1, 1.0)]), Sitting([Given(1, 0.0, is_scored=False)])])
    found = [(item.version, item.is_scored, item.n) for item in item_statistics(tally, {})]
    assert sorted(found) == [(1, False, 1), (1, True, 1)]


def test_omissions_and_times():
    sittings = [
        Sitting([Given(1, 0.0, is_blank=True)]),
        *(Sitting([Given(1, 1.0, seconds=seconds)]) for seconds in (10.0, 20.0, 90.0)),
    ]
    item = items_of(sittings)[1]
    assert (item.omitted, item.seconds) == (0.25, 20.0)


@pytest.mark.parametrize(
    ("right", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilsons_interval_as_newcombe_prints_it(right, n, low, high):
    """Newcombe 1998, table I, method 3."""
    assert wilson_interval(right / n, n) == pytest.approx((low, high), abs=5e-5)


def test_weight_in_drawn_forms_is_that_of_a_form_in_which_it_stands():
    """Every attempt draws three of twelve items that are alike: each weighs about a third."""
    rng = random.Random(8)
    sittings = []
    for _ in range(3000):
        able = rng.random()
        drawn = rng.sample(range(12), 3)
        sittings.append(Sitting([Given(version, float(rng.random() < able)) for version in drawn]))
    for item in items_of(sittings).values():
        assert item.intended_weight == pytest.approx(100 / 3)
        assert item.effective_weight == pytest.approx(100 / 3, abs=4)

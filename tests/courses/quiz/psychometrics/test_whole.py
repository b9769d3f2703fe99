"""The test as a whole: reliability of fixed and of drawn forms, error, coverage."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.quiz.analysing import analyse
from courses.quiz.psychometrics.advising import Trust
from courses.quiz.psychometrics.sittings import Given, Sitting
from courses.quiz.psychometrics.tallying import tally_of
from courses.quiz.psychometrics.whole import (
    conditional_error,
    coverage_of,
    reliability_of,
    whole_statistics,
)
from tests.courses.quiz.psychometrics.corpora import scored

BITS = st.integers(3, 6).flatmap(
    lambda width: st.lists(
        st.lists(st.sampled_from([0.0, 1.0]), min_size=width, max_size=width), min_size=4, max_size=20
    )
)


def whole_of(sittings):
    tally = tally_of(sittings)
    return whole_statistics(tally, reliability_of(tally))


def answers(people: int, items: int, drawn: int, seed: int = 2) -> list[Sitting]:
    """People of different ability on items of different difficulty, `drawn` of them each."""
    rng = random.Random(seed)
    found = []
    for _ in range(people):
        able = rng.random()
        form = rng.sample(range(items), drawn)
        found.append(
            Sitting([Given(item, float(rng.random() < able ** (0.4 + item / items))) for item in form])
        )
    return found


@given(BITS)
def test_kr20_is_alpha_for_items_that_are_right_or_wrong(matrix):
    whole = whole_of(scored(matrix, [1.0] * len(matrix[0])))
    if whole.kr20 is None:
        assert whole.shape.variance == 0
    else:
        assert whole.alpha == pytest.approx(whole.kr20, abs=1e-9)
        # Equal difficulties are the worst case of unequal ones.
        assert whole.kr21 <= whole.kr20 + 1e-9


def test_alpha_without_an_item_is_alpha_of_the_test_without_it():
    people = [sorted(sitting.answers, key=lambda given: given.version) for sitting in answers(60, 6, 6)]
    matrix = [[float(given.points) for given in row] for row in people]
    reliability = reliability_of(tally_of(scored(matrix, [1.0] * 6)))
    for left_out in range(6):
        rest = [[x for n, x in enumerate(row) if n != left_out] for row in matrix]
        assert reliability.without[left_out] == pytest.approx(whole_of(scored(rest, [1.0] * 5)).alpha)


def test_drawn_forms_are_about_as_reliable_as_a_fixed_form_of_their_length():
    """All people on 40 items; then each on 20 of them; Spearman and Brown say what half a test is worth."""
    whole = whole_of(answers(4000, 40, 40)).alpha
    half = whole_of(answers(4000, 40, 20)).alpha
    assert half == pytest.approx(0.5 * whole / (1 + (0.5 - 1) * whole), abs=0.02)


def test_the_difference_of_forms_is_not_taken_for_that_of_people():
    """An easy and a hard form, and chance alone: no reliability, though totals differ widely."""
    rng = random.Random(4)
    sittings = []
    for n in range(3000):
        ease, first = (0.9, 0) if n % 2 else (0.2, 10)
        sittings.append(Sitting([Given(first + i, float(rng.random() < ease)) for i in range(10)]))
    assert whole_of(sittings).alpha == pytest.approx(0, abs=0.06)


def test_totals_of_drawn_forms_are_shares_and_of_a_fixed_form_points():
    fixed = whole_of(scored([[2.0, 1.0], [0.0, 1.0]], [3.0, 1.0]))
    assert (fixed.is_fixed, fixed.shape.mean, fixed.most, fixed.mean_share) == (True, 2.0, 4.0, 0.5)
    drawn = whole_of([Sitting([Given(1, 2.0, 4.0)]), Sitting([Given(2, 1.0)])])
    assert (drawn.is_fixed, drawn.shape.mean, drawn.most, drawn.mean_share) == (False, 0.75, 2.5, 0.75)


def test_the_same_items_worth_other_points_are_another_form():
    assert not tally_of([Sitting([Given(1, 1.0, 1.0)]), Sitting([Given(1, 1.0, 2.0)])]).is_fixed


def test_an_item_that_was_worth_other_points_to_some_is_left_out_whole():
    rng = random.Random(4)
    people = [
        [float(rng.random() < able) for _item in range(5)] for able in [rng.random() for _ in range(40)]
    ]
    worth = [1.0 if place < 20 else 3.0 for place in range(40)]

    def sittings(items):
        for row, most in zip(people, worth, strict=True):
            yield Sitting(
                [Given(n, row[n] * (most if n == 0 else 1.0), most if n == 0 else 1.0) for n in items]
            )

    without = reliability_of(tally_of(sittings([1, 2, 3, 4]))).alpha
    assert reliability_of(tally_of(sittings(range(5)))).without[0] == pytest.approx(without)


def test_items_that_all_say_the_same_are_reliable_without_error():
    rows = [(0.1, 0.7, 0.2, 0.9)[n % 4] for n in range(60)]
    whole = whole_of(Sitting([Given(item, share) for item in range(7)]) for share in rows)
    assert (whole.alpha, whole.sem, whole.error_ratio) == (1.0, 0.0, 0.0)


def test_nothing_is_told_of_no_attempts_and_no_reliability_of_two():
    assert whole_of([]) is None
    whole = whole_of(scored([[1.0, 0.0], [0.0, 0.0]], [1.0, 1.0]))
    assert (whole.n, whole.alpha, whole.sem, whole.shape.skewness, whole.kr20) == (2, None, None, None, None)


def test_all_alike_have_no_reliability():
    whole = whole_of(scored([[0.1, 0.2, 0.7]] * 40, [1.0] * 3))
    assert (whole.alpha, whole.error_ratio, whole.kr20, whole.shape.variance) == (None, None, None, 0)


def test_pairs_that_were_met_together_are_counted():
    coverage = coverage_of(tally_of(answers(300, 5, 5)))
    assert (coverage.pairs, coverage.met, coverage.covered) == (10, 10, 10)
    apart = coverage_of(tally_of([Sitting([Given(1, 1.0), Given(2, 1.0)]), Sitting([Given(3, 1.0)])]))
    assert (apart.pairs, apart.met, apart.covered) == (3, 1, 0)


def test_the_error_is_largest_in_the_middle():
    """Lord's binomial error by hand: the root of .7 x .3 / 20."""
    assert conditional_error(0.7, 21) == pytest.approx((0.21 / 20) ** 0.5)
    assert conditional_error(0.5, 21) > conditional_error(0.7, 21) > conditional_error(1.0, 21) == 0
    assert conditional_error(0.5, 1) is None


def test_few_attempts_are_not_judged_by_their_decisions():
    few, some, many = (analyse(answers(n, 12, 12), cut=0.6) for n in (29, 30, 100))
    assert (few.trust, some.trust, many.trust) == (Trust.COUNTS, Trust.INDICATIVE, Trust.SOLID)
    assert few.decision is None
    assert few.error_at_cut is None
    assert many.decision is not None
    assert 0 < many.error_at_cut < 0.3


def test_who_passed_is_counted_at_the_cut():
    analysis = analyse(scored([[1.0, 1.0], [1.0, 0.0], [0.0, 0.0]], [1.0, 1.0]), cut=0.5)
    assert analysis.passed == 2

"""Livingston and Lewis: against sums that can be done exactly, and against published cases."""

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

import pytest

from courses.quiz.psychometrics.consistency import (
    MOST_EXACT,
    Decision,
    TrueScores,
    decide,
    decision_at,
    effective_length,
    fit,
)
from courses.quiz.psychometrics.tallying import tally_of
from courses.quiz.psychometrics.whole import reliability_of, shares_of
from tests.courses.quiz.psychometrics.corpora import CTT, answers_of, read_json


def exact_consistency(alpha: int, beta: int, length: int, least: int) -> tuple[Fraction, Fraction]:
    """Return consistency and the share that passes; with whole shapes every integral is a fraction."""

    def moment(up: int, down: int) -> Fraction:
        ways = math.factorial(alpha + up - 1) * math.factorial(beta + down - 1)
        return Fraction(ways, math.factorial(alpha + beta + up + down - 1)) / Fraction(
            math.factorial(alpha - 1) * math.factorial(beta - 1), math.factorial(alpha + beta - 1)
        )

    def way(k: int) -> int:
        return math.comb(length, k)

    passed = sum(way(k) * moment(k, length - k) for k in range(least, length + 1))
    both = sum(
        way(k) * way(j) * moment(k + j, 2 * length - k - j)
        for k in range(least, length + 1)
        for j in range(least, length + 1)
    )
    return 1 - 2 * (passed - both), passed


def test_two_items_and_true_scores_spread_evenly():
    """Pass with one of two: consistency 1 - 2/3 + 2/5, accuracy (1/2 - 1/24) + 7/24, all by hand."""
    decision = decide(TrueScores(0.0, 1.0, 1.0, 1.0, 2.0), cut=0.5)
    assert decision.consistency == pytest.approx(11 / 15, abs=1e-12)
    assert decision.accuracy == pytest.approx(3 / 4, abs=1e-12)
    assert decision.chance == pytest.approx(5 / 9, abs=1e-12)
    assert decision.kappa == pytest.approx(2 / 5, abs=1e-12)
    assert decision.false_pass == pytest.approx(5 / 24, abs=1e-12)
    assert decision.false_fail == pytest.approx(1 / 24, abs=1e-12)


@pytest.mark.parametrize(
    ("alpha", "beta", "length", "least"), [(1, 1, 20, 14), (6, 3, 23, 16), (12, 5, 40, 28), (2, 9, 7, 3)]
)
def test_the_integral_agrees_with_the_exact_sum(alpha, beta, length, least):
    decision = decide(TrueScores(0.0, 1.0, alpha, beta, length), cut=least / length)
    consistency, passed = exact_consistency(alpha, beta, length, least)
    assert decision.consistency == pytest.approx(float(consistency), abs=1e-12)
    assert decision.chance == pytest.approx(float(passed**2 + (1 - passed) ** 2), abs=1e-12)


def test_a_longer_test_decides_better():
    found = [decide(TrueScores(0.2, 0.95, 4.0, 3.0, length), cut=0.6) for length in (10, 20, 40, 80)]
    for shorter, longer in zip(found, found[1:], strict=False):
        assert longer.accuracy > shorter.accuracy
        assert longer.consistency > shorter.consistency


def test_a_cut_below_all_true_scores_is_passed_by_everybody():
    decision = decide(TrueScores(0.5, 0.9, 3.0, 3.0, 400), cut=0.1)
    assert decision.consistency == pytest.approx(1)
    assert decision.false_pass == 0
    assert decision.kappa is None or math.isfinite(decision.kappa)


def test_the_normal_takes_over_from_the_binomial_where_it_is_as_good():
    true = TrueScores(0.2, 0.95, 4.0, 3.0, MOST_EXACT)
    exact = decide(true, cut=0.6)
    above = decide(replace(true, length=MOST_EXACT + 5), cut=0.6)
    assert above.accuracy == pytest.approx(exact.accuracy, abs=2e-4)
    assert above.consistency == pytest.approx(exact.consistency, abs=2e-4)


def test_a_test_nearly_without_error_decides_always_alike_and_nobody_waits_for_it():
    decision = decide(TrueScores(0.0, 1.0, 1.0, 1.0, 1e15), cut=0.6)
    assert decision.consistency == pytest.approx(1, abs=1e-6)
    assert decision.accuracy == pytest.approx(1, abs=1e-6)
    assert decision.chance == pytest.approx(0.52, abs=1e-6)


def test_the_effective_length_by_hand():
    """(12 x 8 - 0.75 x 16) / (16 x 0.25) = 84 / 4."""
    assert effective_length(12, 16, 0.75, most=20) == pytest.approx(21)


def test_the_distribution_is_found_again():
    """Four parameters that made the scores; the items are equal, so the length is theirs."""
    rng = random.Random(5)
    true = [0.3 + 0.6 * rng.betavariate(3, 2) for _ in range(20_000)]
    scores = [sum(rng.random() < p for _ in range(40)) for p in true]
    spread = 0.36 * 6 / (25 * 6) * 1600
    reliability = spread / (spread + sum(40 * p * (1 - p) for p in true) / len(true))
    found = fit(scores, reliability=reliability, most=40)
    assert found is not None
    assert found.length == pytest.approx(40, rel=0.03)
    mean = found.lower + (found.upper - found.lower) * found.alpha / (found.alpha + found.beta)
    assert mean == pytest.approx(0.66, abs=0.01)
    made = decide(TrueScores(0.3, 0.9, 3.0, 2.0, 40), cut=0.7)
    again = decision_at(scores, reliability=reliability, cut=28, most=40)
    assert again.consistency == pytest.approx(made.consistency, abs=0.01)
    assert again.accuracy == pytest.approx(made.accuracy, abs=0.01)


@pytest.mark.parametrize(
    ("scores", "reliability"),
    [
        ([], 0.8),
        ([0.5], 0.8),
        ([0.5, 0.5, 0.5], 0.8),
        ([0.2, 0.9], 0.0),
        ([0.2, 0.9], 1.0),
        ([0.2, 0.9], -0.5),
    ],
)
def test_scores_that_allow_no_estimate_give_none(scores, reliability):
    assert decision_at(scores, reliability=reliability, cut=0.7) is None


@dataclass(frozen=True)
class Case:
    """A decision at a cut, and what is expected of it; printed with three decimals if not said otherwise."""

    name: str
    decision: Decision | None
    expected: dict[str, float]


def flattened(value: object, name: str = "") -> Iterator[tuple[str, float]]:
    """Yield every number under the last of its names, in small letters; R writes one as a list of one."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from flattened(inner, str(key).lower())
    elif isinstance(value, list) and len(value) == 1:
        yield from flattened(value[0], name)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield name, float(value)


def published() -> Iterator[Case]:
    """Find decision consistency wherever it lies: a file with a cut and a kappa."""
    for path in sorted(CTT.rglob("*.json")):
        numbers = dict(flattened(read_json(path)))
        if "cut" in numbers and {"kappa", "accuracy", "consistency"} & numbers.keys():
            yield case_of(path, numbers)


def case_of(path: Path, numbers: dict[str, float]) -> Case:
    """From the true scores if they are given, else from the answers.

    Those lie beside the file, under its own name or under that of the inventory that it tells of.
    """
    if {"l", "u", "alpha", "beta", "etl"} <= numbers.keys() and "max" in numbers:
        shape = (numbers[name] for name in ("l", "u", "alpha", "beta", "etl"))
        return Case(path.stem, decide(TrueScores(*shape), cut=numbers["cut"] / numbers["max"]), numbers)
    names = [path.with_name(f"{path.name.split('.')[0]}.csv"), *CTT.rglob("hci*.csv")]
    data = next((name for name in names if name.exists()), None)
    if data is None:
        return Case(path.stem, None, numbers)
    tally = tally_of(answers_of(data)[0])
    most = numbers.get("max") or numbers.get("n_items") or sum(tally.lengths) / tally.n
    cut = numbers["cut"] / most if numbers["cut"] > 1 else numbers["cut"]
    reliability = numbers.get("reliability") or reliability_of(tally).alpha
    return Case(path.stem, decision_at(shares_of(tally), reliability=reliability, cut=cut), numbers)


def even() -> Case:
    """Scores of two items as even true scores make them: a third each of 0, 1 and 2 right."""
    shares = [0.0] * 1000 + [0.5] * 1000 + [1.0] * 1000
    # Sample variance and mean give a length of 2 with this reliability.
    spread = 0.5 / 3 * 3000 / 2999
    reliability = (2 * spread - 0.25) / spread
    decision = decision_at(shares, reliability=reliability, cut=0.5)
    return Case("even", decision, {"p": 0.733, "kappa": 0.4, "accuracy": 0.75, "p_c": 0.556})


@pytest.mark.parametrize("case", [even(), *published()], ids=lambda case: case.name)
def test_decisions_agree_with_what_is_published(case):
    decision = case.decision
    assert decision is not None, "there are no answers beside the case, or they allow no estimate"
    ours = {"p": decision.consistency, "p_c": decision.chance, "kappa": decision.kappa}
    ours |= {"consistency": decision.consistency, "accuracy": decision.accuracy}
    compared = ours.keys() & case.expected.keys()
    assert len(compared) >= 2
    for name in compared:
        assert ours[name] == pytest.approx(case.expected[name], abs=1e-3), name

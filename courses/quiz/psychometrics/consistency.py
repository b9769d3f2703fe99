"""Would the verdict at the cut be the same again, and is it the right one? Livingston and Lewis (1995). Pure.

True scores follow a beta distribution, observed ones are binomial around them, on a test of as many equal
items as give the reliability that was observed (the effective test length). The distribution is found from
the moments of the scores (Lord 1965, Hanson 1991): four-parameter, or two-parameter on 0..1 where the four
do not exist or leave 0..1. Conventions, where authors differ, are those of the R package betafunctions
(LL.CA): the length is rounded for the binomial and not for the moments, the cut in effective items is
rounded, a score at the cut passes. Beyond MOST_EXACT items the binomial is a normal.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import variance

# A double-exponential rule (Takahasi and Mori 1974): exact also where the density has poles at its ends.
STEP, REACH = 1 / 24, 5.6
# Of longer tests the normal is as good as the binomial: sums over each of their items would take for ever,
# and tests whose items all say nearly the same are as long as one likes.
MOST_EXACT = 1000


@dataclass(frozen=True)
class TrueScores:
    """A beta distribution on lower..upper with shape alpha, beta. length: effective, not rounded."""

    lower: float
    upper: float
    alpha: float
    beta: float
    length: float


@dataclass(frozen=True)
class Decision:
    """consistency: chance that two sittings of one person agree. chance: that they would by chance alone.

    accuracy: chance that the verdict is the one that the true score deserves. false_pass, false_fail: that
    it is not.
    """

    true_scores: TrueScores
    consistency: float
    chance: float
    kappa: float | None
    accuracy: float
    false_pass: float
    false_fail: float


def decision_at(
    scores: Sequence[float], *, reliability: float, cut: float, least: float = 0.0, most: float = 1.0
) -> Decision | None:
    """Return how far verdicts can be relied on; None where the scores do not allow an estimate.

    scores: of all attempts, on least..most, the ends that are possible. cut: on the same scale; at it is a
    pass.
    """
    fitted = fit(scores, reliability=reliability, least=least, most=most)
    return decide(fitted, cut=(cut - least) / (most - least)) if fitted else None


def effective_length(
    mean: float, spread: float, reliability: float, *, least: float = 0.0, most: float = 1.0
) -> float:
    """Return how many equal items would be as reliable. spread: sample variance of the scores."""
    return ((mean - least) * (most - mean) - reliability * spread) / (spread * (1 - reliability))


def fit(
    scores: Sequence[float], *, reliability: float, least: float = 0.0, most: float = 1.0
) -> TrueScores | None:
    """Find the distribution of true scores; None where there is none."""
    if len(scores) < 2 or not 0 < reliability < 1 or most <= least or not (spread := variance(scores)):
        return None
    length = effective_length(math.fsum(scores) / len(scores), spread, reliability, least=least, most=most)
    if length < 1.5:
        return None
    effective = [(score - least) / (most - least) * length for score in scores]
    return _four_parameters(effective, length) or _two_parameters(effective, length)


def _raw_moment(effective: Sequence[float], order: int, length: float) -> float:
    """Return a raw moment of the true scores from falling factorials of the observed (Lord 1965, eq. 37)."""
    mean = math.fsum(_falling(x, order) for x in effective) / len(effective)
    return mean / _falling(length, order)


def _falling(x: float, order: int) -> float:
    """x (x-1) … over `order` factors; 0 for fewer than that many successes."""
    return math.prod(x - step for step in range(order)) if order < 2 or x >= order else 0.0


def _four_parameters(effective: Sequence[float], length: float) -> TrueScores | None:
    """Return the beta distribution with the first four moments (Hanson 1991); None where it leaves 0..1."""
    if length < 4:
        return None
    m1, m2, m3, m4 = (_raw_moment(effective, order, length) for order in (1, 2, 3, 4))
    spread = m2 - m1**2
    if spread <= 0:
        return None
    skewness = (m3 - 3 * m1 * m2 + 2 * m1**3) / spread**1.5
    kurtosis = (m4 - 4 * m1 * m3 + 6 * m1**2 * m2 - 3 * m1**4) / spread**2
    shapes = _shapes(skewness, kurtosis)
    if shapes is None:
        return None
    alpha, beta = shapes
    width = math.sqrt(spread * (alpha + beta + 1) / (alpha * beta))
    lower, upper = m1 - alpha * width, m1 + beta * width
    return TrueScores(lower, upper, alpha, beta, length) if lower >= 0 and upper <= 1 else None


def _shapes(skewness: float, kurtosis: float) -> tuple[float, float] | None:
    divisor = 6 + 3 * skewness**2 - 2 * kurtosis
    if not divisor:
        return None
    r = 6 * (kurtosis - skewness**2 - 1) / divisor
    inner = (r + 2) * (r + 3) * kurtosis - 3 * (r - 6) * (r + 1)
    root = 1 - 24 * (r + 1) / inner if inner else -1.0
    if root < 0:
        return None
    large, small = r / 2 * (1 + math.sqrt(root)), r / 2 * (1 - math.sqrt(root))
    if min(large, small) <= 0:
        return None
    return (large, small) if skewness < 0 else (small, large)


def _two_parameters(effective: Sequence[float], length: float) -> TrueScores | None:
    m1, m2 = _raw_moment(effective, 1, length), _raw_moment(effective, 2, length) if length >= 2 else 0.0
    spread = m2 - m1**2
    if spread <= 0 or not 0 < m1 < 1 or spread >= m1 * (1 - m1):
        return None
    whole = m1 * (1 - m1) / spread - 1
    return TrueScores(0.0, 1.0, m1 * whole, (1 - m1) * whole, length)


def decide(true: TrueScores, *, cut: float) -> Decision:
    """cut: as a share of the points, 0..1."""
    reaching = _chance_to_reach(round(true.length), cut)
    width, density = true.upper - true.lower, _density(true)
    # Where the cut lies on the distribution's own 0..1.
    place = min(1.0, max(0.0, (cut - true.lower) / width))

    def passing(s: float) -> float:
        return reaching(true.lower + width * s)

    below, above = _expect(density, passing, 0.0, place), _expect(density, passing, place, 1.0)
    whole = below.all + above.all
    once, twice = (below.once + above.once) / whole, (below.twice + above.twice) / whole
    consistency, chance = 1 - 2 * (once - twice), once**2 + (1 - once) ** 2
    false_pass, false_fail = below.once / whole, (above.all - above.once) / whole
    return Decision(
        true_scores=true,
        consistency=consistency,
        chance=chance,
        kappa=(consistency - chance) / (1 - chance) if chance < 1 else None,
        accuracy=1 - false_pass - false_fail,
        false_pass=false_pass,
        false_fail=false_fail,
    )


def _chance_to_reach(length: int, cut: float) -> Callable[[float], float]:
    """Return what gives the chance to reach the cut for a true score of 0..1."""
    least = round(cut * length)
    if length > MOST_EXACT:
        return lambda p: _nearly_reaching(p, least, length)
    logs = [math.log(math.comb(length, k)) for k in range(length + 1)]
    return lambda p: _reaching(p, least, logs)


def _nearly_reaching(p: float, least: int, length: int) -> float:
    """Return the same as `_reaching` by the normal, half an item below the cut (de Moivre)."""
    spread = math.sqrt(max(0.0, 2 * length * p * (1 - p)))
    above = length * p - (least - 0.5)
    return 0.5 * math.erfc(-above / spread) if spread else float(above > 0)


def _reaching(p: float, least: int, logs: Sequence[float]) -> float:
    """Return the chance of `least` or more successes in a binomial. logs: of its coefficients."""
    length = len(logs) - 1
    if least <= 0 or p >= 1:
        return 1.0 if least <= length else 0.0
    if p <= 0:
        return 0.0
    yes, no = math.log(p), math.log1p(-p)
    return min(
        1.0, math.fsum(math.exp(logs[k] + k * yes + (length - k) * no) for k in range(least, length + 1))
    )


Density = Callable[[float, float], float]


def _density(true: TrueScores) -> Density:
    norm = math.lgamma(true.alpha + true.beta) - math.lgamma(true.alpha) - math.lgamma(true.beta)

    def density(s: float, left: float) -> float:
        """left: 1 - s, given apart since near 1 it cannot be told from s."""
        if s <= 0 or left <= 0:
            return 0.0
        return math.exp(norm + (true.alpha - 1) * math.log(s) + (true.beta - 1) * math.log(left))

    return density


@dataclass(frozen=True)
class _Share:
    """Of people whose true score lies in a range: all, who pass once, who pass both of two sittings."""

    all: float = 0.0
    once: float = 0.0
    twice: float = 0.0


def _expect(density: Density, passing: Callable[[float], float], low: float, high: float) -> _Share:
    """Integrate over low..high of the distribution's 0..1."""
    if high <= low:
        return _Share()
    span, steps = high - low, round(REACH / STEP)
    everyone, once, twice = [], [], []
    for step in range(-steps, steps + 1):
        t = step * STEP
        q, left = 1 / (1 + math.exp(-math.pi * math.sinh(t))), 1 / (1 + math.exp(math.pi * math.sinh(t)))
        s = low + span * q
        people = span * math.pi * math.cosh(t) * q * left * STEP * density(s, (1 - high) + span * left)
        chance = passing(s)
        everyone.append(people)
        once.append(people * chance)
        twice.append(people * chance * chance)
    return _Share(math.fsum(everyone), math.fsum(once), math.fsum(twice))

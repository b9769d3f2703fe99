"""The test as a whole: where its scores lie, and how far they can be relied on. Pure.

Reliability is Cronbach's alpha as the average over item pairs. Where everybody has the same form that is
alpha to the digit; where forms are drawn, each pair counts as often as it was met together (the coverage),
and alpha is that of a form of average length. Moodle's formula on mixed forms would take the difference of
forms for that of people.
"""

import math
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from courses.quiz.psychometrics.moments import Shape, shape_of
from courses.quiz.psychometrics.tallying import Tally

# As few as Moodle asks for.
FEWEST = 3
# A pair of items is well covered by this many attempts that hold both.
COVERED = 30


@dataclass(frozen=True)
class Reliability:
    """alpha: None where it cannot be told. without: version -> alpha of the test without it.

    standardised: alpha of items that were all made to vary alike.
    """

    alpha: float | None
    without: dict[int, float | None]
    standardised: float | None = None


@dataclass(frozen=True)
class Coverage:
    """Of the pairs of scored items: how many, met together at least once, by COVERED attempts or more."""

    pairs: int
    met: int
    covered: int


@dataclass(frozen=True)
class WholeStatistics:
    """shape: of the totals; points of a fixed form, shares of the points where forms are drawn.

    most: points of a form, on average. items: scored items of a form, on average.
    alpha: 0..1, below 0 for items that work against each other. error_ratio: per cent.
    sem: standard error of measurement, in the unit of the shape. kr20, kr21: for items scored 0 or 1 alone.
    """

    n: int
    is_fixed: bool
    shape: Shape
    most: float
    items: float
    alpha: float | None
    error_ratio: float | None
    sem: float | None
    kr20: float | None
    kr21: float | None

    @property
    def scale(self) -> float:
        """What a total has to be divided by to be a share, 0..1."""
        return self.most if self.is_fixed and self.most else 1.0

    @property
    def mean_share(self) -> float:
        return self.shape.mean / self.scale


def whole_statistics(tally: Tally, reliability: Reliability) -> WholeStatistics | None:
    """Return None where there are no attempts."""
    totals = [earned if tally.is_fixed else earned / most for earned, most in tally.totals if most]
    shape = shape_of(totals or [0.0] * tally.n)
    if shape is None:
        return None
    alpha = reliability.alpha if tally.n >= FEWEST else None
    error = math.sqrt(1 - alpha) if alpha is not None and alpha <= 1 else None
    kr20, kr21 = _kuder_richardson(tally, shape)
    return WholeStatistics(
        n=tally.n,
        is_fixed=tally.is_fixed,
        shape=shape,
        most=math.fsum(most for _earned, most in tally.totals) / tally.n,
        items=sum(tally.lengths) / tally.n,
        alpha=alpha,
        error_ratio=None if error is None else 100 * error,
        sem=None if error is None or shape.sd is None else error * shape.sd,
        kr20=kr20,
        kr21=kr21,
    )


def conditional_error(share: float, length: float) -> float | None:
    """Return the standard error of a score at this share of the points, as a share (Lord 1957).

    length: items, or effective items where they are not all right or wrong; with fewer than two there is no
    error.
    """
    return math.sqrt(share * (1 - share) / (length - 1)) if length > 1 else None


def shares_of(tally: Tally) -> list[float]:
    """Return the share of the points in each attempt, 0..1."""
    return [earned / most for earned, most in tally.totals if most]


def reliability_of(tally: Tally) -> Reliability:
    """Return alpha, and alpha without each item, in two passes over the rows."""
    columns = tally.columns()
    means = _means(tally, len(columns))
    squares, products, chances = ([0.0] * len(columns) for _ in range(3))
    counts = [0] * len(columns)
    for row in tally.rows():
        deviations = [(place, points - means[place]) for place, points in row]
        sum_all = math.fsum(d for _place, d in deviations)
        for place, d in deviations:
            counts[place] += 1
            squares[place] += d * d
            products[place] += d * (sum_all - d)
            chances[place] += len(row) - 1
    squared, crossed = math.fsum(squares), math.fsum(products)
    sums = _Sums(tally.n, sum(counts), squared, crossed, math.fsum(chances))
    # What was worth more to some than to others has a column for each; nobody met both.
    left = dict.fromkeys((version for version, _most in columns), sums)
    for p, (version, _most) in enumerate(columns):
        left[version] = left[version].without(counts[p], squares[p], products[p], chances[p])
    without = {version: rest.alpha for version, rest in left.items()}
    return Reliability(sums.alpha, without, _standardised(tally, means, squares, counts))


def _standardised(
    tally: Tally, means: Sequence[float], squares: Sequence[float], counts: Sequence[int]
) -> float | None:
    if not squares or not all(squares):
        return None
    scales = [math.sqrt(total / n) for total, n in zip(squares, counts, strict=True)]
    crossed: list[float] = []
    for row in tally.rows():
        scores = [(points - means[place]) / scales[place] for place, points in row]
        crossed.append(math.fsum(scores) ** 2 - math.fsum(z * z for z in scores))
    answers = sum(counts)
    pairs = sum(length * (length - 1) for length in tally.lengths)
    return _Sums(tally.n, answers, float(answers), math.fsum(crossed), pairs).alpha


@dataclass(frozen=True)
class _Sums:
    """answers: of all rows.

    crossed: products of deviations over the ordered pairs of each row, pairs in number.
    """

    rows: int
    answers: int
    squared: float
    crossed: float
    pairs: float

    @property
    def alpha(self) -> float | None:
        if self.rows < 2 or self.pairs <= 0:
            return None
        length = self.answers / self.rows
        variance, covariance = self.squared / self.answers, self.crossed / self.pairs
        whole = variance + (length - 1) * covariance
        # What is left of rounding is no variance, and beyond 1 it is no reliability.
        is_known = whole > 1e-12 * max(variance, 1e-300) and variance > 0
        return _to_one(length * covariance / whole) if is_known else None

    def without(self, answers: int, squared: float, crossed: float, pairs: float) -> "_Sums":
        return _Sums(
            rows=self.rows,
            answers=self.answers - answers,
            squared=self.squared - squared,
            crossed=self.crossed - 2 * crossed,
            pairs=self.pairs - 2 * pairs,
        )


def _to_one(alpha: float) -> float:
    return 1.0 if abs(alpha - 1) < 1e-12 else alpha


def _means(tally: Tally, width: int) -> list[float]:
    columns = [array("d") for _ in range(width)]
    for row in tally.rows():
        for place, points in row:
            columns[place].append(points)
    # Of one value alone the mean is that value to the last digit: what does not vary must not seem to.
    return [math.fsum(c) / len(c) if min(c) < max(c) else c[0] for c in columns]


def coverage_of(tally: Tally) -> Coverage:
    """Return how well the pairs of items are covered; one attempt is one bit of a large number."""
    masks: Sequence[int] = [_mask(item.met, tally.n) for item in tally.scored()]
    together = [(a & b).bit_count() for a, b in combinations(masks, 2)]
    return Coverage(len(together), sum(n > 0 for n in together), sum(n >= COVERED for n in together))


def _mask(places: Sequence[int], size: int) -> int:
    bits = bytearray(size // 8 + 1)
    for place in places:
        bits[place // 8] |= 1 << place % 8
    return int.from_bytes(bits, "little")


def _kuder_richardson(tally: Tally, shape: Shape) -> tuple[float | None, float | None]:
    """Return KR-20 and KR-21, with the population variance of the totals (Kuder and Richardson 1937)."""
    items = tally.scored()
    k, n = len(items), tally.n
    is_dichotomous = all(m == 1 and x in (0, 1) for item in items for x, m, _rest, _most in item.scores)
    variance = shape.variance * (n - 1) / n if shape.variance else 0.0
    if not tally.is_fixed or not is_dichotomous or k < 2 or n < FEWEST or not variance:
        return None, None
    shares = [math.fsum(x * w for (x, *_), w in item.scores.items()) / n for item in items]
    spread = math.fsum(p * (1 - p) for p in shares)
    kr20 = k / (k - 1) * (1 - spread / variance)
    return kr20, k / (k - 1) * (1 - shape.mean * (k - shape.mean) / (k * variance))

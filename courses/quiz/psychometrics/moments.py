"""Mean, variance, covariance and their kin, over weighted values. Pure."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

# The normal quantile of a two-sided interval of 95 %.
Z95 = 1.959963984540054


@dataclass(frozen=True)
class Moments:
    """Of two columns, with sample (n - 1) variances."""

    n: int
    mean_x: float
    mean_y: float
    var_x: float
    var_y: float
    cov: float

    @property
    def correlation(self) -> float | None:
        """Pearson's r, -1..1; None where either column does not vary."""
        spread = math.sqrt(self.var_x * self.var_y)
        return self.cov / spread if spread > 0 else None


def moments_of(triples: Sequence[tuple[float, float, int]]) -> Moments | None:
    """triples: x, y and how often the pair occurs. None for fewer than two pairs.

    Two passes: sums of squares alone would lose the digits that small variances are made of.
    """
    n = sum(weight for _x, _y, weight in triples)
    if n < 2:
        return None
    mean_x = mean_of([(x, w) for x, _y, w in triples], n)
    mean_y = mean_of([(y, w) for _x, y, w in triples], n)
    return Moments(
        n=n,
        mean_x=mean_x,
        mean_y=mean_y,
        var_x=math.fsum((x - mean_x) ** 2 * w for x, _y, w in triples) / (n - 1),
        var_y=math.fsum((y - mean_y) ** 2 * w for _x, y, w in triples) / (n - 1),
        cov=math.fsum((x - mean_x) * (y - mean_y) * w for x, y, w in triples) / (n - 1),
    )


def mean_of(pairs: Sequence[tuple[float, int]], n: int) -> float:
    """Return the mean of values with their weights; of one value alone that value, to the last digit.

    Otherwise the rounding of a mean would give a variance to what does not vary.
    """
    values = {value for value, _weight in pairs}
    return values.pop() if len(values) == 1 else math.fsum(v * w for v, w in pairs) / n


def greatest_covariance(triples: Iterable[tuple[float, float, int]], moments: Moments) -> float:
    """Return the covariance that the same values would have if both columns rose together."""
    xs: list[float] = []
    ys: list[float] = []
    for x, y, weight in triples:
        xs += [x] * weight
        ys += [y] * weight
    pairs = zip(sorted(xs), sorted(ys), strict=True)
    return math.fsum((x - moments.mean_x) * (y - moments.mean_y) for x, y in pairs) / (moments.n - 1)


@dataclass(frozen=True)
class Shape:
    """Of a distribution. skewness, kurtosis: from k-statistics, 0 for a normal distribution."""

    n: int
    mean: float
    median: float
    variance: float | None
    skewness: float | None
    kurtosis: float | None

    @property
    def sd(self) -> float | None:
        return None if self.variance is None else math.sqrt(self.variance)


def shape_of(values: Sequence[float]) -> Shape | None:
    """Return the shape of a distribution (source: Moodle, "Quiz statistics calculations"); None if empty."""
    n = len(values)
    if not n:
        return None
    mean = mean_of([(value, 1) for value in values], n)
    m2, m3, m4 = (math.fsum((v - mean) ** power for v in values) / n for power in (2, 3, 4))
    k2 = n * m2 / (n - 1) if n > 1 else None
    skewness = kurtosis = None
    if k2 and n > 2:
        skewness = n * n * m3 / ((n - 1) * (n - 2)) / k2**1.5
    if k2 and n > 3:
        k4 = n * n * ((n + 1) * m4 - 3 * (n - 1) * m2 * m2) / ((n - 1) * (n - 2) * (n - 3))
        kurtosis = k4 / k2**2
    return Shape(n, mean, median(values), k2, skewness, kurtosis)


def wilson_interval(share: float, n: int) -> tuple[float, float] | None:
    """Return the 95 % interval of a share (Wilson 1927); None without observations.

    For shares of points it is wider than it need be: no variable on 0..1 varies more than right or wrong.
    """
    if n < 1:
        return None
    z2 = Z95 * Z95
    centre = (share + z2 / (2 * n)) / (1 + z2 / n)
    reach = Z95 * math.sqrt(max(0.0, share * (1 - share)) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return max(0.0, centre - reach), min(1.0, centre + reach)

"""One item: how hard it is, and whether those who know more answer it better. Pure.

Sources: Moodle, "Quiz statistics calculations"; Lord and Novick 1968. Where everybody has the same form,
the rest is the points on its other items, as there. Where forms are drawn, totals differ from form to form,
and the rest is the share of the points on the other scored items that were drawn.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from courses.quiz.psychometrics.moments import Moments, greatest_covariance, moments_of, wilson_interval
from courses.quiz.psychometrics.tallying import ItemTally, Score, Tally

ROUNDING = 1e-12
Triples = list[tuple[float, float, int]]


@dataclass(frozen=True)
class ItemStatistics:
    """Of one version over the n attempts that held it.

    facility: mean share of the points, 0..1; interval: its 95 % interval. sd: of the points, of the shares
    where they are worth more to some than to others. moments: of those points (x) and the rest (y).
    discrimination: their correlation, -1..1; included: the correlation with the total, the item in it.
    efficiency: covariance over the greatest possible, -1..1. effective_weight, intended_weight: per cent of
    a form; None where it works against the total. omitted: share without an answer, 0..1. seconds: median.
    """

    version: int
    is_scored: bool
    n: int
    judged: int
    facility: float | None
    interval: tuple[float, float] | None
    sd: float | None
    moments: Moments | None
    discrimination: float | None
    included: float | None
    efficiency: float | None
    covariance_with_total: float | None
    effective_weight: float | None
    intended_weight: float | None
    alpha_without: float | None
    omitted: float | None
    seconds: float | None


def item_statistics(tally: Tally, alphas: Mapping[int, float | None]) -> list[ItemStatistics]:
    """alphas: version -> reliability of the test without it."""
    roots = {key: _root(item) for key, item in tally.items.items() if item.is_scored}
    whole = math.fsum(root * tally.items[key].n / tally.n for key, root in roots.items() if root is not None)
    return [
        _statistics(item, roots.get(key), whole, alphas.get(item.version) if item.is_scored else None)
        for key, item in tally.items.items()
    ]


def _statistics(
    item: ItemTally, root: float | None, whole: float, alpha_without: float | None
) -> ItemStatistics:
    triples = beside(item)
    moments = moments_of(triples)
    total = moments_of(_with_total(item))
    facility = _facility(item)
    judged = item.n - item.unjudged
    return ItemStatistics(
        version=item.version,
        is_scored=item.is_scored,
        n=item.n,
        judged=judged,
        facility=facility,
        interval=None if facility is None else wilson_interval(facility, judged),
        sd=_sd(item),
        moments=moments,
        discrimination=moments.correlation if moments else None,
        included=total.correlation if total and item.is_scored else None,
        efficiency=_efficiency(triples, moments),
        covariance_with_total=total.cov if total else None,
        effective_weight=100 * root / whole if root is not None and whole else None,
        intended_weight=_intended(item),
        alpha_without=alpha_without,
        omitted=item.blank / item.n if item.n else None,
        seconds=item.median_seconds,
    )


def beside(item: ItemTally) -> Triples:
    """Return the item beside the rest, as points in a fixed form and as shares among drawn ones."""
    if item.is_uniform:
        return [(x, rest, n) for (x, _m, rest, most), n in item.scores.items() if most]
    return [(x / m, rest / most, n) for (x, m, rest, most), n in item.scores.items() if m and most]


def total_share(score: Score, *, is_scored: bool) -> float | None:
    """Return the share of all scored points of the attempt, the item's own among them if it is scored."""
    x, m, rest, most = score
    earned, whole = (x + rest, m + most) if is_scored else (rest, most)
    return earned / whole if whole else None


def _with_total(item: ItemTally) -> Triples:
    own = int(item.is_scored)
    if item.is_uniform:
        return [(x, rest + own * x, n) for (x, _m, rest, _most), n in item.scores.items()]
    scores = item.scores.items()
    return [(x / m, (rest + own * x) / (most + own * m), n) for (x, m, rest, most), n in scores if m and most]


def _facility(item: ItemTally) -> float | None:
    judged = [(x / m, n) for (x, m, _rest, _most), n in item.scores.items() if m]
    counted = sum(n for _share, n in judged)
    return math.fsum(share * n for share, n in judged) / counted if counted else None


def _sd(item: ItemTally) -> float | None:
    scores = item.scores.items()
    points = [
        (x if item.is_uniform else x / m, 0.0, n) for (x, m, _r, _most), n in scores if m or item.is_uniform
    ]
    moments = moments_of(points)
    return math.sqrt(moments.var_x) if moments else None


def _efficiency(triples: Triples, moments: Moments | None) -> float | None:
    greatest = greatest_covariance(triples, moments) if moments else 0.0
    return moments.cov / greatest if moments and greatest else None


def _root(item: ItemTally) -> float | None:
    """Return the root of the covariance with the total, as shares of a form; None below 0."""
    triples = [
        (x / (m + most), (x + rest) / (m + most), n)
        for (x, m, rest, most), n in item.scores.items()
        if m + most
    ]
    moments = moments_of(triples)
    if moments is None:
        return None
    # What rounding leaves of 0 is 0: its root would not be small any more.
    if abs(moments.cov) <= ROUNDING * math.sqrt(moments.var_x * moments.var_y):
        return 0.0
    return math.sqrt(moments.cov) if moments.cov > 0 else None


def _intended(item: ItemTally) -> float | None:
    shares = [(m / (m + most), n) for (_x, m, _rest, most), n in item.scores.items() if m + most]
    counted = sum(n for _share, n in shares)
    if not item.is_scored or not counted:
        return None
    return 100 * math.fsum(share * n for share, n in shares) / counted

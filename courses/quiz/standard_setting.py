"""Where a pass mark comes from: the modified Angoff method. Pure.

Judges say of each item which share of just-qualified learners would answer it right. The cut is the mean
over judges of the sum over items; its standard error is the spread of those sums over the root of their
number (MacCann and Stanley 2004, PARE 9(5)). The cut of a drawn form is the sum of the item means in it: a
harder form asks for less.
"""

import math
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import stdev
from typing import TypeVar

Judge = TypeVar("Judge", bound=Hashable)
Item = TypeVar("Item", bound=Hashable)

# Fewer judges give a spread that says nothing.
FEWEST_JUDGES = 2


@dataclass(frozen=True)
class Standard:
    """sums: of each judge, in items. cut: in items; share: of all items, 0..1.

    sd: of the sums over judges, n - 1; error: of the cut, in items. None with one judge.
    """

    sums: tuple[float, ...]
    items: int
    cut: float
    sd: float | None
    error: float | None

    @property
    def share(self) -> float:
        return self.cut / self.items

    @property
    def share_error(self) -> float | None:
        return None if self.error is None else self.error / self.items


@dataclass(frozen=True)
class Spread:
    """Of the ratings of one item: how many, and where they lie, 0..1."""

    n: int
    mean: float
    least: float
    most: float
    sd: float | None


def standard_of(ratings: Mapping[Judge, Mapping[Item, float]], items: Collection[Item]) -> Standard | None:
    """Return the cut over these items from the judges who rated each of them; None where nobody did.

    ratings: judge -> item -> share of just-qualified learners who would answer it right, 0..1.
    """
    wanted = list(items)
    sums = [
        math.fsum(rated[item] for item in wanted)
        for rated in ratings.values()
        if all(item in rated for item in wanted)
    ]
    if not sums or not wanted:
        return None
    sd = stdev(sums) if len(sums) >= FEWEST_JUDGES else None
    error = None if sd is None else sd / math.sqrt(len(sums))
    return Standard(tuple(sums), len(wanted), math.fsum(sums) / len(sums), sd, error)


def spread_of(ratings: Sequence[float]) -> Spread | None:
    """Return where the ratings of one item lie; None where there are none."""
    if not ratings:
        return None
    sd = stdev(ratings) if len(ratings) >= FEWEST_JUDGES else None
    return Spread(len(ratings), math.fsum(ratings) / len(ratings), min(ratings), max(ratings), sd)


def spreads_of(ratings: Mapping[Judge, Mapping[Item, float]]) -> dict[Item, Spread]:
    """Return item -> where its ratings lie."""
    by_item: dict[Item, list[float]] = {}
    for rated in ratings.values():
        for item, rating in rated.items():
            by_item.setdefault(item, []).append(rating)
    return {item: spread for item, given in by_item.items() if (spread := spread_of(given))}


def form_cut(means: Mapping[Item, float], form: Iterable[tuple[Item, float]]) -> float | None:
    """Return the cut of one form as a share of its points, 0..1; None if an item of it was never rated.

    form: items with the points that each is worth.
    """
    weighed = list(form)
    points = math.fsum(worth for _item, worth in weighed)
    if not points or any(item not in means for item, _worth in weighed):
        return None
    return math.fsum(means[item] * worth for item, worth in weighed) / points


def form_range(cuts: Iterable[float | None]) -> tuple[float, float] | None:
    """Return the lowest and the highest cut of the forms for which there is one."""
    known = [cut for cut in cuts if cut is not None]
    return (min(known), max(known)) if known else None

"""Attempts in parts by their totals: how the weakest and the strongest fifth did on an item. Pure."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from courses.quiz.psychometrics.items import total_share
from courses.quiz.psychometrics.tallying import ItemTally, Score


@dataclass(frozen=True)
class Groups:
    """Attempts cut into equal parts by their share of all points; equal totals stay together.

    bounds: least share of each part but the weakest, rising.
    """

    bounds: tuple[float, ...]

    def place(self, share: float) -> int:
        return sum(share >= bound for bound in self.bounds)

    def sizes(self, item: ItemTally) -> list[int]:
        counts = [0] * (len(self.bounds) + 1)
        for score, n in item.scores.items():
            share = total_share(score, is_scored=item.is_scored)
            if share is not None:
                counts[self.place(share)] += n
        return counts

    def shares(self, item: ItemTally, chosen: Counter[Score]) -> list[float | None]:
        took = [0] * (len(self.bounds) + 1)
        for score, n in chosen.items():
            share = total_share(score, is_scored=item.is_scored)
            if share is not None:
                took[self.place(share)] += n
        return [t / size if size else None for t, size in zip(took, self.sizes(item), strict=True)]

    def facilities(self, item: ItemTally) -> list[float | None]:
        """Return the mean share of the points on the item in each group."""
        earned = [[0.0] for _ in range(len(self.bounds) + 1)]
        for score, n in item.scores.items():
            share, (x, m, *_rest) = total_share(score, is_scored=item.is_scored), score
            if share is not None and m:
                earned[self.place(share)].append(n * x / m)
        sizes = self.sizes(item)
        return [math.fsum(part) / size if size else None for part, size in zip(earned, sizes, strict=True)]


def groups_of(shares: Sequence[float], parts: int) -> Groups:
    """Cut the attempts into parts of about one size."""
    ranked = sorted(shares)
    bounds = (ranked[len(ranked) * part // parts] for part in range(1, parts)) if ranked else ()
    return Groups(tuple(bounds))


def mean_share(scores: Counter[Score], *, is_scored: bool) -> float | None:
    """Return the mean share of all points of these attempts, 0..1; None without any."""
    shares = [(total_share(score, is_scored=is_scored), n) for score, n in scores.items()]
    known = [(share, n) for share, n in shares if share is not None]
    counted = sum(n for _share, n in known)
    return math.fsum(share * n for share, n in known) / counted if counted else None

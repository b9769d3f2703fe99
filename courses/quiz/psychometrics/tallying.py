"""One pass over attempts: counts are kept of them, so that time and memory grow with the answers. Pure."""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import fsum
from statistics import median

from courses.quiz.psychometrics.sittings import Given, Sitting

# Points on the item, of how many; points on all other scored items of the attempt, of how many.
Score = tuple[float, float, float, float]
PLACES = 10


@dataclass(slots=True)
class ItemTally:
    """All answers to one version. scores: how often each constellation occurred.

    chosen: the same, for those who chose an option. met: the attempts that held it, by number.
    maxima: points on it with the points on all else, as they were met together.
    """

    version: int
    is_scored: bool
    n: int = 0
    blank: int = 0
    unjudged: int = 0
    scores: Counter[Score] = field(default_factory=Counter)
    chosen: dict[str, Counter[Score]] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    met: list[int] = field(default_factory=list)
    maxima: set[tuple[float, float]] = field(default_factory=set)

    @property
    def median_seconds(self) -> float | None:
        return median(self.seconds) if self.seconds else None

    @property
    def is_uniform(self) -> bool:
        """Whether everybody who met it met the same number of points, on it and beside it."""
        return len(self.maxima) <= 1

    def add(self, given: Given, earned: float, most: float, place: int) -> None:
        """earned, most: the attempt's total over scored answers."""
        self.n += 1
        self.blank += given.is_blank
        self.met.append(place)
        if given.seconds is not None:
            self.seconds.append(given.seconds)
        if given.points is None:
            self.unjudged += 1
            return
        own, own_most = (given.points, given.max_points) if given.is_scored else (0.0, 0.0)
        # Rounded, so that the same rest is the same number in whatever order it was added up.
        score = (given.points, given.max_points, round(earned - own, PLACES), round(most - own_most, PLACES))
        self.scores[score] += 1
        self.maxima.add((score[1], score[3]))
        for key in given.chosen:
            self.chosen.setdefault(key, Counter())[score] += 1


@dataclass(slots=True)
class Tally:
    """All attempts. An item that is scored in some and on trial in others is tallied apart."""

    items: dict[tuple[int, bool], ItemTally] = field(default_factory=dict)
    totals: list[tuple[float, float]] = field(default_factory=list)
    lengths: "array[int]" = field(default_factory=lambda: array("L"))
    _order: dict[tuple[int, float], int] = field(default_factory=dict)
    _places: "array[int]" = field(default_factory=lambda: array("L"))
    _points: "array[float]" = field(default_factory=lambda: array("d"))
    _forms: set[frozenset[int]] = field(default_factory=set)

    @property
    def n(self) -> int:
        return len(self.totals)

    @property
    def is_fixed(self) -> bool:
        """Whether all attempts hold the same scored items, worth the same."""
        return len(self._forms) <= 1

    def scored(self) -> list[ItemTally]:
        return [tally for tally in self.items.values() if tally.is_scored]

    def add(self, sitting: Sitting) -> None:
        counted = [g for g in sitting.answers if g.is_scored and g.points is not None]
        earned = fsum(g.points or 0.0 for g in counted)
        most = fsum(g.max_points for g in counted)
        for given in sitting.answers:
            key = given.version, given.is_scored
            if key not in self.items:
                self.items[key] = ItemTally(*key)
            self.items[key].add(given, earned, most, self.n)
        self._keep_row(counted)
        self.totals.append((earned, most))

    def _keep_row(self, counted: Iterable[Given]) -> None:
        places = []
        for given in counted:
            place = self._order.setdefault((given.version, given.max_points), len(self._order))
            places.append(place)
            self._points.append(given.points or 0.0)
        self._places.extend(places)
        self.lengths.append(len(places))
        # One form is enough to compare with; two are enough to know that forms differ.
        if len(self._forms) < 2:
            self._forms.add(frozenset(places))

    def columns(self) -> list[tuple[int, float]]:
        """Return version and maximum of each column of the rows."""
        return list(self._order)

    def rows(self) -> Iterator[list[tuple[int, float]]]:
        """Yield each attempt as pairs of column and points."""
        start = 0
        for length in self.lengths:
            end = start + length
            yield list(zip(self._places[start:end], self._points[start:end], strict=True))
            start = end


def tally_of(sittings: Iterable[Sitting]) -> Tally:
    tally = Tally()
    for sitting in sittings:
        tally.add(sitting)
    return tally

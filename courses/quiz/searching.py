"""Searching for a form: line by line, what is preferred first, and back again where that leads nowhere. Pure.

Complete: every choice is tried unless it is shown to lead nowhere, or to nothing that another choice would
not lead to. That can take long, so it is limited; a search that was cut short says so.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from courses.quiz.blueprints import Blueprint, Candidate, Line, places
from courses.quiz.levelling import can_meet
from courses.quiz.matching import can_fill

# Line of the blueprint, and the candidate drawn for it.
Pick = tuple[int, Candidate]
# Items that each line still needs, and what it may choose from.
Way = tuple[list[int], list[list[Candidate]]]
# Items to choose from that take about as long to look through as all else in a step.
LARGE = 400


class CutShort(Exception):
    """The limit was reached before all was tried."""


@dataclass
class Search:
    """One search. ranked: the candidates to be scored, the ones to prefer first.

    counts: items for each line. floor: objectives to be touched; 0 leaves them out of it. limit: choices
    that may be taken back, those among LARGE items or more counting as several.
    """

    blueprint: Blueprint
    counts: Sequence[int]
    ranked: Sequence[Candidate]
    floor: int
    limit: int
    steps: int = 0
    best: int = 0
    _form: list[Pick] = field(default_factory=list)
    _is_shared: bool = False

    def run(self) -> list[Pick] | None:
        """Return a form; None where there is none. Raises CutShort."""
        pools = [[c for c in self.ranked if line.takes(c)] for line in self.blueprint.lines]
        self._is_shared = _are_shared(pools)
        # One for each place that is filled, and one more: a stack of its own, since forms may be long.
        ways: list[Iterator[Way]] = [iter([(list(self.counts), pools)])]
        while ways:
            way = next(ways[-1], None)
            if way is None:
                ways.pop()
            elif not any(way[0]) and self._is_found():
                return list(self._form)
            else:
                ways.append(self._ways(*way))
        return None

    def _ways(self, needs: list[int], pools: list[list[Candidate]]) -> Iterator[Way]:
        """Fill one place with one item after the other, and yield what is left to fill each time."""
        if not any(needs) or not self._is_promising(needs, pools):
            return
        line = self._next_line(needs, pools)
        fewer = [need - (n == line) for n, need in enumerate(needs)]
        pool = pools[line]
        while len(pool) >= needs[line]:
            pick = self._choose(pool)
            self._form.append((line, pick))
            yield fewer, [[c for c in pool if c.place != pick.place] for pool in pools]
            self._form.pop()
            self._count_way_back(pools)
            # Whatever equals it would fail as it did: a form with one of them has a twin with this one.
            pool = [c for c in pool if self._kin(c) != self._kin(pick)]
            pools = [*pools[:line], pool, *pools[line + 1 :]]
            if not self._is_promising(needs, pools):
                return

    def _is_found(self) -> bool:
        touched = len(self._touched())
        self.best = max(self.best, touched)
        return touched >= self.floor and self._is_met()

    def _next_line(self, needs: Sequence[int], pools: Sequence[Sequence[Candidate]]) -> int:
        """The first, or the one with the least to choose from where objectives make it hard."""
        still = [n for n, need in enumerate(needs) if need]
        return min(still, key=lambda n: len(pools[n]) - needs[n]) if self.floor else still[0]

    def _choose(self, pool: Sequence[Candidate]) -> Candidate:
        """The first in rank, unless objectives are missing: then the one that touches most of them."""
        if not self.floor:
            return pool[0]
        touched = self._touched()
        return pool[0] if len(touched) >= self.floor else max(pool, key=lambda c: len(c.objectives - touched))

    def _kin(self, candidate: Candidate) -> tuple[object, ...]:
        """What matters of an item from here on; two that agree in it can stand for each other."""
        takers = tuple(line.takes(candidate) for line in self.blueprint.lines)
        missing = bool(self.floor) and len(self._touched()) < self.floor
        objectives = candidate.objectives if missing else frozenset()
        return takers, candidate.level, candidate.kind, candidate.enemies, objectives

    def _is_promising(self, needs: Sequence[int], pools: Sequence[Sequence[Candidate]]) -> bool:
        """Return False where lines, levels, kinds or objectives can no longer be met."""
        if any(need > places(pool) for need, pool in zip(needs, pools, strict=True)):
            return False
        levels, kinds = (Counter(getattr(c, name) for _line, c in self._form) for name in ("level", "kind"))
        bounds = self.blueprint.bounds
        least = {level: low - levels[level] for level, (low, _high) in bounds.items()}
        most = {level: high - levels[level] for level, (_low, high) in bounds.items()}
        if any(room < 0 for room in most.values()):
            return False
        if bounds and not can_meet(needs, _supplies(pools, "level"), least, most):
            return False
        missing = {kind: n - kinds[kind] for kind, n in self.blueprint.kinds.items()}
        if missing and not can_meet(needs, _supplies(pools, "kind"), missing, {}):
            return False
        if self.floor and self._could_touch(needs, pools) < self.floor:
            return False
        return not self._is_shared or can_fill(needs, [_places(pool) for pool in pools])

    def _could_touch(self, needs: Sequence[int], pools: Sequence[Sequence[Candidate]]) -> int:
        """No fewer objectives than can still be touched."""
        touched = self._touched()
        fresh: set[str] = set()
        most = 0
        for need, pool in zip(needs, pools, strict=True):
            new = [c.objectives - touched for c in pool] if need else []
            fresh.update(*new)
            most += sum(sorted((len(objectives) for objectives in new), reverse=True)[:need])
        return len(touched) + min(most, len(fresh))

    def _is_met(self) -> bool:
        levels, kinds = (Counter(getattr(c, name) for _line, c in self._form) for name in ("level", "kind"))
        bounds = self.blueprint.bounds.items()
        has_kinds = all(kinds[kind] >= n for kind, n in self.blueprint.kinds.items())
        return has_kinds and all(low <= levels[level] <= high for level, (low, high) in bounds)

    def _touched(self) -> frozenset[str]:
        return frozenset().union(*(c.objectives for _line, c in self._form))

    def _count_way_back(self, pools: Sequence[Sequence[Candidate]]) -> None:
        """Large pools take longer to look through: nobody shall wait longer for them."""
        self.steps += 1 + sum(len(pool) for pool in pools) // LARGE
        if self.steps > self.limit:
            raise CutShort


def count_of(line: Line, candidates: Sequence[Candidate]) -> int:
    """How many items a line wants: its count, or all that may stand together, and one at least."""
    if line.count is not None:
        return line.count
    return max(1, places([c for c in candidates if line.takes(c)]))


def _places(pool: Sequence[Candidate]) -> list[str]:
    """The places that a line may take, each once, the ones to prefer first."""
    return list(dict.fromkeys(c.place for c in pool))


def _are_shared(pools: Sequence[Sequence[Candidate]]) -> bool:
    """Whether two lines may want the same place."""
    taken = [place for pool in pools for place in _places(pool)]
    return len(set(taken)) < len(taken)


def _supplies(pools: Sequence[Sequence[Candidate]], name: str) -> list[Counter[str]]:
    return [Counter(getattr(c, name) for c in pool) for pool in pools]

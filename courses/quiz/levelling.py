"""Bringing a form to its cognitive levels by exchanges inside banks. Pure.

The counts per bank and level are a flow from banks to levels. Exchanging an item of level A for one
of level B, both of one bank, moves one unit from A to B; a chain of such exchanges is an augmenting
path, and where no chain is left no form exists (Ford and Fulkerson 1956).
"""

from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

# Cognitive level -> least and most items of it in a form.
Bounds = Mapping[str, tuple[int, int]]


@dataclass(frozen=True)
class Candidate:
    """One item version that may be drawn."""

    version: int
    bank: int
    level: str
    objectives: frozenset[str] = field(default=frozenset())


# The item that goes and the item that comes.
Exchange = tuple[Candidate, Candidate]


def balance(form: list[Candidate], ranked: Sequence[Candidate], bounds: Bounds) -> list[Candidate] | None:
    """Return the form with each level within its bounds and the bank counts kept; None if there is none.

    ranked: all candidates, the ones to prefer first.
    """
    while step := _next_step(form, ranked, bounds):
        chain = _chain(form, ranked, *step)
        if chain is None:
            return None
        coming = dict(chain)
        form = [coming.get(c, c) for c in form]
    return form


def _next_step(
    form: list[Candidate], ranked: Sequence[Candidate], bounds: Bounds
) -> tuple[set[str], set[str]] | None:
    """Return the levels that may give one item and those that shall take it; None when all is well."""
    there = Counter(c.level for c in form)
    if low := {level for level, (least, _) in bounds.items() if there[level] < least}:
        return {level for level in there if there[level] > bounds.get(level, (0, 0))[0]}, low
    if high := {level for level, (_, most) in bounds.items() if there[level] > most}:
        levels = {c.level for c in ranked}
        return high, {level for level in levels if level not in bounds or there[level] < bounds[level][1]}
    return None


def _chain(
    form: list[Candidate], ranked: Sequence[Candidate], gives: set[str], takes: set[str]
) -> list[Exchange] | None:
    """Return the shortest chain of exchanges from a level that gives to one that takes."""
    came: dict[str, Exchange | None] = dict.fromkeys(sorted(gives))
    queue = deque(came)
    while queue:
        level = queue.popleft()
        if level in takes:
            return list(_back(level, came))
        for out, new in _exchanges_from(level, form, ranked):
            if new.level not in came:
                came[new.level] = (out, new)
                queue.append(new.level)
    return None


def _back(level: str, came: Mapping[str, Exchange | None]) -> Iterator[Exchange]:
    while exchange := came[level]:
        yield exchange
        level = exchange[0].level


def _exchanges_from(level: str, form: list[Candidate], ranked: Sequence[Candidate]) -> Iterator[Exchange]:
    """Yield exchanges out of a level: the most preferred comes for the least preferred of its bank."""
    drawn = set(form)
    leaving = {c.bank: c for c in ranked if c in drawn and c.level == level}
    for new in ranked:
        if new not in drawn and new.level != level and new.bank in leaving:
            yield leaving[new.bank], new

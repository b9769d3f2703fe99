"""Drawing a form: which items of the banks stand in one sitting. Pure; the same seed draws the same form."""

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from courses.quiz.levelling import Candidate, balance

# A form keeps to the count of each cognitive level give or take this many items.
TOLERANCE = 2
# How many fresh starts the search for the objectives is given.
STARTS = 40


@dataclass(frozen=True)
class Line:
    """count: items of this bank in a form; None for all of them."""

    bank: int
    count: int | None


@dataclass(frozen=True)
class Blueprint:
    """levels: cognitive level -> items in a form. objective_floor: objectives a form touches at least."""

    lines: tuple[Line, ...]
    levels: Mapping[str, int] = field(default_factory=dict)
    objective_floor: int = 0

    @cached_property
    def bounds(self) -> dict[str, tuple[int, int]]:
        return {level: (max(0, n - TOLERANCE), n + TOLERANCE) for level, n in self.levels.items()}


@dataclass(frozen=True)
class Shortage:
    """Why no form can be drawn, with numbers. For authors, not for learners."""

    reasons: tuple[str, ...]

    def __str__(self) -> str:
        return "; ".join(self.reasons)


def draw(
    blueprint: Blueprint, candidates: Sequence[Candidate], seen: Mapping[int, int], rng: random.Random
) -> list[int] | Shortage:
    """Return the versions of one form, in the order of asking.

    seen: version -> how often this learner has met it; the least seen come first, chance decides ties.
    Bank counts hold exactly, level counts within TOLERANCE, and the floor of objectives is reached.
    """
    if reasons := tuple(_missing(blueprint, candidates)):
        return Shortage(reasons)
    reached = 0
    for _start in range(STARTS):
        ranked = _ranked(candidates, seen, rng)
        form = balance(_first_of_each_bank(blueprint, ranked), ranked, blueprint.bounds)
        if form is None:
            return Shortage((_unlevelled(blueprint, candidates),))
        form = _cover(form, ranked, blueprint)
        reached = max(reached, _touched(form))
        if reached >= blueprint.objective_floor:
            return rng.sample([c.version for c in form], len(form))
    return Shortage((f"objectives: {blueprint.objective_floor} needed, {reached} reached",))


def _missing(blueprint: Blueprint, candidates: Sequence[Candidate]) -> Iterable[str]:
    there = Counter(c.bank for c in candidates)
    for line in blueprint.lines:
        if there[line.bank] < (1 if line.count is None else line.count):
            yield f"bank {line.bank}: {line.count or 1} needed, {there[line.bank]} there"


def _ranked(candidates: Sequence[Candidate], seen: Mapping[int, int], rng: random.Random) -> list[Candidate]:
    shuffled = rng.sample(list(candidates), len(candidates))
    return sorted(shuffled, key=lambda c: seen.get(c.version, 0))


def _first_of_each_bank(blueprint: Blueprint, ranked: Sequence[Candidate]) -> list[Candidate]:
    form: list[Candidate] = []
    for line in blueprint.lines:
        form += [c for c in ranked if c.bank == line.bank][: line.count]
    return form


def _unlevelled(blueprint: Blueprint, candidates: Sequence[Candidate]) -> str:
    there = Counter(c.level for c in candidates)
    wanted = ", ".join(f"{level} {n} (there: {there[level]})" for level, n in blueprint.levels.items())
    return f"levels: these cannot be met with the counts of the banks: {wanted}"


def _touched(form: Sequence[Candidate]) -> int:
    return len({objective for c in form for objective in c.objectives})


def _cover(form: list[Candidate], ranked: Sequence[Candidate], blueprint: Blueprint) -> list[Candidate]:
    """Exchange items of a bank as long as an exchange touches more objectives, up to the floor."""
    while _touched(form) < blueprint.objective_floor:
        better = max(_exchanges(form, ranked, blueprint), key=_touched, default=form)
        if _touched(better) <= _touched(form):
            break
        form = better
    return form


def _exchanges(
    form: list[Candidate], ranked: Sequence[Candidate], blueprint: Blueprint
) -> Iterable[list[Candidate]]:
    """Yield each form that differs in one item, keeps its bank counts and stays within the levels."""
    drawn = set(form)
    levels = Counter(c.level for c in form)
    for place, out in enumerate(form):
        for new in ranked:
            if new.bank == out.bank and new not in drawn and _fits(levels, out.level, new.level, blueprint):
                yield [*form[:place], new, *form[place + 1 :]]


def _fits(levels: Counter[str], lost: str, won: str, blueprint: Blueprint) -> bool:
    if lost == won:
        return True
    least = blueprint.bounds.get(lost, (0, 0))[0]
    most = blueprint.bounds[won][1] if won in blueprint.bounds else levels[won] + 1
    return levels[lost] > least and levels[won] < most

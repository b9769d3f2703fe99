"""Why no form can be drawn, cell by cell: what is wanted, and what is there. Pure."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from content.items.wording import Wording
from content.items.wording import Wording as _
from courses.quiz.blueprints import TOLERANCE, Blueprint, Candidate, places

# What a level or kind is called in the author's language.
Name = Callable[[str], str]


@dataclass(frozen=True)
class Cell:
    """One demand. wanted: at least so many, or at most, for `too_many`. there: so many can be had at most,
    or have to be taken at least. name: of the line, level or kind.
    """

    what: Literal["line", "level", "kind", "objectives", "trial"]
    name: str
    wanted: int
    there: int
    too_many: bool = False

    @property
    def is_short(self) -> bool:
        return self.there > self.wanted if self.too_many else self.there < self.wanted

    def wording(self, name: Name = str) -> Wording:
        """Say it to an author. name: turns levels and kinds into words."""
        numbers = {"wanted": self.wanted, "there": self.there}
        match self.what:
            case "line":
                return _("%(line)s: %(wanted)s wanted, %(there)s there", line=self.name, **numbers)
            case "objectives":
                return _("objectives: %(wanted)s wanted, %(there)s can be reached", **numbers)
            case "trial":
                return _("items on trial: %(wanted)s wanted, %(there)s there", **numbers)
        text = name(self.name)
        if self.too_many:
            return _("%(name)s: %(wanted)s at most, %(there)s cannot be avoided", name=text, **numbers)
        return _("%(name)s: %(wanted)s wanted, %(there)s can be had", name=text, **numbers)


@dataclass(frozen=True)
class Shortage:
    """All demands with their numbers. is_certain: no form exists; else the search was cut short."""

    cells: tuple[Cell, ...]
    is_certain: bool = True

    @property
    def short(self) -> tuple[Cell, ...]:
        """The cells that fail by themselves; () where each could be met, but not all together."""
        return tuple(cell for cell in self.cells if cell.is_short)

    def reasons(self, name: Name = str) -> list[Wording]:
        """Say to an author what is missing; where it is the whole, all its parts."""
        told = [cell.wording(name) for cell in self.short]
        if not told:
            told = [_("Each of these can be met, but not all of them in one form.")]
            told += [cell.wording(name) for cell in self.cells]
        if not self.is_certain:
            told.append(_("The search was cut short: a form may exist, but none was found in time."))
        return told

    def __str__(self) -> str:
        return "; ".join(self.reasons())


def shortage(
    blueprint: Blueprint,
    counts: Sequence[int],
    scored: Sequence[Candidate],
    *,
    reached: int | None = None,
    is_certain: bool = True,
) -> Shortage:
    """Count every demand of the blueprint beside what there is.

    counts: items for each line. reached: objectives that the best form touched; None if none was found.
    """
    return Shortage(tuple(cells_of(blueprint, counts, scored, reached)), is_certain)


def cells_of(
    blueprint: Blueprint, counts: Sequence[int], scored: Sequence[Candidate], reached: int | None = None
) -> Iterator[Cell]:
    pools = [[c for c in scored if line.takes(c)] for line in blueprint.lines]
    for number, (line, count, pool) in enumerate(zip(blueprint.lines, counts, pools, strict=True), start=1):
        yield Cell("line", line.label or str(number), count, places(pool))
    for level, n in blueprint.levels.items():
        yield from _level_cells(level, n, counts, pools)
    for kind, n in blueprint.kinds.items():
        yield Cell("kind", kind, n, _most(counts, pools, "kind", kind))
    if blueprint.objective_floor:
        touched = len({objective for pool in pools for c in pool for objective in c.objectives})
        yield Cell("objectives", "", blueprint.objective_floor, touched if reached is None else reached)


def _level_cells(
    level: str, n: int, counts: Sequence[int], pools: Sequence[Sequence[Candidate]]
) -> Iterator[Cell]:
    most = _most(counts, pools, "level", level)
    others = (places([c for c in pool if c.level != level]) for pool in pools)
    forced = sum(max(0, count - other) for count, other in zip(counts, others, strict=True))
    if forced > n + TOLERANCE:
        yield Cell("level", level, n + TOLERANCE, forced, too_many=True)
    else:
        yield Cell("level", level, max(0, n - TOLERANCE), most)


def _most(
    counts: Sequence[int], pools: Sequence[Sequence[Candidate]], sort: Literal["level", "kind"], name: str
) -> int:
    """No fewer items of this level or kind than any form can hold."""
    fitting = ([c for c in pool if getattr(c, sort) == name] for pool in pools)
    return sum(min(n, places(pool)) for n, pool in zip(counts, fitting, strict=True))

"""What a form consists of, and what may stand in one. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

# A form keeps to the count of each cognitive level give or take this many items.
TOLERANCE = 2


@dataclass(frozen=True)
class Candidate:
    """One item version that may be drawn. enemies: no two of one group stand in a form; "" for none.

    is_trial: asked beside the scored ones, and never among them.
    """

    version: int
    bank: int
    level: str
    objectives: frozenset[str] = frozenset()
    kind: str = ""
    enemies: str = ""
    is_trial: bool = False

    @cached_property
    def place(self) -> str:
        """What it takes up in a form: its group of enemies, or nobody's place but its own."""
        return self.enemies or f"\0{self.version}"


@dataclass(frozen=True)
class Line:
    """Some items of a bank, an objective, or both; of one level and kind where these are named.

    count: how many; None for all that may stand together. points: for each. label: for authors.
    """

    bank: int | None = None
    count: int | None = None
    objective: str = ""
    level: str = ""
    kind: str = ""
    points: int = 1
    label: str = ""

    def takes(self, candidate: Candidate) -> bool:
        return (
            self.bank in (None, candidate.bank)
            and (not self.objective or self.objective in candidate.objectives)
            and self.level in ("", candidate.level)
            and self.kind in ("", candidate.kind)
        )


@dataclass(frozen=True)
class Blueprint:
    """levels: cognitive level -> items in a form, give or take TOLERANCE. kinds: kind -> items at least.

    objective_floor: objectives that the scored items of a form touch at least. trial_items: drawn besides,
    as many as there are up to this number.
    """

    lines: tuple[Line, ...]
    levels: Mapping[str, int] = field(default_factory=dict)
    objective_floor: int = 0
    kinds: Mapping[str, int] = field(default_factory=dict)
    trial_items: int = 0

    @cached_property
    def bounds(self) -> dict[str, tuple[int, int]]:
        return {level: (max(0, n - TOLERANCE), n + TOLERANCE) for level, n in self.levels.items()}


@dataclass(frozen=True)
class Drawn:
    """One place of a form. points: 0 for an item on trial."""

    version: int
    points: int
    is_trial: bool = False


def places(candidates: Sequence[Candidate]) -> int:
    """How many of these can stand in one form at most, as far as enemies go."""
    return len({candidate.place for candidate in candidates})

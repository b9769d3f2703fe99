"""Whether a bank is large enough for the forms that are drawn from it, and which items are worn. Pure."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

# An item that stands in more than this share of the forms is soon known, unless all items stand in all forms.
WORN = 0.5
# So many forms' worth of items, or a learner who comes back meets much again.
WORTH = 3


@dataclass(frozen=True)
class Stock:
    """One item that is live. cell: bank and cognitive level. met: attempts that held it, in any version."""

    item: int
    cell: tuple[str, str]
    is_trial: bool
    met: int


@dataclass(frozen=True)
class Cell:
    """live: items that are scored; on_trial: those that are not yet. needed: in a form; None where the
    blueprint leaves it open. never: live items that no attempt held. exposure: mean share of the attempts
    that held one of these items, 0..1; None without attempts. worn: items in more than half of the forms.
    """

    bank: str
    level: str
    live: int
    on_trial: int
    needed: float | None
    never: int
    exposure: float | None
    greatest: float | None
    worn: tuple[int, ...]

    @property
    def is_short(self) -> bool:
        return self.needed is not None and self.live < self.needed

    @property
    def is_thin(self) -> bool:
        """Fewer than three forms' worth, though not all items stand in all forms."""
        return self.needed is not None and self.needed < self.live < WORTH * self.needed

    @property
    def forms(self) -> float | None:
        """How many forms' worth of items there are."""
        return self.live / self.needed if self.needed else None


def cells_of(
    stock: Iterable[Stock], needed: Mapping[tuple[str, str], float | None], attempts: int
) -> list[Cell]:
    """Return the cells in order of bank and level. needed: items in a form, also of cells that are empty."""
    by_cell: dict[tuple[str, str], list[Stock]] = {cell: [] for cell in needed}
    for item in stock:
        by_cell.setdefault(item.cell, []).append(item)
    return [_cell(cell, items, needed.get(cell), attempts) for cell, items in sorted(by_cell.items())]


def _cell(cell: tuple[str, str], items: Sequence[Stock], needed: float | None, attempts: int) -> Cell:
    live = [item for item in items if not item.is_trial]
    rates = [item.met / attempts for item in live] if attempts else []
    is_drawn = needed is None or len(live) > needed
    return Cell(
        bank=cell[0],
        level=cell[1],
        live=len(live),
        on_trial=len(items) - len(live),
        needed=needed,
        never=sum(not item.met for item in live),
        exposure=math.fsum(rates) / len(rates) if rates else None,
        greatest=max(rates, default=None),
        worn=tuple(i.item for i in live if is_drawn and attempts and i.met / attempts > WORN),
    )

"""Whether counts by line and by level or kind can still be met together. Pure.

What each line still needs flows to the levels of the items it may take. By max-flow min-cut (Ford and
Fulkerson 1956) the lower bounds can be reached if for every set of levels the lines can send as many
items there as the set needs; the upper bounds hold if for no set more must go there than it takes. Where
each can be met, both can be met together (Mendelsohn and Dulmage 1958). Items of several lines are counted
for each: so no means no, and yes may still fail.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

# Level or kind -> items of it that a line may still take.
Supply = Mapping[str, int]


def can_meet(
    needs: Sequence[int], supplies: Sequence[Supply], least: Mapping[str, int], most: Mapping[str, int]
) -> bool:
    """Return False where no choice of items meets all the bounds.

    needs: items that each line still has to take, exactly. supplies: what it may take, line by line.
    least, most: how many more of each level are needed, and are allowed; what is not named is free.
    """
    if any(need > sum(supply.values()) for need, supply in zip(needs, supplies, strict=True)):
        return False
    rows = [
        (need, sum(supply.values()), supply) for need, supply in zip(needs, supplies, strict=True) if need
    ]
    wanted = {level: n for level, n in least.items() if n > 0}
    if any(_reach(rows, group) < sum(wanted[level] for level in group) for group in _groups(wanted)):
        return False
    total = sum(need for need, _all, _supply in rows)
    # Levels that take whatever comes are full of nothing.
    narrow = {level: n for level, n in most.items() if n < total}
    return all(_forced(rows, group) <= sum(most[level] for level in group) for group in _groups(narrow))


def _reach(rows: Sequence[tuple[int, int, Supply]], group: tuple[str, ...]) -> int:
    """The most items of these levels that the lines can take."""
    return sum(min(need, sum(supply.get(level, 0) for level in group)) for need, _all, supply in rows)


def _forced(rows: Sequence[tuple[int, int, Supply]], group: tuple[str, ...]) -> int:
    """The fewest items of these levels that the lines can take."""
    return sum(
        max(0, need - total + sum(supply.get(level, 0) for level in group)) for need, total, supply in rows
    )


def _groups(levels: Iterable[str]) -> Iterable[tuple[str, ...]]:
    names = sorted(levels)
    return (group for size in range(1, len(names) + 1) for group in combinations(names, size))

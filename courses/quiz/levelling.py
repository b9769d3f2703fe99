"""Whether counts by line and by level or kind can still be met together. Pure.

What each line still needs flows to the levels of the items it may take. By max-flow min-cut (Ford and
Fulkerson 1956) the lower bounds can be reached if for every set of levels the lines can send as many
items there as the set needs; the upper bounds hold if for no set more must go there than it takes. Where
each can be met, both can be met together (Mendelsohn and Dulmage 1958). Items of several lines are counted
for each: so no means no, and yes may still fail.
"""

from collections.abc import Mapping, Sequence

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
    # The most items that the lines can take of each set of levels.
    reach = [0] * 2 ** len(wanted)
    for need, _all, supply in rows:
        reach = [n + min(need, there) for n, there in zip(reach, _of_sets(wanted, supply), strict=True)]
    if any(n < asked for n, asked in zip(reach, _of_sets(wanted, wanted), strict=True)):
        return False
    total = sum(need for need, _all, _supply in rows)
    # Levels that take whatever comes are full of nothing.
    narrow = {level: n for level, n in most.items() if n < total}
    # The fewest that they have to.
    forced = [0] * 2 ** len(narrow)
    for need, everything, supply in rows:
        sets = _of_sets(narrow, supply)
        forced = [n + max(0, need - everything + there) for n, there in zip(forced, sets, strict=True)]
    return all(n <= room for n, room in zip(forced, _of_sets(narrow, narrow), strict=True))


def _of_sets(levels: Mapping[str, int], numbers: Supply) -> list[int]:
    """Return the sum of the numbers over each set of levels, in one order; the empty set is the first."""
    sums = [0]
    for level in levels:
        sums += [n + numbers.get(level, 0) for n in sums]
    return sums

"""Whether lines that may take the same items can all have theirs. Pure.

By augmenting paths (Berge 1957): a line that finds nothing free takes what another holds, if that one can
have something else in its place.
"""

from collections import deque
from collections.abc import Hashable, Mapping, Sequence


def can_fill(needs: Sequence[int], places: Sequence[Sequence[Hashable]]) -> bool:
    """Whether each line can have as many places as it needs, none of them twice.

    needs: how many, line by line. places: what it may take, line by line.
    """
    holder: dict[Hashable, int] = {}
    wanting = (line for line, need in enumerate(needs) for _one in range(need))
    return all(_augment(line, places, holder) for line in wanting)


def _augment(line: int, places: Sequence[Sequence[Hashable]], holder: dict[Hashable, int]) -> bool:
    """Give the line one more place; the lines on the way each hand one on."""
    asked_by: dict[Hashable, int] = {}
    lines, seen = deque([line]), {line}
    # The place that a line would hand on: by which it came to be asked.
    handed: dict[int, Hashable] = {}
    while lines:
        asking = lines.popleft()
        for place in places[asking]:
            if place in asked_by:
                continue
            asked_by[place] = asking
            held_by = holder.get(place)
            if held_by is None:
                _hand_on(place, asked_by, handed, holder, line)
                return True
            if held_by not in seen:
                seen.add(held_by)
                handed[held_by] = place
                lines.append(held_by)
    return False


def _hand_on(
    place: Hashable,
    asked_by: Mapping[Hashable, int],
    handed: Mapping[int, Hashable],
    holder: dict[Hashable, int],
    first: int,
) -> None:
    """Walk the path back: each line takes the place it asked for and leaves the one it was asked for."""
    taker = asked_by[place]
    while True:
        holder[place] = taker
        if taker == first:
            return
        place = handed[taker]
        taker = asked_by[place]

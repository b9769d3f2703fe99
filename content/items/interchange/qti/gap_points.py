"""What parts of a question are worth: the lefts of a matching, the gaps of a text."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import gcd, lcm
from typing import Any

from content.items.interchange.qti.declarations import Mapped
from content.items.interchange.qti.documents import Node
from content.items.interchange.qti.drafts import ItemRefused
from content.items.wording import Wording as _


def gap_points(mapping: Mapped, pairs: Mapping[str, str], node: Node) -> dict[str, Fraction]:
    """Return what each part earns with its pair; raise ItemRefused where the total is no sum of them."""
    points = {part: mapping.value_of(pair) for part, pair in pairs.items()}
    if not points or min(points.values()) <= 0:
        raise ItemRefused(_("Its mapping gives no points for a correct pair."), node)
    total = sum(points.values(), Fraction(0))
    if mapping.upper is not None and mapping.upper < total:
        raise ItemRefused(_("All points are earned before all is right, which cannot be kept."), node)
    if mapping.default < 0 or any(entry.value < 0 for entry in mapping.entries):
        raise ItemRefused(_("Its mapping gives or takes points for wrong pairs, which cannot be kept."), node)
    return points


def whole_points(gaps: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return gaps whose points are whole, in the same proportion: 2 and 4 stay, 1/2 and 1 become 1 and 2."""
    points = [Fraction(gap["points"]) for gap in gaps]
    if any(value.denominator > 1 for value in points):
        factor = lcm(*(value.denominator for value in points))
        points = [value * factor for value in points]
        shared = gcd(*(int(value) for value in points))
        points = [value / shared for value in points]
    return [gap | {"points": int(value)} for gap, value in zip(gaps, points, strict=True)]

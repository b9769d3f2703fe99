"""What a response earns by a mapping of QTI: for items that are read, not for those that are written here.

Source: QTI 2.2, mapResponse; oat-sa/qti-sdk, MapResponseProcessor, where the norm leaves room.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class ResponseMapping:
    """entries: value -> points. default: for a value without an entry. lower, upper: None for no bound.

    base_type: as declared. Of a "pair" the order does not matter; its two identifiers have a space between.
    """

    entries: Mapping[str, Fraction]
    default: Fraction = Fraction(0)
    lower: Fraction | None = None
    upper: Fraction | None = None
    is_case_sensitive: bool = True
    base_type: str = "identifier"


def map_response(mapping: ResponseMapping, response: Iterable[str]) -> Fraction:
    """Return the points of the distinct values, added up and kept within the bounds.

    No value at all is one value without an entry, so it earns the default.
    """
    same = _comparable(mapping)
    points = {same(value): worth for value, worth in mapping.entries.items()}
    given = {same(value) for value in response} or {None}
    total = sum((points.get(value, mapping.default) for value in given), Fraction(0))
    if mapping.lower is not None:
        total = max(total, mapping.lower)
    return total if mapping.upper is None else min(total, mapping.upper)


def _comparable(mapping: ResponseMapping) -> Callable[[str], str | None]:
    """Return what makes two values of this mapping the same."""
    if mapping.base_type == "pair":
        return lambda value: " ".join(sorted(value.split()))
    if mapping.base_type == "string" and not mapping.is_case_sensitive:
        return str.lower
    return str

"""What the marks of several people come to: who is still missing, whose counts, and what it earns. Pure."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Protocol, TypeVar

# Two markers who are further apart than this on one criterion, in levels, do not settle it.
TOLERANCE = 1

# As frozen: [{"id", "criterion", "levels": [{"points", "text"}]}], see content.items.interactions.essay.
Rubric = Sequence[Mapping[str, Any]]


class Marked(Protocol):
    """levels: criterion id -> number of the level reached, from 0."""

    @property
    def levels(self) -> Mapping[str, int]: ...


M = TypeVar("M", bound=Marked)


def fits(rubric: Rubric, levels: Mapping[str, Any]) -> bool:
    """Whether each criterion has one of its own levels, and nothing else has any."""
    there = {criterion["id"]: range(len(criterion["levels"])) for criterion in rubric}
    return levels.keys() == there.keys() and all(
        type(level) is int and level in there[pk] for pk, level in levels.items()
    )


def points_of(rubric: Rubric, levels: Mapping[str, int]) -> int:
    return sum(criterion["levels"][levels[criterion["id"]]]["points"] for criterion in rubric)


def maximum_of(rubric: Rubric) -> int:
    return sum(max(level["points"] for level in criterion["levels"]) for criterion in rubric)


def are_apart(one: Marked, other: Marked) -> bool:
    return any(abs(level - other.levels[pk]) > TOLERANCE for pk, level in one.levels.items())


def missing(markers: int, marks: Sequence[Marked]) -> int:
    """Return how many marks are still to come. marks: the latest of each person, in the order of giving.

    Two who are apart need a third.
    """
    if len(marks) < markers:
        return markers - len(marks)
    return 1 if len(marks) == 2 and markers == 2 and are_apart(*marks) else 0


def counting(markers: int, marks: Sequence[M]) -> Sequence[M]:
    """Return the marks that count: the third's alone where there had to be one; none while one is missing."""
    if missing(markers, marks):
        return []
    return marks[2:] or marks


def share(rubric: Rubric, marks: Sequence[Marked]) -> Fraction:
    """Return the mean of these marks as a share of the rubric's points, 0..1."""
    earned = sum(points_of(rubric, mark.levels) for mark in marks)
    return Fraction(earned, maximum_of(rubric) * len(marks))

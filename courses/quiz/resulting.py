"""A result by module: where the learner is secure, and which lessons to look at again. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from content.outline import Activity, Module, Outline

Band = Literal["secure", "developing", "review"]

# Shares from which a module counts as secure, or as developing.
SECURE = Fraction(80, 100)
DEVELOPING = Fraction(60, 100)


@dataclass(frozen=True)
class Scored:
    """One scored item. lesson_id: where it is taught, if that is known. subject: its bank's title."""

    points: Fraction
    max_points: Fraction
    lesson_id: int | None
    subject: str


@dataclass(frozen=True)
class ModuleResult:
    """lessons: those whose items lost points, in course order; empty where all is secure."""

    title: str
    points: Fraction
    max_points: Fraction
    lessons: tuple["Activity", ...]

    @property
    def fraction(self) -> Fraction:
        return self.points / self.max_points

    @property
    def percent(self) -> int:
        return int(self.fraction * 100)

    @property
    def band(self) -> Band:
        if self.fraction >= SECURE:
            return "secure"
        return "developing" if self.fraction >= DEVELOPING else "review"


def results_by_module(scored: Iterable[Scored], outline: "Outline") -> list[ModuleResult]:
    """Group by the module that teaches each item; an item of no lesson goes under its subject."""
    groups: dict[tuple[int, str], list[Scored]] = {}
    for one in scored:
        if one.max_points:
            groups.setdefault(_place(one, outline), []).append(one)
    return [_result(title, groups[number, title], outline) for number, title in sorted(groups)]


def _place(one: Scored, outline: "Outline") -> tuple[int, str]:
    module: Module | None = outline.module_of(one.lesson_id) if one.lesson_id else None
    return (module.number, module.title) if module else (len(outline.modules) + 1, one.subject)


def _result(title: str, scored: list[Scored], outline: "Outline") -> ModuleResult:
    points = sum((one.points for one in scored), Fraction(0))
    max_points = sum((one.max_points for one in scored), Fraction(0))
    lost = {one.lesson_id for one in scored if one.points < one.max_points}
    is_secure = points / max_points >= SECURE
    lessons = () if is_secure else tuple(a for a in outline.lessons if a.id in lost)
    return ModuleResult(title, points, max_points, lessons)

"""How far a learner has come: arithmetic on the outline and on what was done."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from content.outline import Activity, Module, Outline

State = Literal["done", "now", "todo", "locked"]


@dataclass(frozen=True)
class QuizResult:
    """What came of all sittings of one quiz. best_fraction: 0..1, None before the first submission."""

    best_fraction: Fraction | None = None
    is_passed: bool = False
    is_open: bool = False
    passed_at: datetime | None = None
    began_at: datetime | None = None

    @property
    def percent(self) -> int | None:
        """Whole per cent, rounded down: what failed by a hair never reads like the pass mark."""
        return None if self.best_fraction is None else int(self.best_fraction * 100)


@dataclass(frozen=True)
class Step:
    """One activity of the course, as this learner stands."""

    activity: "Activity"
    state: State
    done_at: datetime | None = None
    result: QuizResult = field(default_factory=QuizResult)

    @property
    def is_done(self) -> bool:
        return self.done_at is not None


@dataclass(frozen=True)
class ModuleProgress:
    """One module. began_at, ended_at: the first and the last thing done in it, if any."""

    module: "Module"
    state: State
    steps: tuple[Step, ...]

    @property
    def lessons(self) -> int:
        return sum(step.activity.kind == "lesson" for step in self.steps)

    @property
    def lessons_done(self) -> int:
        return sum(step.is_done for step in self.steps if step.activity.kind == "lesson")

    @property
    def minutes_done(self) -> int:
        return sum(step.activity.minutes for step in self.steps if step.is_done)

    @property
    def percent(self) -> int | None:
        """The best result of the module's check, in whole per cent."""
        found = [step.result.percent for step in self.steps if step.result.percent is not None]
        return max(found, default=None)

    @cached_property
    def _moments(self) -> list[datetime]:
        done = [step.done_at for step in self.steps if step.done_at]
        return done + [step.result.began_at for step in self.steps if step.result.began_at]

    @property
    def began_at(self) -> datetime | None:
        return min(self._moments, default=None)

    @property
    def ended_at(self) -> datetime | None:
        return max(self._moments, default=None)


@dataclass(frozen=True)
class Progress:
    """missing: required and not done, in order. following: what to do next; None when all is done.

    can_complete: something is required, and the exam, if there is one, is among the live pages.
    """

    modules: tuple[ModuleProgress, ...]
    exam: Step | None
    following: "Activity | None"
    missing: tuple["Activity", ...]
    completed_at: datetime | None
    can_complete: bool

    @property
    def is_complete(self) -> bool:
        """Once completed, always completed: lessons added later do not take it back."""
        return self.completed_at is not None or (self.can_complete and not self.missing)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        inner = tuple(step for module in self.modules for step in module.steps)
        return (*inner, self.exam) if self.exam else inner

    @property
    def lessons(self) -> int:
        return sum(module.lessons for module in self.modules)

    @property
    def lessons_done(self) -> int:
        return sum(module.lessons_done for module in self.modules)

    @property
    def minutes(self) -> int:
        return sum(step.activity.minutes for step in self.steps)

    @property
    def minutes_done(self) -> int:
        return sum(step.activity.minutes for step in self.steps if step.is_done)

    def step_of(self, page_id: int) -> Step | None:
        return next((step for step in self.steps if step.activity.id == page_id), None)


def progress_of(
    outline: "Outline",
    *,
    lessons_done: Mapping[int, datetime],
    quizzes: Mapping[int, QuizResult],
    completed_at: datetime | None = None,
    last_page_id: int | None = None,
) -> Progress:
    """Return the progress through the outline; what was done on pages outside it does not count.

    lessons_done: lesson page id -> when. quizzes: quiz page id -> result.
    last_page_id: the page seen last, where the learner resumes if it is still to be done.
    """
    done: dict[int, datetime | None] = dict(lessons_done)
    done |= {quiz: result.passed_at for quiz, result in quizzes.items() if result.is_passed}
    missing = missing_of(outline, done)
    locked = {a.id for a in outline.activities if a.needs_all_else and set(missing) - {a}} - set(done)
    following = _following(outline, {a.id for a in missing} - locked, last_page_id)

    states: dict[int, State] = dict.fromkeys(locked, "locked")
    if following:
        states[following.id] = "now"
    states |= dict.fromkeys(done, "done")

    def step(activity: "Activity") -> Step:
        result = quizzes.get(activity.id, QuizResult())
        return Step(activity, states.get(activity.id, "todo"), done.get(activity.id), result)

    modules = tuple(_module(m, tuple(step(a) for a in m.activities)) for m in outline.modules)
    exam = step(outline.exam) if outline.exam else None
    # An exam that is withdrawn for a day must not certify those who have yet to pass it.
    can_complete = bool(outline.required) and not outline.awaits_exam
    return Progress(modules, exam, following, missing, completed_at, can_complete)


def missing_of(outline: "Outline", done: Container[int]) -> tuple["Activity", ...]:
    """Return what is required and not among the done page ids, in order."""
    return tuple(a for a in outline.required if a.id not in done)


def _following(outline: "Outline", open_ids: set[int], last_page_id: int | None) -> "Activity | None":
    """Where the learner stopped, else the first open activity after that, else the first open one."""
    ids = [a.id for a in outline.activities]
    start = ids.index(last_page_id) if last_page_id in ids else 0
    turned = outline.activities[start:] + outline.activities[:start]
    return next((a for a in turned if a.id in open_ids), None)


def _module(module: "Module", steps: tuple[Step, ...]) -> ModuleProgress:
    if any(step.state == "now" for step in steps):
        return ModuleProgress(module, "now", steps)
    is_done = all(step.is_done for step in steps if step.activity.is_required)
    return ModuleProgress(module, "done" if is_done else "todo", steps)

"""A quiz's settings as an attempt keeps them: editing the quiz never changes a sitting under way."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from content.models import QuizPage


@dataclass(frozen=True)
class Policy:
    """minutes: the limit, None for none. pass_mark: per cent. scoring: see content.items.scoring.Rule.

    cool_down_days: before the first, second, … retake.
    """

    purpose: Literal["check", "exam"]
    title: str
    minutes: int | None
    pass_mark: int
    scoring: str
    attempts_a_year: int | None
    cool_down_days: tuple[int, ...]
    needs_all_else: bool
    # In checks alone. Attempts that began before this was asked do not hold it.
    asks_certainty: bool = False

    @property
    def is_exam(self) -> bool:
        return self.purpose == "exam"

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"cool_down_days": list(self.cool_down_days)}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Policy":
        return cls(**{**stored, "cool_down_days": tuple(stored["cool_down_days"])})


def policy_of(quiz: "QuizPage") -> Policy:
    """Return the settings of the quiz as they are now."""
    return Policy(
        purpose="exam" if quiz.is_exam else "check",
        title=quiz.title,
        minutes=quiz.minutes if quiz.is_timed else None,
        pass_mark=quiz.pass_mark,
        scoring=str(quiz.scoring),
        attempts_a_year=quiz.attempts_a_year,
        cool_down_days=tuple(quiz.cool_downs),
        needs_all_else=quiz.needs_all_else,
        asks_certainty=quiz.asks_certainty and not quiz.is_exam,
    )

"""A quiz's settings as an attempt keeps them: editing the quiz never changes a sitting under way."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from content.models import QuizPage

_MOMENTS = ("opens_at", "closes_at")


@dataclass(frozen=True)
class Policy:
    """minutes: the limit, None for none. pass_mark: per cent. scoring: see content.items.scoring.Rule.

    cool_down_days: before the first, second, … retake. opens_at, closes_at: the window; None for no end.
    shown_at_once, shown_after_closing: see courses.quiz.feedback; "" after closing for no change.
    honour: what is promised before an exam; "" for the site's own wording.
    Everything with a default came later: attempts that began before do not hold it.
    """

    purpose: Literal["check", "exam"]
    title: str
    minutes: int | None
    pass_mark: int
    scoring: str
    attempts_a_year: int | None
    cool_down_days: tuple[int, ...]
    needs_all_else: bool
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    navigation: str = "free"
    shown_at_once: str = "profile"
    shown_after_closing: str = ""
    # In checks alone.
    asks_certainty: bool = False
    honour: str = ""

    @property
    def is_exam(self) -> bool:
        return self.purpose == "exam"

    @property
    def is_forward(self) -> bool:
        return self.navigation == "forward"

    def as_json(self) -> dict[str, Any]:
        moments = {name: moment.isoformat() for name in _MOMENTS if (moment := getattr(self, name))}
        return asdict(self) | {"cool_down_days": list(self.cool_down_days)} | moments

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Policy":
        """Read what `as_json` wrote, now or years ago: what is missing has its default."""
        known = {field.name: stored[field.name] for field in fields(cls) if field.name in stored}
        moments = {name: datetime.fromisoformat(known[name]) for name in _MOMENTS if known.get(name)}
        return cls(**{**known, **moments, "cool_down_days": tuple(stored["cool_down_days"])})


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
        opens_at=quiz.opens_at,
        closes_at=quiz.closes_at,
        # In a check feedback comes at once, so there is nothing to keep learners from.
        navigation=str(quiz.navigation) if quiz.is_exam else "free",
        shown_at_once=str(quiz.shown_at_once),
        shown_after_closing=str(quiz.shown_after_closing),
        asks_certainty=quiz.asks_certainty and not quiz.is_exam,
        honour=quiz.honour,
    )

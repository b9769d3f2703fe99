"""What the analysis knows of one attempt. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Given:
    """One answer in one attempt.

    points: earned, of max_points; None where nobody has judged it.
    is_scored: counts in the attempt's total. What does not (an item on trial) has its share of 1 as points.
    chosen: keys of what was chosen, see courses.quiz.psychometrics.options.
    seconds: spent on it, None where unknown.
    """

    version: int
    points: float | None
    max_points: float = 1.0
    is_scored: bool = True
    is_blank: bool = False
    chosen: Sequence[str] = ()
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Sitting:
    """One attempt, its answers in any order; each version at most once."""

    answers: Sequence[Given] = field(default_factory=tuple)

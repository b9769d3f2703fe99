"""How certain a learner was, beside how often they were right: for learning, never in a score. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

# From each degree of certainty to the share of right answers at which it pays best: below, between, above
# (Gardner-Medwin's scheme, as in Moodle's certainty-based marking).
DEGREES = MappingProxyType({1: (0, 67), 2: (67, 80), 3: (80, 100)})


@dataclass(frozen=True)
class Degree:
    """One line of the table. fits: per cent of right answers, from and to, that call for this certainty."""

    certainty: int
    answered: int
    right: int
    fits: tuple[int, int]

    @property
    def percent(self) -> int:
        """Rounded down; there is a line only for what was answered."""
        return int(Fraction(self.right, self.answered) * 100)


def certainty_in(text: str | None) -> int | None:
    """Read what a form says of certainty; None where it says nothing that we know."""
    return int(text) if text in {"1", "2", "3"} else None


def calibrate(answers: Iterable[tuple[int, bool]]) -> list[Degree]:
    """Count (certainty, whether it was right) by certainty, the least first."""
    told: dict[int, list[bool]] = {}
    for certainty, is_right in answers:
        told.setdefault(certainty, []).append(is_right)
    return [Degree(n, len(told[n]), sum(told[n]), fits) for n, fits in DEGREES.items() if n in told]

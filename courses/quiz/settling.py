"""From the answers of an attempt to its stored result: exact shares in, rounded points and a verdict out."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from content.items.scoring import score
from courses.models import Answer, Attempt
from courses.quiz.totalling import rounded_down, total_of

# What a result consists of in the attempt's row.
RESULT = ("points", "fraction", "is_passed")

Shares = Sequence[Fraction | None]


def awaits_marks(answer: Answer) -> bool:
    """Whether people have something to mark; a blank earns nothing without them.

    Nor does what was given to everybody, or dropped for everybody, wait for them.
    """
    return answer.markers > 0 and answer.is_answered and not answer.adjustment


def share_of(answer: Answer, rule: str) -> Fraction | None:
    """Return what a rule says that the answer is worth, 0..1; None where people say it, or nobody."""
    if answer.markers and not answer.is_answered:
        return Fraction(0)
    return score(answer.item_version.content, answer.response, rule)


def points_of(answers: Sequence[Answer], shares: Shares) -> dict[str, Any]:
    """Write the points to the answers, in memory, and return them by position, as the log keeps them."""
    for answer, share in zip(answers, shares, strict=True):
        if share is not None and answer.max_points:
            answer.points = rounded_down(share * Fraction(answer.max_points), places=5)
    return {str(answer.position): _told(answer) for answer in answers}


def _told(answer: Answer) -> dict[str, Any]:
    points = {"points": None if answer.points is None else str(answer.points)}
    if answer.regrade_id is None:
        return points
    return points | {
        "max_points": str(answer.max_points),
        "adjustment": str(answer.adjustment),
        "scored_by": answer.scored_by_id,
        "regrade": answer.regrade_id,
    }


def settle(attempt: Attempt, answers: Sequence[Answer], shares: Shares, *, pass_mark: int) -> dict[str, Any]:
    """Write result and points to the rows, in memory, and return what the log keeps of them.

    pass_mark: per cent.
    """
    total = total_of((s, Fraction(a.max_points)) for s, a in zip(shares, answers, strict=True))
    # From the exact share: thirds that were rounded one by one would no longer make a whole.
    attempt.points = rounded_down(total.fraction * Fraction(attempt.max_points), places=5)
    attempt.fraction = rounded_down(total.fraction, places=6)
    attempt.is_passed = total.passes(pass_mark)
    return {
        "points": str(attempt.points),
        "max_points": str(attempt.max_points),
        "fraction": str(total.fraction),
        "is_passed": attempt.is_passed,
        "answers": points_of(answers, shares),
    }

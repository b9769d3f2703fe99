"""Who may sit a quiz, and when: retakes, waiting days, attempts in twelve months. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Literal
from uuid import UUID

from courses.quiz.policy import Policy

YEAR = timedelta(days=365)

Verdict = Literal["open", "resume", "locked", "waiting", "used_up", "passed"]


@dataclass(frozen=True)
class Sitting:
    """One attempt, as far as it matters for the next. state: open, submitted, void."""

    state: str
    started_at: datetime
    submitted_at: datetime | None
    fraction: Decimal | None
    is_passed: bool | None
    number: int
    attempt_id: UUID


@dataclass(frozen=True)
class Admission:
    """Whether a sitting may begin now. opens_at: when it may, for waiting and used_up.

    left: attempts left in these twelve months; None for no limit.
    """

    verdict: Verdict
    opens_at: datetime | None = None
    left: int | None = None
    is_retake: bool = False

    @property
    def is_open(self) -> bool:
        return self.verdict in ("open", "resume")


def admission(policy: Policy, sittings: Sequence[Sitting], *, is_ready: bool, at: datetime) -> Admission:
    """Return whether the learner may sit the quiz at this moment.

    sittings: all of this learner at this quiz, in order; void ones count for nothing.
    is_ready: all else that is required is done.
    """
    taken = [s for s in sittings if s.state == "submitted" and s.submitted_at]
    left = _left(policy, taken, at)
    if any(s.state == "open" for s in sittings):
        return Admission("resume", left=left, is_retake=bool(taken))
    if policy.is_exam and any(s.is_passed for s in taken):
        return Admission("passed", left=left)
    if policy.needs_all_else and not is_ready:
        return Admission("locked", left=left)
    if left == 0:
        return Admission("used_up", _year_after(policy, taken), left)
    opens_at = _after_cool_down(policy, taken)
    if opens_at and at < opens_at:
        return Admission("waiting", opens_at, left, is_retake=True)
    return Admission("open", left=left, is_retake=bool(taken))


def _left(policy: Policy, taken: Sequence[Sitting], at: datetime) -> int | None:
    if policy.attempts_a_year is None:
        return None
    recent = sum(s.started_at > at - YEAR for s in taken)
    return max(0, policy.attempts_a_year - recent)


def _year_after(policy: Policy, taken: Sequence[Sitting]) -> datetime | None:
    """When the oldest of the attempts that fill the year is a year old."""
    filling = taken[-policy.attempts_a_year :] if policy.attempts_a_year else ()
    return filling[0].started_at + YEAR if filling else None


def _after_cool_down(policy: Policy, taken: Sequence[Sitting]) -> datetime | None:
    """The wait grows with each retake; the last one holds for all that follow."""
    if not taken or not policy.cool_down_days or taken[-1].submitted_at is None:
        return None
    rung = min(len(taken), len(policy.cool_down_days)) - 1
    return taken[-1].submitted_at + timedelta(days=policy.cool_down_days[rung])

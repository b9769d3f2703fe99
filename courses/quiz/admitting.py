"""Who may sit a quiz, and when: window, retakes, waiting days, attempts in twelve months. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Literal
from uuid import UUID

from courses.quiz.policy import Policy

YEAR = timedelta(days=365)
# Handed in, whether or not there is a result yet.
TAKEN = ("submitted", "marking")

Verdict = Literal[
    "open", "resume", "locked", "waiting", "used_up", "passed", "not_yet", "closed", "being_marked"
]


@dataclass(frozen=True)
class Sitting:
    """One attempt, as far as it matters for the next. state: open, marking, submitted, void."""

    state: str
    started_at: datetime
    submitted_at: datetime | None
    fraction: Decimal | None
    is_passed: bool | None
    number: int
    attempt_id: UUID
    # Whether its learner may know what came of it.
    is_shown: bool = True


@dataclass(frozen=True)
class Admission:
    """Whether a sitting may begin now. opens_at: when it may, for not_yet, waiting and used_up.

    left: attempts left in these twelve months; None for no limit. closes_at: when the window ends.
    """

    verdict: Verdict
    opens_at: datetime | None = None
    left: int | None = None
    is_retake: bool = False
    closes_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.verdict in ("open", "resume")


def admission(
    policy: Policy, sittings: Sequence[Sitting], *, is_ready: bool, at: datetime, extra_attempts: int = 0
) -> Admission:
    """Return whether the learner may sit the quiz at this moment.

    sittings: all of this learner at this quiz, in order; void ones count for nothing.
    is_ready: all else that is required is done. extra_attempts: granted to this learner, in twelve months.
    """
    taken = [s for s in sittings if s.state in TAKEN and s.submitted_at]
    allowed = None if policy.attempts_a_year is None else policy.attempts_a_year + extra_attempts
    entry = _entry(policy, sittings, taken, allowed, is_ready, at)
    left = None if allowed is None else max(0, allowed - sum(s.started_at > at - YEAR for s in taken))
    # A wait that ends when all is over would be an empty promise.
    if policy.closes_at and entry.opens_at and entry.opens_at >= policy.closes_at:
        entry = Admission("closed")
    is_retake = bool(taken) and entry.verdict in ("open", "resume", "waiting")
    return replace(entry, left=left, is_retake=is_retake, closes_at=policy.closes_at)


def _entry(
    policy: Policy,
    sittings: Sequence[Sitting],
    taken: Sequence[Sitting],
    allowed: int | None,
    is_ready: bool,
    at: datetime,
) -> Admission:
    if any(s.state == "open" for s in sittings):
        return Admission("resume")
    if policy.is_exam and any(s.state in TAKEN and s.is_passed for s in taken):
        return Admission("passed")
    if policy.is_exam and taken and taken[-1].state == "marking":
        return Admission("being_marked")
    return _outside(policy, at) or _hindered(policy, taken, allowed, is_ready, at) or Admission("open")


def _outside(policy: Policy, at: datetime) -> Admission | None:
    """Before the window opens, or after it closed."""
    if policy.closes_at and at >= policy.closes_at:
        return Admission("closed")
    if policy.opens_at and at < policy.opens_at:
        return Admission("not_yet", policy.opens_at)
    return None


def _hindered(
    policy: Policy, taken: Sequence[Sitting], allowed: int | None, is_ready: bool, at: datetime
) -> Admission | None:
    if policy.needs_all_else and not is_ready:
        return Admission("locked")
    if allowed is not None and sum(s.started_at > at - YEAR for s in taken) >= allowed:
        return Admission("used_up", _year_after(taken, allowed))
    opens_at = _after_cool_down(policy, taken)
    return Admission("waiting", opens_at) if opens_at and at < opens_at else None


def _year_after(taken: Sequence[Sitting], allowed: int) -> datetime | None:
    """When the oldest of the attempts that fill the year is a year old."""
    filling = taken[-allowed:] if allowed else ()
    return filling[0].started_at + YEAR if filling else None


def _after_cool_down(policy: Policy, taken: Sequence[Sitting]) -> datetime | None:
    """The wait grows with each retake; the last one holds for all that follow."""
    if not taken or not policy.cool_down_days or taken[-1].submitted_at is None:
        return None
    rung = min(len(taken), len(policy.cool_down_days)) - 1
    return taken[-1].submitted_at + timedelta(days=policy.cool_down_days[rung])

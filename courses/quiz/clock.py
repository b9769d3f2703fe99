"""Time in an attempt, by the server's clock alone. Pure."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any, Literal

# For what was sent in time and arrived late; nobody is shown these seconds.
GRACE = timedelta(seconds=60)

Phase = Literal["open", "paused", "time_up", "overdue", "marking", "submitted", "void"]
_CLOSED: Mapping[str, Phase] = {"marking": "marking", "submitted": "submitted", "void": "void"}


@dataclass(frozen=True)
class Grant:
    """One accommodation in force, as far as it is about time: multiplier, extra_minutes or no limit."""

    accommodation: int
    multiplier: Fraction | None = None
    extra_minutes: int | None = None
    is_unlimited: bool = False
    break_minutes: int = 0
    extra_attempts: int = 0

    def minutes(self, limit: int) -> int | None:
        """Return the limit as granted, in whole minutes begun; None for no limit."""
        if self.is_unlimited:
            return None
        return max(limit, math.ceil(limit * (self.multiplier or 1)), limit + (self.extra_minutes or 0))


@dataclass(frozen=True)
class Allowance:
    """What one learner has at one quiz, all grants together. minutes: the limit, None for none.

    accommodations: the ids of those that were in force, for the record.
    """

    minutes: int | None
    break_minutes: int = 0
    extra_attempts: int = 0
    accommodations: tuple[int, ...] = ()

    @property
    def is_granted(self) -> bool:
        return bool(self.accommodations)

    def as_json(self) -> dict[str, Any] | None:
        """What an attempt keeps; None where nothing was granted."""
        if not self.is_granted:
            return None
        return asdict(self) | {"accommodations": list(self.accommodations)}


def allowance(minutes: int | None, grants: Iterable[Grant]) -> Allowance:
    """Return the most generous of the grants in each respect; minutes: the quiz's limit, None for none."""
    found = sorted(grants, key=lambda grant: grant.accommodation)
    limits = [grant.minutes(minutes) for grant in found] if minutes is not None else []
    is_limited = minutes is not None and None not in limits
    return Allowance(
        minutes=max([minutes or 0, *(limit for limit in limits if limit)]) if is_limited else None,
        # Without a limit there is no clock to stop.
        break_minutes=max((grant.break_minutes for grant in found), default=0) if is_limited else 0,
        extra_attempts=max((grant.extra_attempts for grant in found), default=0),
        accommodations=tuple(grant.accommodation for grant in found),
    )


def deadline(started_at: datetime, minutes: int | None, closes_at: datetime | None = None) -> datetime | None:
    """Return when the time is up, in UTC; None for no limit. Pinned at the start.

    minutes: of elapsed time, whatever clocks on walls do meanwhile. closes_at: the quiz's window.
    """
    ends = [closes_at.astimezone(UTC)] if closes_at else []
    if minutes is not None:
        ends.append(started_at.astimezone(UTC) + timedelta(minutes=minutes))
    return min(ends, default=None)


def phase(
    state: str,
    deadline_at: datetime | None,
    at: datetime,
    *,
    break_began_at: datetime | None = None,
    break_seconds: int = 0,
) -> Phase:
    """Return what the attempt is at this moment, whatever has been written down so far.

    break_seconds: how long the break may last at most. paused: the clock stands still and nothing is
    shown. time_up: nothing more may be read, what is under way is still taken. overdue: to be submitted.
    """
    if state in _CLOSED:
        return _CLOSED[state]
    if break_began_at is not None:
        if at < break_end(break_began_at, break_seconds):
            return "paused"
        deadline_at = moved(deadline_at, at, break_began_at, break_seconds)
    if deadline_at is None or at < deadline_at:
        return "open"
    return "time_up" if at <= deadline_at + GRACE else "overdue"


def break_end(began_at: datetime, seconds: int) -> datetime:
    """When a break is over at the latest: by itself, if its learner does not come back before."""
    return began_at + timedelta(seconds=seconds)


def break_taken(began_at: datetime, seconds: int, at: datetime) -> timedelta:
    """How long a break has lasted at this moment: never longer than it may, never less than nothing."""
    return max(timedelta(0), min(at - began_at, timedelta(seconds=seconds)))


def moved(
    deadline_at: datetime | None, at: datetime, break_began_at: datetime | None, break_seconds: int
) -> datetime | None:
    """Return the deadline with what the break that is not yet written off has moved it by, until now."""
    if deadline_at is None or break_began_at is None:
        return deadline_at
    return deadline_at + break_taken(break_began_at, break_seconds, at)


def after_break(
    deadline_at: datetime, began_at: datetime, seconds: int, at: datetime
) -> tuple[datetime, int]:
    """Return the deadline, later by the time really taken, and the whole seconds of breaks still left.

    Together they never grow: what is not whole is lost, so that many short breaks are no longer than one.
    """
    taken = break_taken(began_at, seconds, at)
    return deadline_at + taken, int((timedelta(seconds=seconds) - taken).total_seconds())


def working_minutes(
    started_at: datetime, deadline_at: datetime | None, breaks_taken: timedelta = timedelta(0)
) -> int | None:
    """Return the limit as it holds for this attempt: granted, cut or extended, without breaks."""
    if deadline_at is None:
        return None
    return max(0, int((deadline_at - started_at - breaks_taken).total_seconds() // 60))


def seconds_left(deadline_at: datetime | None, at: datetime) -> int | None:
    return None if deadline_at is None else max(0, int((deadline_at - at).total_seconds()))


def submitted_at(deadline_at: datetime | None, at: datetime) -> datetime:
    """Return the moment to record: what came in the grace, or later, counts as at the deadline."""
    return at if deadline_at is None else min(at, deadline_at)

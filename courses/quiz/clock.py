"""Time in an attempt, by the server's clock alone. Pure."""

from datetime import datetime, timedelta
from typing import Literal

# For what was sent in time and arrived late; nobody is shown these seconds.
GRACE = timedelta(seconds=60)

Phase = Literal["open", "time_up", "overdue", "submitted", "void"]


def deadline(started_at: datetime, minutes: int | None) -> datetime | None:
    """Return when the time is up; None for no limit. Pinned at the start."""
    return None if minutes is None else started_at + timedelta(minutes=minutes)


def phase(state: str, deadline_at: datetime | None, at: datetime) -> Phase:
    """Return what the attempt is at this moment, whatever has been written down so far.

    time_up: nothing more may be read, what is under way is still taken. overdue: to be submitted.
    """
    if state == "submitted" or state == "void":
        return "submitted" if state == "submitted" else "void"
    if deadline_at is None or at < deadline_at:
        return "open"
    return "time_up" if at <= deadline_at + GRACE else "overdue"


def seconds_left(deadline_at: datetime | None, at: datetime) -> int | None:
    return None if deadline_at is None else max(0, int((deadline_at - at).total_seconds()))


def submitted_at(deadline_at: datetime | None, at: datetime) -> datetime:
    """Return the moment to record: what came in the grace, or later, counts as at the deadline."""
    return at if deadline_at is None else min(at, deadline_at)

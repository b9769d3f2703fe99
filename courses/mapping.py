"""The course as a value stream: study and waiting, drawn as honestly as each other. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from courses.progress import Progress

# A day further off than this is a guess, not a date.
FAR = timedelta(days=730)

Outlook = Literal["unknown", "dated", "far", "ready", "completed"]


@dataclass(frozen=True)
class Wait:
    """days: from the day a module was done to the day the next one began, or to today.

    before_number: of the module that was waited for; None for the exam.
    """

    before_number: int | None
    days: int


@dataclass(frozen=True)
class Totals:
    """The line under the stream. ready_on: when all but the exam is done, for a dated outlook."""

    enrolled_on: date
    lead_days: int
    minutes_done: int
    minutes: int
    longest: Wait | None
    outlook: Outlook
    ready_on: date | None = None


@dataclass(frozen=True)
class _Station:
    number: int | None
    is_done: bool
    is_here: bool
    began_at: datetime | None
    ended_at: datetime | None


def waits_of(progress: "Progress", at: datetime) -> tuple[Wait | None, ...]:
    """Return the waits between the steps of the stream in order; None where nobody has waited (yet).

    A wait begins when a module is done. Where the next step has not begun and the learner stands
    before it, the wait still goes on. Days are those of the time zone of `at`.
    """
    return tuple(_wait(earlier, later, at) for earlier, later in pairwise(_stations(progress)))


def totals_of(progress: "Progress", *, enrolled_at: datetime, at: datetime) -> Totals:
    """Return the totals; days are those of the time zone of `at`."""
    enrolled_on = enrolled_at.astimezone(at.tzinfo).date()
    waits = [wait for wait in waits_of(progress, at) if wait and wait.days]
    outlook, ready_on = _outlook(progress, enrolled_at, at)
    return Totals(
        enrolled_on=enrolled_on,
        lead_days=_days(enrolled_at, progress.completed_at or at, at),
        minutes_done=progress.minutes_done,
        minutes=progress.minutes,
        longest=max(waits, key=lambda wait: wait.days, default=None),
        outlook=outlook,
        ready_on=ready_on,
    )


def _stations(progress: "Progress") -> list[_Station]:
    modules = [
        _Station(m.module.number, m.state == "done", m.state == "now", m.began_at, m.ended_at)
        for m in progress.modules
    ]
    if exam := progress.exam:
        modules.append(_Station(None, exam.is_done, exam.state == "now", exam.result.began_at, exam.done_at))
    return modules


def _wait(earlier: _Station, later: _Station, at: datetime) -> Wait | None:
    if not (earlier.is_done and earlier.ended_at):
        return None
    until = later.began_at or (at if later.is_here else None)
    return Wait(later.number, _days(earlier.ended_at, until, at)) if until else None


def _days(start: datetime, end: datetime, at: datetime) -> int:
    """Midnights between two moments in the time zone of `at`; none where they stand the other way round."""
    return max(0, (end.astimezone(at.tzinfo).date() - start.astimezone(at.tzinfo).date()).days)


def _outlook(progress: "Progress", enrolled_at: datetime, at: datetime) -> tuple[Outlook, date | None]:
    """Reckon with the minutes a day kept since enrolment, once a whole module shows that pace."""
    if progress.is_complete:
        return "completed", None
    left = sum(activity.minutes for activity in progress.missing if activity.kind != "exam")
    if not left:
        return "ready", None
    if not any(module.state == "done" and module.ended_at for module in progress.modules):
        return "unknown", None
    elapsed = max(timedelta(days=1), at - enrolled_at)
    ahead = left / max(1, progress.minutes_done) * elapsed
    return ("far", None) if ahead > FAR else ("dated", (at + ahead).date())

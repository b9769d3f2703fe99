"""The course as a value stream: study and waiting, drawn as honestly as each other. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from courses.progress import Progress


@dataclass(frozen=True)
class Wait:
    """days: whole days between the last thing done before a module and the first thing done in it."""

    before_number: int
    days: int


@dataclass(frozen=True)
class Totals:
    """The line under the stream. ready_on: None while there is no pace to reckon with, and at the end."""

    enrolled_on: date
    lead_days: int
    minutes_done: int
    minutes: int
    longest: Wait | None
    ready_on: date | None


def waits_of(progress: "Progress") -> dict[int, Wait]:
    """Return module number -> the wait before it, where learners worked from one module to the next."""
    waits: dict[int, Wait] = {}
    for earlier, later in zip(progress.modules, progress.modules[1:], strict=False):
        if earlier.ended_at and later.began_at:
            days = max(0, (later.began_at - earlier.ended_at).days)
            waits[later.module.number] = Wait(later.module.number, days)
    return waits


def totals_of(progress: "Progress", *, enrolled_at: datetime, at: datetime) -> Totals:
    """Return the totals; dates and days are those of the time zone that both moments carry."""
    end = progress.completed_at or at
    waits = [wait for wait in waits_of(progress).values() if wait.days]
    return Totals(
        enrolled_on=enrolled_at.date(),
        lead_days=max(0, (end.date() - enrolled_at.date()).days),
        minutes_done=progress.minutes_done,
        minutes=progress.minutes,
        longest=max(waits, key=lambda wait: wait.days, default=None),
        ready_on=_ready_on(progress, enrolled_at, at),
    )


def _ready_on(progress: "Progress", enrolled_at: datetime, at: datetime) -> date | None:
    """When all but the exam is done, at the minutes a day kept since enrolment."""
    exam = progress.exam.activity.minutes if progress.exam else 0
    left = progress.minutes - progress.minutes_done - exam
    if progress.is_complete or not progress.minutes_done or left <= 0:
        return None
    pace = progress.minutes_done / max(1.0, (at - enrolled_at) / timedelta(days=1))
    return (at + timedelta(days=left / pace)).date()

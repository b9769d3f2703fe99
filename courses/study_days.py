"""The month as a calendar of study days. Pure."""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils import timezone

if TYPE_CHECKING:
    from content.outline import Outline
    from courses.facts import Facts

SATURDAY = 5


@dataclass(frozen=True)
class Day:
    """minutes: as planned for what was completed on it. is_studied: something was, if only at work."""

    on: date
    is_studied: bool
    minutes: int
    is_today: bool
    is_ahead: bool

    @property
    def is_rest(self) -> bool:
        return self.on.weekday() >= SATURDAY and not self.is_studied


@dataclass(frozen=True)
class Month:
    days: tuple[Day, ...]

    @property
    def days_studied(self) -> int:
        return sum(day.is_studied for day in self.days)

    @property
    def time(self) -> tuple[int, int]:
        """Planned hours and minutes of all that was completed."""
        return divmod(sum(day.minutes for day in self.days), 60)


def month_of(today: date, minutes_on: Mapping[date, int]) -> Month:
    """Return the month that today lies in; dates of other months are passed over.

    minutes_on: planned minutes of what was completed on each study day; 0 for a follow-up alone.
    """
    last = monthrange(today.year, today.month)[1]
    dates = (today.replace(day=number) for number in range(1, last + 1))
    return Month(
        tuple(Day(on, on in minutes_on, minutes_on.get(on, 0), on == today, on > today) for on in dates)
    )


def moments_of(outline: "Outline", facts: "Facts") -> list[tuple[datetime, int]]:
    """Return (when, planned minutes) of each lesson completed and each sitting handed in."""
    planned = {activity.id: activity.minutes for activity in outline.activities}
    lessons = [(at, planned.get(page, 0)) for page, at in facts.lessons.items()]
    sittings = [
        (sitting.submitted_at, planned.get(page, 0))
        for page, found in facts.sittings.items()
        for sitting in found
        if sitting.submitted_at
    ]
    return lessons + sittings


def minutes_by_day(moments: Iterable[tuple[datetime, int]]) -> dict[date, int]:
    """Return date -> minutes; the day is that of the site's time zone."""
    found: dict[date, int] = {}
    for at, minutes in moments:
        on = timezone.localdate(at)
        found[on] = found.get(on, 0) + minutes
    return found

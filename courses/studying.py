"""The days of a month on which something was learned. Pure."""

from calendar import monthrange
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

SATURDAY = 5


@dataclass(frozen=True)
class Day:
    """One day of the month that holds today."""

    number: int
    is_studied: bool
    is_today: bool
    is_ahead: bool
    is_weekend: bool


@dataclass(frozen=True)
class Month:
    days: tuple[Day, ...]

    @property
    def studied(self) -> int:
        return sum(day.is_studied for day in self.days)


def month_of(today: date, learned_on: Iterable[date]) -> Month:
    """Return today's month; learned_on may hold any dates, also of other months, also twice."""
    learned: Collection[date] = set(learned_on)
    _first_weekday, last = monthrange(today.year, today.month)
    dates = [today.replace(day=number) for number in range(1, last + 1)]
    return Month(
        tuple(
            Day(
                number=day.day,
                is_studied=day in learned,
                is_today=day == today,
                is_ahead=day > today,
                is_weekend=day.weekday() >= SATURDAY,
            )
            for day in dates
        )
    )

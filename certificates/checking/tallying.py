"""How often a certificate was looked up: by day and by door, counts and never who."""

from dataclasses import dataclass
from datetime import date, timedelta

from certificates.models import Certificate, CheckCount

#: Days that are drawn, today the last of them.
DAYS = 30


@dataclass(frozen=True)
class Door:
    """recently: within DAYS."""

    name: str
    recently: int
    ever: int


@dataclass(frozen=True)
class Tally:
    """days: of the last DAYS, each with its look-ups, the oldest first."""

    days: tuple[tuple[date, int], ...]
    doors: tuple[Door, ...]

    @property
    def most(self) -> int:
        return max(count for _, count in self.days)

    @property
    def recently(self) -> int:
        return sum(count for _, count in self.days)

    @property
    def ever(self) -> int:
        return sum(door.ever for door in self.doors)


def tally(certificate: Certificate, *, today: date) -> Tally:
    """Return the look-ups of one certificate. One query. today: the day in UTC, as they are counted."""
    since = today - timedelta(days=DAYS - 1)
    by_day: dict[date, int] = {}
    recently, ever = dict.fromkeys(CheckCount.Door, 0), dict.fromkeys(CheckCount.Door, 0)
    for row in certificate.checks.all():
        door = CheckCount.Door(row.door)
        ever[door] += row.count
        if row.day >= since:
            recently[door] += row.count
            by_day[row.day] = by_day.get(row.day, 0) + row.count
    days = (since + timedelta(days=number) for number in range(DAYS))
    return Tally(
        days=tuple((day, by_day.get(day, 0)) for day in days),
        doors=tuple(Door(str(door.label), recently[door], ever[door]) for door in CheckCount.Door),
    )

"""How long a certificate holds, by the calendar of the site's time zone."""

from calendar import monthrange
from datetime import date, datetime, time, timedelta

from django.utils import timezone


def local_day(at: datetime) -> date:
    return timezone.localdate(at)


def expiry(awarded_on: date, years: int) -> datetime:
    """Return the first moment at which it no longer holds: midnight after the last day.

    Awarded on 18 December 2026 for three years: to the end of 17 December 2029.
    """
    return timezone.make_aware(datetime.combine(_anniversary(awarded_on, years), time.min))


def last_day(expires_at: datetime) -> date:
    return timezone.localdate(expires_at - timedelta(microseconds=1))


def _anniversary(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February: the year it ends in has none
        return date(day.year + years, 3, 1)


def months_after(at: datetime, months: int) -> datetime:
    """Return the same time of day that many months later, or earlier when negative.

    Where the month is shorter, its last day: six months before 31 August is the last of February.
    """
    local = timezone.localtime(at)
    year, month = divmod(local.year * 12 + local.month - 1 + months, 12)
    day = min(local.day, monthrange(year, month + 1)[1])
    moved = datetime.combine(date(year, month + 1, day), local.time())
    return timezone.make_aware(moved)

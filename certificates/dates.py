"""How long a certificate holds, by the calendar of the site's time zone."""

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

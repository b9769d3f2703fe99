"""Moments as credentials write them."""

from datetime import UTC, datetime


def stamp(moment: datetime) -> str:
    """Return an aware moment in UTC to the second: "2026-12-18T10:43:00Z" (XML Schema's dateTimeStamp)."""
    if moment.tzinfo is None:
        raise ValueError("A moment without a time zone is no moment.")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from certificates.credentials.stamps import stamp


def test_moments_are_written_in_utc_to_the_second():
    assert stamp(datetime(2026, 12, 18, 11, 43, 5, 999, ZoneInfo("Europe/Berlin"))) == "2026-12-18T10:43:05Z"
    assert stamp(datetime(2026, 7, 1, 0, 0, tzinfo=ZoneInfo("Europe/Berlin"))) == "2026-06-30T22:00:00Z"
    assert stamp(datetime(2026, 12, 18, tzinfo=UTC)) == "2026-12-18T00:00:00Z"


def test_a_moment_of_nowhere_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        stamp(datetime(2026, 12, 18))

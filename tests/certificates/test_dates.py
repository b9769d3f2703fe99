from datetime import UTC, date, datetime

from certificates.dates import expiry, last_day, local_day, months_after


def test_three_years_end_with_the_day_before_the_anniversary():
    ends = expiry(date(2026, 12, 18), 3)
    assert ends == datetime(2029, 12, 18, tzinfo=UTC)
    assert last_day(ends) == date(2029, 12, 17)


def test_from_29_february_it_holds_to_the_end_of_february():
    assert last_day(expiry(date(2028, 2, 29), 3)) == date(2031, 2, 28)
    assert last_day(expiry(date(2028, 2, 29), 4)) == date(2032, 2, 28)


def test_days_are_those_of_the_sites_time_zone(settings):
    settings.TIME_ZONE = "Europe/Oslo"
    assert local_day(datetime(2026, 12, 18, 23, 30, tzinfo=UTC)) == date(2026, 12, 19)
    ends = expiry(date(2026, 12, 19), 3)
    assert ends == datetime(2029, 12, 18, 23, 0, tzinfo=UTC)
    assert last_day(ends) == date(2029, 12, 18)


def test_months_keep_the_day_or_end_with_a_shorter_month():
    assert months_after(datetime(2029, 12, 18, 8, tzinfo=UTC), -6) == datetime(2029, 6, 18, 8, tzinfo=UTC)
    assert months_after(datetime(2029, 8, 31, tzinfo=UTC), -6) == datetime(2029, 2, 28, tzinfo=UTC)
    assert months_after(datetime(2028, 2, 29, tzinfo=UTC), 12) == datetime(2029, 2, 28, tzinfo=UTC)


def test_months_are_those_of_the_sites_time_zone(settings):
    settings.TIME_ZONE = "Europe/Oslo"
    # Midnight in Oslo, in winter as in summer.
    ends = datetime(2029, 12, 17, 23, 0, tzinfo=UTC)
    assert months_after(ends, -6) == datetime(2029, 6, 17, 22, 0, tzinfo=UTC)

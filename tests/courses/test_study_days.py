"""The month of study days."""

from datetime import UTC, date, datetime, timedelta

from django.test import override_settings
from django.utils import timezone

from courses.facts import Facts
from courses.quiz.admitting import Sitting
from courses.study_days import minutes_by_day, moments_of, month_of
from tests.conftest import AT
from tests.courses.test_progress import COURSE

TODAY = date(2026, 11, 23)


def day(number, studied=None):
    return month_of(TODAY, studied or {}).days[number - 1]


def test_a_month_has_all_its_days_in_order():
    assert [d.on.day for d in month_of(TODAY, {}).days] == list(range(1, 31))
    assert len(month_of(date(2028, 2, 1), {}).days) == 29


def test_weekends_are_for_rest_unless_something_was_learned():
    assert day(22).is_rest
    assert not day(23).is_rest
    assert not day(22, {date(2026, 11, 22): 20}).is_rest


def test_today_is_neither_past_nor_ahead():
    assert (day(23).is_today, day(23).is_ahead) == (True, False)
    assert (day(24).is_today, day(24).is_ahead) == (False, True)


def test_only_days_of_this_month_count():
    month = month_of(TODAY, {date(2026, 10, 30): 50, date(2026, 11, 2): 45, date(2026, 11, 3): 127})
    assert (month.days_studied, month.time) == (2, (2, 52))


def test_a_day_with_nothing_but_a_follow_up_counts_without_minutes():
    month = month_of(TODAY, {date(2026, 11, 2): 0})
    assert (month.days_studied, month.time) == (1, (0, 0))


def test_what_was_completed_counts_with_its_planned_minutes():
    taken = Sitting("submitted", AT, AT + timedelta(hours=1), None, None, 1, None)
    under_way = Sitting("open", AT, None, None, None, 2, None)
    facts = Facts({11: AT}, {90: (taken, under_way)})
    assert moments_of(COURSE, facts) == [(AT, 20), (AT + timedelta(hours=1), 120)]


def test_a_page_that_is_gone_leaves_its_day():
    assert moments_of(COURSE, Facts({999: AT}, {})) == [(AT, 0)]


def test_the_day_is_that_of_the_site_and_minutes_add_up():
    late = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    with override_settings(TIME_ZONE="Europe/Berlin"), timezone.override("Europe/Berlin"):
        assert minutes_by_day([(late, 20), (AT, 15)]) == {TODAY: 35}

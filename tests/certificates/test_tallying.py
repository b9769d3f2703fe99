from datetime import date, datetime, timedelta

import pytest

from certificates.checking.counting import count_check
from certificates.checking.tallying import tally
from certificates.views.inspecting import chart_of
from courses.drawings import Column
from tests.certificates.officers import NOW

pytestmark = pytest.mark.django_db
TODAY = date(2027, 2, 1)


def look_up(certificate, times: int, door: str, at: datetime = NOW) -> None:
    count_check([certificate.pk] * times, door, at=at)


def test_days_are_the_last_thirty_with_those_on_which_nobody_asked(certificate):
    look_up(certificate, 2, "page")
    look_up(certificate, 3, "file")
    look_up(certificate, 7, "page", NOW - timedelta(days=29))
    look_up(certificate, 9, "page", NOW - timedelta(days=30))
    told = tally(certificate, today=TODAY)
    assert len(told.days) == 30
    assert (told.days[0], told.days[1], told.days[-1]) == (
        (date(2027, 1, 3), 7),
        (date(2027, 1, 4), 0),
        (TODAY, 5),
    )
    assert (told.recently, told.ever, told.most) == (12, 21, 7)


def test_doors_are_counted_apart(certificate):
    look_up(certificate, 2, "page")
    look_up(certificate, 1, "match", NOW - timedelta(days=90))
    doors = {door.name: (door.recently, door.ever) for door in tally(certificate, today=TODAY).doors}
    assert doors == {"Page": (2, 2), "Data": (0, 0), "File": (0, 0), "List": (0, 0), "Identity": (0, 1)}


def test_the_busiest_day_is_as_high_as_the_chart(certificate):
    look_up(certificate, 4, "page")
    look_up(certificate, 1, "page", NOW - timedelta(days=1))
    bars = chart_of(tally(certificate, today=TODAY)).bars
    assert bars == (Column(x=336, y=75.0, height=25.0), Column(x=348, y=0.0, height=100.0))


def test_where_nobody_asked_nothing_is_drawn(certificate):
    assert chart_of(tally(certificate, today=TODAY)).bars == ()


def test_a_tally_takes_one_query(certificate, django_assert_num_queries):
    look_up(certificate, 4, "page")
    with django_assert_num_queries(1):
        tally(certificate, today=TODAY)

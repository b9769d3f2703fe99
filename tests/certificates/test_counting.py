from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from django.db import OperationalError, connection

from certificates.checking import counting
from certificates.checking.counting import count_check
from certificates.life.issuing import issue_certificate
from certificates.models import CheckCount
from tests.conftest import AT
from tests.factories import make_completion

pytestmark = pytest.mark.django_db


def counts() -> set[tuple[object, ...]]:
    return set(CheckCount.objects.values_list("certificate", "day", "door", "count"))


@pytest.fixture
def other(key, seal_key, quick_print):
    return issue_certificate(make_completion(), at=AT)


def test_each_look_up_adds_one_to_its_day_and_door(certificate):
    for door in ("page", "page", "data"):
        count_check([certificate.pk], door, at=AT)
    count_check([certificate.pk], "page", at=AT + timedelta(days=1))
    assert counts() == {
        (certificate.pk, date(2026, 11, 23), "page", 2),
        (certificate.pk, date(2026, 11, 23), "data", 1),
        (certificate.pk, date(2026, 11, 24), "page", 1),
    }


def test_the_day_is_that_of_utc(certificate):
    in_auckland = datetime(2026, 11, 24, 8, 0, tzinfo=timezone(timedelta(hours=13)))
    count_check([certificate.pk], "page", at=in_auckland)
    assert CheckCount.objects.get().day == in_auckland.astimezone(UTC).date() == date(2026, 11, 23)


def test_a_list_is_counted_in_one_statement_and_what_stands_in_it_twice_counts_twice(
    certificate, other, django_assert_num_queries
):
    with django_assert_num_queries(1):
        count_check([other.pk, certificate.pk, other.pk], "list", at=AT)
    with django_assert_num_queries(1):
        count_check([other.pk], "list", at=AT)
    assert counts() == {
        (certificate.pk, AT.date(), "list", 1),
        (other.pk, AT.date(), "list", 3),
    }


def test_nothing_found_is_nothing_counted(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        count_check([], "list", at=AT)


def test_a_count_that_fails_does_not_fail_the_look_up(certificate, caplog):
    def refuse(*args):
        raise OperationalError("the disk is full")

    with connection.execute_wrapper(refuse):
        count_check([certificate.pk], "page", at=AT)
    assert "were not counted: the disk is full" in caplog.text
    assert counts() == set()


class Waits:
    """Stands in for the timer: says what it would do, and when, and does it when it is told."""

    started: "list[Waits]" = []

    def __init__(self, seconds, work):
        self.seconds, self.work = seconds, work

    def start(self):
        self.started.append(self)


@pytest.fixture
def waiting(settings, monkeypatch):
    settings.COUNTS_WAIT = 1
    monkeypatch.setattr(Waits, "started", [])
    monkeypatch.setattr(counting, "Timer", Waits)
    return Waits


def test_counts_that_wait_are_written_together_after_a_second(
    certificate, other, waiting, django_assert_num_queries
):
    with django_assert_num_queries(0):
        for pk in (certificate.pk, other.pk, certificate.pk):
            count_check([pk], "page", at=AT)
    assert [timer.seconds for timer in waiting.started] == [1]
    with django_assert_num_queries(1):
        waiting.started[0].work()
    assert counts() == {(certificate.pk, AT.date(), "page", 2), (other.pk, AT.date(), "page", 1)}


def test_what_comes_after_they_were_written_waits_anew(certificate, waiting):
    for _ in range(2):
        count_check([certificate.pk], "page", at=AT)
        waiting.started.pop().work()
    assert counts() == {(certificate.pk, AT.date(), "page", 2)}

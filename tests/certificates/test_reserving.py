from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from certificates.life import reserving
from certificates.life.reserving import reserve
from certificates.models import Reservation, StatusList
from tests.conftest import AT
from tests.factories import make_completion

pytestmark = pytest.mark.django_db


def test_the_same_edition_is_reserved_once_and_another_anew():
    completion = make_completion()
    first = reserve(completion, 1, at=AT)
    assert reserve(completion, 1, at=AT.replace(year=2027)) == first
    other = reserve(completion, 2, at=AT)
    for field in ("public_id", "subject", "salt", "status_index"):
        assert getattr(other, field) != getattr(first, field)
    assert first.status_list == other.status_list == StatusList.objects.get(number=1)


def test_what_is_reserved_is_as_random_as_it_must_be():
    one = reserve(make_completion(), 1, at=AT)
    assert len(one.public_id) == 26
    assert len(bytes.fromhex(one.salt)) == 16
    assert one.subject.startswith("urn:uuid:")
    assert 0 <= one.status_index < 131_072


def test_the_moment_of_issue_is_kept_to_the_second():
    at = datetime(2026, 12, 18, 10, 43, 7, 123456, tzinfo=UTC)
    assert reserve(make_completion(), 1, at=at).issued_at == datetime(2026, 12, 18, 10, 43, 7, tzinfo=UTC)


def test_a_place_that_is_taken_is_not_given_again(monkeypatch):
    picks = iter([5] * reserving.PICKED + [5, 7] + [5] * (reserving.PICKED - 2))
    monkeypatch.setattr(reserving.secrets, "randbelow", lambda length: next(picks))
    assert reserve(make_completion(), 1, at=AT).status_index == 5
    assert reserve(make_completion(), 1, at=AT).status_index == 7


def test_where_all_places_picked_are_taken_others_are_picked(monkeypatch):
    picks = iter([5] * reserving.PICKED * 2 + [7] * reserving.PICKED)
    monkeypatch.setattr(reserving.secrets, "randbelow", lambda length: next(picks))
    assert reserve(make_completion(), 1, at=AT).status_index == 5
    assert reserve(make_completion(), 1, at=AT).status_index == 7


def test_a_list_that_is_half_full_is_followed_by_another(monkeypatch):
    assert reserving.FULL == 65_536
    monkeypatch.setattr(reserving, "FULL", 2)
    numbers = [reserve(make_completion(), 1, at=AT).status_list.number for _ in range(5)]
    assert numbers == [1, 1, 2, 2, 3]


def test_the_database_refuses_two_in_one_place():
    one, completion = reserve(make_completion(), 1, at=AT), make_completion()
    with pytest.raises(IntegrityError), transaction.atomic():
        Reservation.objects.create(
            completion=completion,
            edition=1,
            public_id="0" * 26,
            subject="urn:uuid:0",
            salt="00",
            issued_at=AT,
            status_list=one.status_list,
            status_index=one.status_index,
        )


def test_it_is_committed_on_its_own():
    completion = make_completion()
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        reserve(completion, 1, at=AT)

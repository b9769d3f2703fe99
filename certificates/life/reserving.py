"""Settle, before an issue begins, what must be the same however often it is begun again."""

import secrets
from datetime import datetime
from uuid import uuid4

from django.db import IntegrityError, transaction

from certificates.credentials.public_ids import new_public_id
from certificates.models import Reservation, StatusList
from certificates.models.reservations import LIST_LENGTH
from courses.models import Completion

#: From this many on, the next goes to a new list: free places are still found at once.
FULL = LIST_LENGTH // 2
# Places tried in one query. Of a list that is half full, all are taken once in 65,000 times.
PICKED = 16
TRIES = 20


def reserve(completion: Completion, edition: int, *, at: datetime) -> Reservation:
    """Return what is reserved for this edition, made now unless somebody did before.

    Committed on its own, so that it outlives an issue that is interrupted. Those who race get the same.
    """
    for _ in range(TRIES):
        if found := _reserved(completion, edition):
            return found
        try:
            with transaction.atomic(durable=True):
                return _make(completion, edition, at)
        except IntegrityError:  # somebody took the edition, or the place in the list, a moment ago
            continue
    raise RuntimeError(f"Completion {completion.pk}: no place in a status list could be reserved.")


def _reserved(completion: Completion, edition: int) -> Reservation | None:
    rows = Reservation.objects.select_related("status_list").defer("status_list__document")
    return rows.filter(completion=completion, edition=edition).first()


def _make(completion: Completion, edition: int, at: datetime) -> Reservation:
    status_list = _open_list(at)
    reservation = Reservation(
        completion=completion,
        edition=edition,
        public_id=new_public_id(),
        subject=uuid4().urn,
        salt=secrets.token_hex(16),
        # To the second, as claims and credentials say it.
        issued_at=at.replace(microsecond=0),
        status_list=status_list,
        status_index=_free_place(status_list),
    )
    reservation.clean_fields(exclude={"completion", "status_list"})
    reservation.save(force_insert=True)
    return reservation


def _open_list(at: datetime) -> StatusList:
    latest = StatusList.objects.defer("document").order_by("-number").first()
    if latest and latest.reservations.count() < FULL:
        return latest
    number = latest.number + 1 if latest else 1
    return StatusList.objects.get_or_create(number=number, defaults={"opened_at": at})[0]


def _free_place(status_list: StatusList) -> int:
    """Return a random free place: neither order nor number of the certificates can be read from it."""
    picked = [secrets.randbelow(LIST_LENGTH) for _ in range(PICKED)]
    taken = set(
        status_list.reservations.filter(status_index__in=picked).values_list("status_index", flat=True)
    )
    # If all are taken, the database refuses the last, and it is tried again.
    return next((place for place in picked if place not in taken), picked[-1])

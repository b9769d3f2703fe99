"""Publish which certificates are out of force: one signed list for each 65,536, see status_list.py."""

import json
import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import reduce
from operator import or_

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from certificates.credentials.credential import as_bytes
from certificates.credentials.did import did_of, verification_method
from certificates.credentials.proofs import prove
from certificates.credentials.stamps import stamp
from certificates.credentials.status_list import build_status_credential, indices_of
from certificates.errors import NoSigningKey
from certificates.models import Certificate, SigningKey, StatusList
from certificates.sealing.keys import active_key

log = logging.getLogger(__name__)

#: A list is signed anew after this time, so that readers see that somebody still keeps it.
FRESH = timedelta(days=1)


@transaction.atomic
def publish(status_list: StatusList, *, at: datetime | None = None) -> StatusList:
    """Sign the list as the rows are now. Those who publish at once queue; each sees what the other set.

    A bit that was ever published stays set. Raises NoSigningKey.
    """
    at = at or timezone.now()
    # Locked before the rows are read: whoever waited here must see what the other has committed.
    locked = StatusList.objects.select_for_update().get(pk=status_list.pk)
    key, private = active_key(at=at)
    did = did_of(settings.BASE_URL)
    document = build_status_credential(
        did=did,
        base_url=settings.BASE_URL,
        number=locked.number,
        indices=_out_of_force(locked) | _published(locked),
        valid_from=at,
    )
    method = verification_method(did, key.key_id)
    proven = prove(document, private, verification_method=method, created=stamp(at))
    locked.document, locked.published_at = as_bytes(proven).decode(), at
    locked.save(update_fields=["document", "published_at"])
    return locked


def publish_or_leave_due(status_lists: Iterable[StatusList], *, at: datetime) -> None:
    """Publish within the caller's transaction; on a machine without a key they are left to `catch_up`.

    A certificate is out of force once its row says so. That must not fail because a list cannot be signed.
    """
    # In one order, whoever asks: two who need the same lists never wait for each other in a ring.
    for status_list in sorted(set(status_lists), key=lambda one: one.number):
        try:
            publish(status_list, at=at)
        except NoSigningKey as refusal:
            log.warning("Status list %s is not up to date: %s", status_list.number, refusal)
            StatusList.objects.filter(pk=status_list.pk).update(published_at=None)


def publish_due_lists(*, at: datetime | None = None) -> int:
    """Sign lists that are not up to date, a day old, or signed by a lost key; return how many were signed."""
    at = at or timezone.now()
    lost = list(SigningKey.objects.exclude(compromised_at=None).values_list("key_id", flat=True))
    signed_by_lost = (Q(document__contains=f"#{key_id}") for key_id in lost)
    is_due = Q(published_at=None) | Q(published_at__lte=at - FRESH)
    due = StatusList.objects.filter(reduce(or_, signed_by_lost, is_due))
    return sum(_publish_or_log(one, at) for one in due.defer("document").order_by("number"))


def _publish_or_log(status_list: StatusList, at: datetime) -> bool:
    try:
        publish(status_list, at=at)
    except NoSigningKey as refusal:
        log.warning("Status list %s is not up to date: %s", status_list.number, refusal)
        return False
    return True


def _out_of_force(status_list: StatusList) -> set[int]:
    rows = Certificate.objects.filter(status_list=status_list).exclude(revoked_at=None, superseded_at=None)
    return {index for index in rows.values_list("status_index", flat=True) if index is not None}


def _published(status_list: StatusList) -> set[int]:
    if not status_list.document:
        return set()
    return indices_of(json.loads(status_list.document)["credentialSubject"]["encodedList"])

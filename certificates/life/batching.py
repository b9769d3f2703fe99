"""Many certificates issued again, or revoked, for one reason; can stop anywhere and go on."""

import logging
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.errors import CertificatesError, NoSigningKey, ReasonMissing
from certificates.life.revoking import revoke_certificate
from certificates.life.superseding import supersede
from certificates.models import Batch, BatchItem, Certificate

if TYPE_CHECKING:
    from lms.models import User

log = logging.getLogger(__name__)

#: The `why` of a batch that replaces nothing; all others are of Certificate.Replaced.
REVOKE = "revoked"


@dataclass(frozen=True)
class Progress:
    """How many certificates of a batch are done, were refused, and wait."""

    done: int
    refused: int
    left: int

    @property
    def total(self) -> int:
        return self.done + self.refused + self.left


@transaction.atomic
def start_batch(
    certificates: Iterable[Certificate],
    *,
    why: str,
    reason: str,
    by: "User | None",
    at: datetime | None = None,
) -> Batch:
    """Return the batch, with nothing done yet: `work_on` does it, `catch_up` finishes it.

    why: one of Certificate.Replaced, or REVOKE. reason: for the story; of a revocation, for everybody.
    """
    if not (reason := reason.strip()):
        raise ReasonMissing(_("Say why: it stays with every certificate of the batch."))
    if why != REVOKE:
        why = Certificate.Replaced(why).value
    batch = Batch(why=why, reason=reason, started_by=by, started_at=at or timezone.now())
    batch.full_clean(exclude=["started_by"])
    batch.save(force_insert=True)
    BatchItem.objects.bulk_create(BatchItem(batch=batch, certificate=one) for one in certificates)
    return batch


def work_on(
    batch: Batch, *, limit: int | None = None, seconds: float | None = None, at: datetime | None = None
) -> Progress:
    """Do what waits, one by one, and return how far it has come.

    limit, seconds: after how many certificates, or how long, to leave the rest for the next time.
    One that is refused is settled with the reason. One that fails waits and keeps no other waiting.
    Raises NoSigningKey, as then all would fail.
    """
    began = time.monotonic()
    waiting = list(_waiting(batch).values_list("pk", flat=True)[:limit])
    for pk in waiting:
        if seconds is not None and time.monotonic() - began >= seconds:
            break
        _settle_or_log(pk, batch, at or timezone.now())
    return progress_of(batch)


def progress_of(batch: Batch) -> Progress:
    items = batch.items.all()
    return Progress(
        done=items.filter(result__isnull=False).count(),
        refused=items.exclude(refusal="").count(),
        left=_waiting(batch).count(),
    )


def finish_batches(*, at: datetime | None = None) -> int:
    """Work on every batch that waits; return how many certificates were settled."""
    unfinished = Batch.objects.filter(items__done_at=None, items__isnull=False).distinct().order_by("pk")
    return sum(_finish_or_log(batch, at) for batch in unfinished)


def _finish_or_log(batch: Batch, at: datetime | None) -> int:
    before = progress_of(batch)
    try:
        after = work_on(batch, at=at)
    except NoSigningKey as refusal:
        log.warning("Batch %s waits: %s", batch.pk, refusal)
        after = progress_of(batch)
    return before.left - after.left


def _waiting(batch: Batch) -> QuerySet[BatchItem]:
    return batch.items.filter(done_at=None).order_by("pk")


def _settle_or_log(pk: int, batch: Batch, at: datetime) -> None:
    wanted = BatchItem.objects.select_related("certificate__completion__enrolment__learner")
    item = wanted.select_related("certificate__key", "certificate__status_list").get(pk=pk)
    try:
        _settle(item, batch, at)
    except NoSigningKey:
        raise
    except CertificatesError as refusal:
        _mark(item, done_at=at, refusal=str(refusal)[:300])
    except Exception:  # one bad record must not keep the others waiting
        log.exception("Batch %s: certificate %s could not be settled", batch.pk, item.certificate.public_id)


def _settle(item: BatchItem, batch: Batch, at: datetime) -> None:
    certificate = item.certificate
    if batch.why != REVOKE and certificate.completion.enrolment.learner_id == batch.started_by_id:
        raise CertificatesError(
            _("This is the certificate of whoever began this. Somebody else has to do it.")
        )
    if batch.why == REVOKE:
        result = revoke_certificate(certificate, reason=batch.reason, by=batch.started_by, at=at)
    else:
        result = supersede(certificate, why=batch.why, reason=batch.reason, by=batch.started_by, at=at)
    _mark(item, done_at=at, result=result)


def _mark(item: BatchItem, **fields: object) -> None:
    # Whoever works on the same batch at once has come to the same: the first to say so stands.
    BatchItem.objects.filter(pk=item.pk, done_at=None).update(**fields)

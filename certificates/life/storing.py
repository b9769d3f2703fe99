"""Keep a certificate: its file, its row and the first line of its story, all or nothing."""

import hashlib
from collections.abc import Callable
from datetime import date, datetime

from django.core.files.base import ContentFile
from django.db import transaction

from certificates.life.drafting import Draft
from certificates.life.publishing_status import publish_or_leave_due
from certificates.life.recording import record
from certificates.models import Certificate, CertificateEvent, Reservation
from certificates.models.certificates import certificate_storage

#: The holder's, not the issuer's.
CHOICES = ("name_shown", "shows_results", "shows_file", "is_withheld")
#: Rows that it points to.
RELATED = {"completion", "key", "seal_key", "status_list", "supersedes", "revoked_by"}


@transaction.atomic(durable=True)
def store(
    draft: Draft,
    pdf: bytes,
    *,
    supersedes: Certificate | None = None,
    first: Callable[[], None] = lambda: None,
) -> Certificate:
    """Return the stored certificate; of those who race, all get the one of whoever came first.

    first: what has to happen before it in the same transaction, such as taking another out of force.
    """
    # Everybody who issues this edition queues here. No unique constraint is raced for, and no file of a
    # row that is there is ever written over.
    Reservation.objects.select_for_update().get(pk=draft.reservation.pk)
    if found := _stored(draft.reservation):
        return found
    first()
    certificate = _row(draft, pdf, supersedes)
    _keep(certificate, pdf)
    record(certificate, CertificateEvent.Kind.ISSUED, at=draft.at)
    _publish_first(draft)
    return certificate


def _publish_first(draft: Draft) -> None:
    """Publish a new list: whoever reads the credential must find the one that it names."""
    status_list = draft.reservation.status_list
    if status_list.published_at is None:  # as it was when this place in it was reserved
        status_list.refresh_from_db(fields=["published_at"])
    if status_list.published_at is None:
        publish_or_leave_due([status_list], at=draft.at)


def path_of(reservation: Reservation) -> str:
    """Return where the file lies, relative to the folder of certificates: known before it is made."""
    return path_for(reservation.public_id, reservation.issued_at)


def path_for(public_id: str, issued_at: datetime) -> str:
    return f"{issued_at:%Y/%m}/{public_id}.pdf"


def _stored(reservation: Reservation) -> Certificate | None:
    return Certificate.objects.filter(public_id=reservation.public_id).first()


def _keep(certificate: Certificate, pdf: bytes) -> None:
    """Write the file, then the row: a row never names a file that is not there."""
    storage, path = certificate_storage(), path_for(certificate.public_id, certificate.issued_at)
    certificate.pdf.name = storage.save(path, ContentFile(pdf))
    try:
        with transaction.atomic():
            # What it points to was just read, and the database refuses what is not there.
            certificate.clean_fields(exclude=RELATED)
            certificate.save(force_insert=True)
    except Exception:
        # The reservation is still locked: nobody else has put a file there meanwhile.
        storage.delete(path)
        raise


def _row(draft: Draft, pdf: bytes, supersedes: Certificate | None) -> Certificate:
    claims, reservation = draft.claims, draft.reservation
    told = claims.particulars
    begins = told.valid_from if told else claims.issued_at
    certificate = Certificate(
        public_id=claims.public_id,
        completion=draft.completion,
        edition=reservation.edition,
        earner=claims.earner,
        achievement=claims.achievement,
        awarded_on=date.fromisoformat(claims.awarded_on),
        issued_at=datetime.fromisoformat(claims.issued_at),
        valid_from=datetime.fromisoformat(begins),
        expires_at=datetime.fromisoformat(claims.expires_at),
        claims=claims.canonical().decode(),
        signature=draft.signature,
        key=draft.keys.signing,
        credential=draft.credential.decode(),
        status_list=reservation.status_list,
        status_index=reservation.status_index,
        seal_key=draft.keys.seal,
        pdf_sha256=hashlib.sha256(pdf).hexdigest(),
        supersedes=supersedes,
    )
    if supersedes:
        # What its holder chose to show goes on: a newer one must not bring a hidden name to light. Read
        # here, where it can no longer change.
        chosen = Certificate.objects.values(*CHOICES).get(pk=supersedes.pk)
        for choice, value in chosen.items():
            setattr(certificate, choice, value)
    return certificate

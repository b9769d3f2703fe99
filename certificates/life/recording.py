"""Write a line into a certificate's story. In the transaction of what it tells of, or not at all."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from certificates.life.forgetting_names import without
from certificates.models import Certificate, CertificateEvent

if TYPE_CHECKING:
    from lms.models import User


def record(
    certificate: Certificate,
    kind: CertificateEvent.Kind,
    *,
    by: "User | None" = None,
    note: str = "",
    at: datetime | None = None,
) -> CertificateEvent:
    """Return the new line. by: None when no person did it. note: for officers alone, cut at its length.

    The holder's name is left out of the note: it may have to go one day, and the story never does.
    """
    longest = CertificateEvent._meta.get_field("note").max_length
    said = without(note, [certificate.earner])[:longest]
    event = CertificateEvent(certificate=certificate, kind=kind, by=by, note=said, at=at or timezone.now())
    event.full_clean(exclude=["certificate", "by"])
    event.save(force_insert=True)
    return event

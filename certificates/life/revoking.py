"""Take a certificate out of force. It stays on record, with the reason and the date."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.errors import ReasonMissing
from certificates.life.forgetting_names import without
from certificates.life.publishing_status import publish_or_leave_due
from certificates.life.recording import record
from certificates.models import Certificate, CertificateEvent

if TYPE_CHECKING:
    from lms.models import User


@transaction.atomic
def revoke_certificate(
    certificate: Certificate, *, reason: str, by: "User | None", at: datetime | None = None
) -> Certificate:
    """Return the revoked certificate; its bit is set in the status list in the same moment.

    Safe to repeat: the first reason and date stand.
    reason: one sentence that anyone who checks the certificate may read; the holder's name is left out.
    by: who decided; None when no person did.
    """
    if not (reason := reason.strip()):
        raise ReasonMissing(_("Say why: everyone who checks this certificate will read it."))
    reason = without(reason, [certificate.earner])
    at = at or timezone.now()
    certificate.revoked_at, certificate.revocation_reason, certificate.revoked_by = at, reason, by
    certificate.clean_fields(exclude={"pdf", "claims"})
    # One statement, so that of two officers at once only the first writes.
    won = Certificate.objects.filter(pk=certificate.pk, revoked_at=None).update(
        revoked_at=at, revocation_reason=reason, revoked_by=by
    )
    if won:
        record(certificate, CertificateEvent.Kind.REVOKED, by=by, note=reason, at=at)
        publish_or_leave_due([certificate.status_list] if certificate.status_list else [], at=at)
    certificate.refresh_from_db()
    return certificate

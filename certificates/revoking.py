"""Take a certificate out of force. It stays on record, with the reason and the date."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.errors import ReasonMissing
from certificates.models import Certificate

if TYPE_CHECKING:
    from lms.models import User


def revoke_certificate(
    certificate: Certificate, *, reason: str, by: "User | None", at: datetime | None = None
) -> Certificate:
    """Return the revoked certificate. Safe to repeat: the first reason and date stand.

    reason: one sentence that anyone who checks the certificate may read.
    by: who decided; None when no person did.
    """
    if not (reason := reason.strip()):
        raise ReasonMissing(_("Say why: everyone who checks this certificate will read it."))
    certificate.revoked_at, certificate.revocation_reason = at or timezone.now(), reason
    certificate.revoked_by = by
    certificate.clean_fields(exclude={"pdf", "claims"})
    # One statement, so that of two officers at once only the first writes.
    Certificate.objects.filter(pk=certificate.pk, revoked_at=None).update(
        revoked_at=certificate.revoked_at, revocation_reason=reason, revoked_by=by
    )
    certificate.refresh_from_db()
    return certificate

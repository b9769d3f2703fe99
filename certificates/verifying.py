"""Answer a stranger's question: is this certificate genuine, and does it still hold?"""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from django.utils import timezone

from certificates.claims import Claims, read_claims
from certificates.models import Certificate
from certificates.public_ids import normalise
from certificates.signing import is_authentic


class Verdict(Enum):
    """What the record says; the first that fits, from the worst to the best."""

    UNKNOWN = "unknown"
    ALTERED = "altered"
    REVOKED = "revoked"
    EXPIRED = "expired"
    VALID = "valid"


@dataclass(frozen=True)
class Verification:
    """claims: what the issuer signed; None unless the signature holds for every fact of the record."""

    verdict: Verdict
    checked_at: datetime
    certificate: Certificate | None = None
    claims: Claims | None = None

    @property
    def word(self) -> str:
        return self.verdict.value


def verify(typed: str, *, at: datetime | None = None) -> Verification:
    """Look up a typed id as of `at`. One query whether the id is known, unknown or malformed."""
    at = at or timezone.now()
    # What cannot be an id is looked up too: the time taken must not tell one "no" from the other.
    public_id = normalise(typed) or ""
    certificate = Certificate.objects.select_related("key").filter(public_id=public_id).first()
    if certificate is None:
        return Verification(Verdict.UNKNOWN, at)
    return verify_record(certificate, at=at)


def verify_record(certificate: Certificate, *, at: datetime) -> Verification:
    """Judge a record already at hand, with its key."""
    claims = _signed_claims(certificate)
    if claims is None:
        return Verification(Verdict.ALTERED, at, certificate)
    return Verification(_verdict(certificate, claims, at), at, certificate, claims)


def _signed_claims(certificate: Certificate) -> Claims | None:
    signed = certificate.claims.encode()
    if not is_authentic(signed, certificate.signature, certificate.key.public_key):
        return None
    try:
        claims = read_claims(signed)
    except ValueError:
        return None
    return claims if _matches(certificate, claims) else None


def _matches(certificate: Certificate, claims: Claims) -> bool:
    """Compare the columns with what was signed: an edited row, or claims taken from another, must show."""
    return (
        certificate.public_id == claims.public_id
        and certificate.earner == claims.earner
        and certificate.achievement == claims.achievement
        and certificate.awarded_on.isoformat() == claims.awarded_on
        and certificate.issued_at == datetime.fromisoformat(claims.issued_at)
        and certificate.expires_at == datetime.fromisoformat(claims.expires_at)
        and certificate.key.key_id == claims.key_id
    )


def _verdict(certificate: Certificate, claims: Claims, at: datetime) -> Verdict:
    if certificate.revoked_at is not None:
        return Verdict.REVOKED
    return Verdict.EXPIRED if at >= datetime.fromisoformat(claims.expires_at) else Verdict.VALID

"""Answer a stranger's question: is this certificate genuine, and does it still hold?"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.checking.finding import find
from certificates.credentials.claims import Claims, Particulars, read_claims
from certificates.credentials.public_ids import normalise
from certificates.credentials.signing import is_authentic
from certificates.errors import AlteredRecord
from certificates.models import Certificate


class Verdict(Enum):
    """What the record says; the first that fits, from the worst to the best."""

    UNKNOWN = "unknown"
    ALTERED = "altered"
    REVOKED = "revoked"
    SUPERSEDED = "superseded"
    EXPIRED = "expired"
    NOT_YET_VALID = "not yet valid"
    VALID = "valid"


@dataclass(frozen=True)
class Verification:
    """claims: what the issuer signed; None unless the signature holds for every fact of the record.

    A record whose name was withdrawn is revoked and has no claims: only the row still tells of it.
    """

    verdict: Verdict
    checked_at: datetime
    certificate: Certificate | None = None
    claims: Claims | None = None

    @property
    def word(self) -> str:
        return self.verdict.value

    @property
    def is_erased(self) -> bool:
        return self.certificate is not None and self.certificate.erased_at is not None

    @property
    def key_compromised(self) -> bool:
        """Its signature proves nothing any more: somebody else may have had the key."""
        return self.certificate is not None and self.certificate.key.compromised_at is not None

    @property
    def successor(self) -> Certificate | None:
        """What took its place; without its claims and credential."""
        return getattr(self.certificate, "successor", None)


def verify(typed: str, *, at: datetime | None = None) -> Verification:
    """Look up a typed id as of `at`. One query whether the id is known, unknown or malformed."""
    at = at or timezone.now()
    # What cannot be an id is looked up too: the time taken must not tell one "no" from the other.
    certificate = find(normalise(typed) or "")
    return verify_record(certificate, at=at) if certificate else Verification(Verdict.UNKNOWN, at)


def verify_record(certificate: Certificate, *, at: datetime) -> Verification:
    """Judge a record already at hand, with its key."""
    if certificate.erased_at is not None:
        return Verification(Verdict.REVOKED, at, certificate)
    claims = _signed_claims(certificate)
    if claims is None or not _is_vouched_for(certificate):
        return Verification(Verdict.ALTERED, at, certificate)
    return Verification(_verdict(certificate, claims, at), at, certificate, claims)


def signed_claims(certificate: Certificate) -> Claims:
    """Return what was signed, whatever became of it since; AlteredRecord unless the signature holds."""
    if certificate.erased_at is not None:
        raise AlteredRecord(_("The holder’s name was withdrawn from this record, and what it said with it."))
    claims = _signed_claims(certificate)
    if claims is None:
        raise AlteredRecord(_("This record is not what was signed. Nothing can be copied from it."))
    return claims


def _signed_claims(certificate: Certificate) -> Claims | None:
    signed = certificate.claims.encode()
    if not is_authentic(signed, certificate.signature, certificate.key.public_key):
        return None
    try:
        claims = read_claims(signed)
    except ValueError:
        return None
    return claims if _matches(certificate, claims) else None


def _is_vouched_for(certificate: Certificate) -> bool:
    """Tell whether somebody with a lost key could have made this record: unless it is out of force, yes."""
    return certificate.key.compromised_at is None or not certificate.is_in_force


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
        and _has_its_particulars(certificate, claims.particulars)
    )


def _has_its_particulars(certificate: Certificate, told: Particulars | None) -> bool:
    """Records before the credential have neither credential nor place in a list."""
    if told is None:
        return (certificate.credential, certificate.status_index) == ("", None)
    return (
        certificate.status_index == told.status_index
        and certificate.valid_from == datetime.fromisoformat(told.valid_from)
        and hashlib.sha256(certificate.credential.encode()).hexdigest() == told.credential_sha256
    )


def _verdict(certificate: Certificate, claims: Claims, at: datetime) -> Verdict:
    if certificate.revoked_at is not None:
        return Verdict.REVOKED
    if certificate.superseded_at is not None:
        return Verdict.SUPERSEDED
    if at >= datetime.fromisoformat(claims.expires_at):
        return Verdict.EXPIRED
    # Records before valid_from was signed began when they were issued.
    begins = claims.particulars.valid_from if claims.particulars else None
    return Verdict.NOT_YET_VALID if begins and at < datetime.fromisoformat(begins) else Verdict.VALID

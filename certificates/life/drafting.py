"""Draft a certificate: all that it says, reserved, claimed, signed and proven. Only its file is missing."""

from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from certificates.checking.verifying import signed_claims
from certificates.credentials.claims import Claims
from certificates.credentials.credential import Issuer, as_bytes, build_credential
from certificates.credentials.did import did_of, verification_method
from certificates.credentials.proofs import prove
from certificates.credentials.signing import sign
from certificates.credentials.stamps import stamp
from certificates.life.claiming import bound, claims_again, first_claims
from certificates.life.reserving import reserve
from certificates.models import Certificate, Reservation, SealKey, SigningKey
from certificates.printing.printing import Order
from certificates.sealing.keys import active_key
from certificates.sealing.seal_keys import active_seal_key
from courses.models import Completion


@dataclass(frozen=True)
class Keys:
    """What signs and seals one certificate."""

    signing: SigningKey
    private: Ed25519PrivateKey
    seal: SealKey


@dataclass(frozen=True)
class Draft:
    """All of a certificate except its file.

    credential: the exact bytes, as they are attached to the file. at: when it is made, which is later
    than the moment of issue when that was reserved by a try that was cut off.
    """

    completion: Completion
    reservation: Reservation
    claims: Claims
    signature: str
    credential: bytes
    keys: Keys
    at: datetime

    @property
    def order(self) -> Order:
        """What the printer needs, wherever it works."""
        return Order(
            claims=self.claims.canonical(),
            credential=self.credential,
            base_url=settings.BASE_URL,
            seal_key_id=self.keys.seal.key_id,
            at=self.reservation.issued_at,
        )


def draft_first(completion: Completion, *, at: datetime) -> Draft:
    claims, keys = first_claims(completion, at=at), _keys(at)
    return _draft(completion, claims, keys, edition=1, at=at)


def draft_again(
    old: Certificate,
    *,
    at: datetime,
    name: str | None = None,
    valid_from: datetime | None = None,
    expires_at: datetime | None = None,
) -> Draft:
    """Return the next edition: what the old one says, except what is given here.

    Raises AlteredRecord when the old record is not what was signed.
    """
    completion = old.completion
    claims = claims_again(
        signed_claims(old), completion, at=at, name=name, valid_from=valid_from, expires_at=expires_at
    )
    return _draft(completion, claims, _keys(at), edition=old.edition + 1, at=at)


def _keys(at: datetime) -> Keys:
    """Return what signs and seals from now on; NoSigningKey unless both are here."""
    return Keys(*active_key(at=at), active_seal_key(at=at))


def _draft(completion: Completion, claims: Claims, keys: Keys, *, edition: int, at: datetime) -> Draft:
    # Nothing is reserved before it is known that nothing refuses: the moment of issue comes with it.
    reservation = reserve(completion, edition, at=at)
    email = completion.enrolment.learner.email
    claims = bound(claims, reservation, key_id=keys.signing.key_id, email=email)
    credential = _credential(claims, keys)
    told = replace(claims.particulars, credential_sha256=sha256(credential).hexdigest())  # type: ignore[type-var]
    claims = replace(claims, particulars=told)
    return Draft(
        completion=completion,
        reservation=reservation,
        claims=claims,
        signature=sign(claims.canonical(), keys.private),
        credential=credential,
        keys=keys,
        at=at,
    )


def _credential(claims: Claims, keys: Keys) -> bytes:
    did = did_of(settings.BASE_URL)
    issuer = Issuer(did=did, name=claims.issuer, url=f"{settings.BASE_URL}/")
    created = stamp(datetime.fromisoformat(claims.issued_at))
    method = verification_method(did, keys.signing.key_id)
    document = build_credential(claims, issuer, settings.BASE_URL)
    return as_bytes(prove(document, keys.private, verification_method=method, created=created))

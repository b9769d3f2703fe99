"""The site's own trust material, from its rows: what /trust/ publishes."""

from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from django.conf import settings

from certificates.checking.trust import Trust, TrustedKey
from certificates.credentials.multikeys import multikey_of
from certificates.credentials.status_list import status_list_url
from certificates.models import SealKey, SigningKey, StatusList
from certificates.sealing.authority import as_pem, fingerprint
from certificates.sealing.seal_authority import crl

AUTHORITIES = ("root", "issuing")


@dataclass(frozen=True)
class KeyLine:
    """One row of the published table. value: what people compare; state: coming, signing, retired or lost.

    since: when that state began or will begin.
    """

    key_id: str
    value: str
    state: str
    since: datetime


def trust_of_site(*, at: datetime) -> Trust:
    """Return all that others need to check our certificates as of now. Three queries."""
    seals = list(SealKey.objects.order_by("in_force_from", "pk"))
    crls = {name: crl(name) for name in AUTHORITIES}
    lists = StatusList.objects.exclude(document="").order_by("number")
    return Trust(
        issuer=settings.ISSUER_NAME,
        base_url=settings.BASE_URL,
        made_at=at,
        signing_keys=tuple(
            _key(row, row.public_key) for row in SigningKey.objects.order_by("in_force_from", "pk")
        ),
        seal_keys=tuple(_key(row, row.chain) for row in seals),
        roots=roots_of(seals),
        crls={name: published for name, published in crls.items() if published is not None},
        status_lists={status_list_url(settings.BASE_URL, one.number): one.document for one in lists},
    )


def roots_of(seals: list[SealKey]) -> tuple[str, ...]:
    """Return the roots as PEM, the newest last; more than one only after a root was replaced."""
    roots = (x509.load_pem_x509_certificates(row.chain.encode())[-1] for row in seals)
    return tuple(dict.fromkeys(as_pem(root) for root in roots))


def _key(row: SigningKey | SealKey, material: str) -> TrustedKey:
    return TrustedKey(row.key_id, material, row.in_force_from, row.retired_at, row.compromised_at)


def signing_lines(trust: Trust, *, at: datetime) -> list[KeyLine]:
    """Return the keys of credentials, newest first, as Multikeys."""
    return [_line(key, multikey_of(key.material), at) for key in reversed(trust.signing_keys)]


def seal_lines(trust: Trust, *, at: datetime) -> list[KeyLine]:
    """Return the keys of seals, newest first, with the SHA-256 of their certificates."""
    leaves = ((key, x509.load_pem_x509_certificate(key.material.encode())) for key in trust.seal_keys)
    return [_line(key, fingerprint(leaf), at) for key, leaf in reversed(list(leaves))]


def _line(key: TrustedKey, value: str, at: datetime) -> KeyLine:
    if key.compromised_at:
        return KeyLine(key.key_id, value, "lost", key.compromised_at)
    if key.retired_at and key.retired_at <= at:
        return KeyLine(key.key_id, value, "retired", key.retired_at)
    return KeyLine(key.key_id, value, "coming" if key.in_force_from > at else "signing", key.in_force_from)

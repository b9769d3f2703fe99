"""The site's own trust material, from its rows: what /trust/ publishes."""

from datetime import datetime

from cryptography import x509
from django.conf import settings

from certificates.authority import as_pem
from certificates.models import SealKey, SigningKey, StatusList
from certificates.seal_authority import crl
from certificates.status_list import status_list_url
from certificates.trust import Trust, TrustedKey

AUTHORITIES = ("root", "issuing")


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

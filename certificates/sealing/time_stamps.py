"""Proof of when a seal was made, from an authority that is not us (RFC 3161)."""

from dataclasses import dataclass
from pathlib import Path

from asn1crypto import crl, pem, x509
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.requests_client import RequestsHTTPTimeStamper
from pyhanko_certvalidator import ValidationContext

SECONDS = 10


@dataclass(frozen=True)
class TimeStamps:
    """context: what judges both chains; None when the authority's root is not known to us."""

    stamper: TimeStamper
    context: ValidationContext | None = None


def stamps_from(url: str, tsa_root: Path | None, own_root: x509.Certificate, crls: list[bytes]) -> TimeStamps:
    """Ask the authority at `url`. With its root (a PEM file) the proofs are kept in the file: PAdES B-LT."""
    stamper = RequestsHTTPTimeStamper(url, timeout=SECONDS)
    if tsa_root is None:
        return TimeStamps(stamper)
    return TimeStamps(stamper, context_for([own_root, *read_certificates(tsa_root.read_bytes())], crls))


def context_for(roots: list[x509.Certificate], crls: list[bytes]) -> ValidationContext:
    """crls: DER. What else the time-stamping authority's certificates need is fetched from where they say."""
    return ValidationContext(
        trust_roots=roots,
        crls=[crl.CertificateList.load(one) for one in crls],
        allow_fetching=True,
        revocation_mode="soft-fail",
    )


def read_certificates(text: bytes) -> list[x509.Certificate]:
    """Return the certificates of a PEM text in its order; ValueError when it is none."""
    return [x509.Certificate.load(der) for _, _, der in pem.unarmor(text, multiple=True)]

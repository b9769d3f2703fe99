"""A verification, put for those who asked: the page's opening words and the record for machines."""

from dataclasses import asdict, dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from certificates.models import Certificate
from certificates.verifying import Verdict, Verification


@dataclass(frozen=True)
class Opening:
    """The answer in one glance: a headline and the andon lamp beside it."""

    headline: str | Promise
    lamp: str


OPENINGS = {
    Verdict.VALID: Opening(_("This certificate is valid."), "done"),
    Verdict.EXPIRED: Opening(_("This certificate has expired."), "wait"),
    Verdict.NOT_YET_VALID: Opening(_("This certificate is not valid yet."), "wait"),
    Verdict.SUPERSEDED: Opening(_("This certificate was replaced by a newer one."), "wait"),
    Verdict.REVOKED: Opening(_("This certificate was revoked."), "stop"),
    Verdict.ALTERED: Opening(_("This record was altered."), "stop"),
}


def public_key_groups(certificate: Certificate) -> str:
    """Return the public key as 16 groups of four hex digits, to be compared by eye."""
    key = certificate.key.public_key
    return " ".join(key[start : start + 4] for start in range(0, len(key), 4))


def record_json(result: Verification) -> dict[str, Any]:
    """Return what /v/<id>.json says; documented field by field in certificates/README.md.

    Facts come from the signed claims alone: an altered record has none to show.
    """
    answer: dict[str, Any] = {
        "verdict": result.word,
        "checked_at": result.checked_at.isoformat(timespec="seconds"),
    }
    certificate = result.certificate
    if certificate is None or result.claims is None:
        return answer
    answer |= {
        key: value for key, value in asdict(result.claims).items() if key not in ("key_id", "particulars")
    }
    answer["revoked_at"] = certificate.revoked_at and certificate.revoked_at.isoformat(timespec="seconds")
    answer["revocation_reason"] = certificate.revocation_reason or None
    answer["proof"] = {
        "signed_text": certificate.claims,
        "signature": certificate.signature,
        "algorithm": "Ed25519",
        "key_id": certificate.key.key_id,
        "public_key": certificate.key.public_key,
    }
    return answer

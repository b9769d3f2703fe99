"""A verification, put for those who asked: the page's opening words, what was checked, the record as JSON."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from certificates.checking.showing import ERASED, WITHHELD, Shown
from certificates.checking.verifying import Verdict, Verification
from certificates.models import Certificate


@dataclass(frozen=True)
class Opening:
    """The answer in one glance: a headline and the andon lamp beside it."""

    headline: str | Promise
    lamp: str


@dataclass(frozen=True)
class Step:
    """One thing that was checked. lamp: "done" where nothing was found."""

    lamp: str
    title: str
    text: str


OPENINGS = {
    Verdict.VALID: Opening(_("This certificate is valid."), "done"),
    Verdict.EXPIRED: Opening(_("This certificate has expired."), "wait"),
    Verdict.NOT_YET_VALID: Opening(_("This certificate is not valid yet."), "wait"),
    Verdict.SUPERSEDED: Opening(_("This certificate was replaced by a newer one."), "wait"),
    Verdict.REVOKED: Opening(_("This certificate was revoked."), "stop"),
    Verdict.ALTERED: Opening(_("This record was altered."), "stop"),
}
OPENINGS_BY_WORD = {verdict.value: opening for verdict, opening in OPENINGS.items()} | {
    WITHHELD: Opening(_("The holder keeps this record to themselves."), "locked"),
    ERASED: Opening(_("This certificate was withdrawn at its holder's wish."), "stop"),
}


def public_key_groups(certificate: Certificate) -> str:
    """Return the public key as 16 groups of four hex digits, to be compared by eye."""
    return in_groups(certificate.key.public_key)


def in_groups(digits: str) -> str:
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))


def steps_of(result: Verification, seen: Shown) -> list[Step]:
    """Return what was checked, in order, for a record whose signature holds."""
    certificate = result.certificate
    if certificate is None or result.claims is None or seen.word == WITHHELD:
        return []
    return [
        Step(
            "done",
            _now("The record is as it was signed"),
            _now("Every fact was compared with the signature."),
        ),
        _key_step(certificate),
        _standing_step(certificate),
        _dates_step(certificate, result.checked_at),
    ]


def _key_step(certificate: Certificate) -> Step:
    if certificate.key.compromised_at is None:
        return Step("done", _now("The key is ours"), certificate.key.key_id)
    text = _now("Others may have had it since %(day)s.") % {"day": _day(certificate.key.compromised_at)}
    return Step("stop", _now("The key is no longer trusted"), text)


def _standing_step(certificate: Certificate) -> Step:
    if certificate.revoked_at is not None:
        day = _day(certificate.revoked_at)
        return Step("stop", _now("It was revoked"), _now("On %(day)s.") % {"day": day})
    if certificate.superseded_at is not None:
        why, day = certificate.get_superseded_as_display(), _day(certificate.superseded_at)
        text = _now("On %(day)s. %(why)s.") % {"day": day, "why": why}
        return Step("wait", _now("It was replaced"), text)
    return Step(
        "done", _now("It was neither revoked nor replaced"), _now("As of this moment, from our own records.")
    )


def _dates_step(certificate: Certificate, at: datetime) -> Step:
    days = {"first": _day(certificate.valid_from), "last": date_format(certificate.valid_until, "j F Y")}
    text = _now("It holds from %(first)s to %(last)s.") % days
    if at >= certificate.expires_at:
        return Step("wait", _now("Its time is over"), text)
    if at < certificate.valid_from:
        return Step("wait", _now("Its time has not come"), text)
    return Step("done", _now("Today is within its dates"), text)


def _day(at: datetime) -> str:
    return date_format(timezone.localtime(at), "j F Y")


def record_json(result: Verification, seen: Shown) -> dict[str, Any]:
    """Return what /v/<id>.json says; documented field by field in certificates/README.md.

    Facts come from the signed claims alone: an altered record has none to show.
    """
    answer: dict[str, Any] = {
        "verdict": "revoked" if seen.word == ERASED else seen.word,
        "checked_at": _moment(result.checked_at),
    }
    certificate = result.certificate
    if certificate is None or not seen.public_id:
        return answer
    return answer | _facts(seen) | _fate(certificate, seen) | {"proof": _proof(certificate, seen)}


def _facts(seen: Shown) -> dict[str, Any]:
    return {
        "public_id": seen.public_id,
        "earner": seen.name or None,
        "achievement": seen.achievement,
        "course": seen.course or None,
        "criteria": seen.criteria or None,
        "issuer": seen.issuer or None,
        "results": [asdict(result) for result in seen.results],
        "evidence": [asdict(piece) for piece in seen.evidence],
        "awarded_on": seen.awarded_on and seen.awarded_on.isoformat(),
    }


def _fate(certificate: Certificate, seen: Shown) -> dict[str, Any]:
    return {
        "issued_at": _moment(certificate.issued_at),
        "valid_from": _moment(certificate.valid_from),
        "expires_at": _moment(certificate.expires_at),
        "superseded_at": _moment(certificate.superseded_at),
        "superseded_as": certificate.superseded_as or None,
        "superseded_by": seen.next_id or None,
        "revoked_at": _moment(certificate.revoked_at),
        "revocation_reason": certificate.revocation_reason or None,
        "name_withdrawn_at": _moment(certificate.erased_at),
    }


def _proof(certificate: Certificate, seen: Shown) -> dict[str, str] | None:
    """The signed text holds the name and the results: it is shown where they are."""
    if not (seen.has_full_name and seen.has_results):
        return None
    return {
        "signed_text": certificate.claims,
        "signature": certificate.signature,
        "algorithm": "Ed25519",
        "key_id": certificate.key.key_id,
        "public_key": certificate.key.public_key,
    }


def _moment(at: datetime | None) -> str | None:
    return at.isoformat(timespec="seconds") if at else None

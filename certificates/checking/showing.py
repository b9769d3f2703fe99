"""What a stranger may see of a record: what was signed, within what its holder agreed to show."""

from dataclasses import dataclass
from datetime import date, datetime

from certificates.checking.verifying import Verdict, Verification
from certificates.credentials.claims import Evidence, Result, Signatory
from certificates.dates import last_day, local_day
from certificates.models import Certificate
from certificates.printing.names import initials_of

#: Besides the words of Verdict: the holder keeps the record to themselves; the name was withdrawn.
WITHHELD, ERASED = "withheld", "erased"


@dataclass(frozen=True)
class Shown:
    """word: of Verdict, or WITHHELD or ERASED. Everything else is empty where it is not shown.

    name: in full, as initials, or "" when its holder hides it. From `expires_at` on it no longer holds.
    """

    word: str
    public_id: str = ""
    display_id: str = ""
    name: str = ""
    achievement: str = ""
    course: str = ""
    criteria: str = ""
    issuer: str = ""
    results: tuple[Result, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    signatories: tuple[Signatory, ...] = ()
    awarded_on: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    expires_at: datetime | None = None
    has_full_name: bool = False
    has_results: bool = False
    has_credential: bool = False
    has_file: bool = False
    next_id: str = ""

    @property
    def practice(self) -> list[tuple[Evidence, date]]:
        """Return each accepted piece with the day on which it was accepted."""
        return [(piece, date.fromisoformat(piece.on)) for piece in self.evidence]


def shown(result: Verification) -> Shown:
    """Return what strangers see. A withheld record tells of nothing but its revocation."""
    certificate = result.certificate
    if certificate is None or result.verdict is Verdict.ALTERED:
        return Shown(result.word)
    if certificate.is_withheld and result.verdict is not Verdict.REVOKED:
        return Shown(WITHHELD)
    if result.is_erased:
        return _tombstone(certificate)
    return _record(result, certificate)


def _tombstone(certificate: Certificate) -> Shown:
    return Shown(
        ERASED,
        public_id=certificate.public_id,
        display_id=certificate.display_id,
        achievement=certificate.achievement,
        awarded_on=certificate.awarded_on,
        valid_from=local_day(certificate.valid_from),
        valid_until=certificate.valid_until,
        expires_at=certificate.expires_at,
    )


def _record(result: Verification, certificate: Certificate) -> Shown:
    claims = result.claims
    assert claims is not None  # noqa: S101 - whatever is neither altered nor erased was signed
    told = claims.particulars
    is_open = not certificate.is_withheld
    has_full_name = is_open and certificate.name_shown == Certificate.NameShown.FULL
    has_results = is_open and certificate.shows_results
    expires_at = datetime.fromisoformat(claims.expires_at)
    return Shown(
        result.word,
        public_id=certificate.public_id,
        display_id=certificate.display_id,
        name=_name(certificate, claims.earner) if is_open else "",
        achievement=claims.achievement,
        course=claims.course,
        criteria=claims.criteria,
        issuer=claims.issuer,
        results=claims.results if has_results else (),
        evidence=told.evidence if told and has_results else (),
        signatories=told.signatories if told else (),
        awarded_on=date.fromisoformat(claims.awarded_on),
        valid_from=local_day(datetime.fromisoformat(told.valid_from if told else claims.issued_at)),
        valid_until=last_day(expires_at),
        expires_at=expires_at,
        has_full_name=has_full_name,
        has_results=has_results,
        # The credential holds the name and the results: it is no way around what the holder hides.
        has_credential=has_full_name and has_results and bool(certificate.credential),
        has_file=has_full_name and has_results and certificate.shows_file and not certificate.is_revoked,
        next_id=_next_id(result),
    )


def _name(certificate: Certificate, earner: str) -> str:
    if certificate.name_shown == Certificate.NameShown.FULL:
        return earner
    is_initials = certificate.name_shown == Certificate.NameShown.INITIALS
    return initials_of(earner) if is_initials else ""


def _next_id(result: Verification) -> str:
    """Return the id of what replaced it, unless its holder keeps that one to themselves."""
    successor = result.successor
    return successor.public_id if successor and not successor.is_withheld else ""

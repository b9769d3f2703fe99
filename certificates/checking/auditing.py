"""Judge a file by itself and by trust material, with no registry and no network: what a stranger could do.

The registry knows more: what was withdrawn since the status list was signed, and what exactly was issued.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Any

from certificates.checking.trust import Trust
from certificates.credentials.comparing import NoCredential, read_credential
from certificates.credentials.proofs import is_proven
from certificates.credentials.status_list import is_set
from certificates.credentials.unbaking import credential_in
from certificates.sealing.examining import Examination, examine


class Finding(Enum):
    """The first that fits, from the worst to the best; value: exit code of `verify_certificate`."""

    NOT_OURS = 4
    ALTERED = 5
    WITHDRAWN = 6
    EXPIRED = 7
    NOT_YET_VALID = 8
    STATUS_UNKNOWN = 3
    VALID = 0

    @property
    def word(self) -> str:
        return self.name.lower().replace("_", " ")


@dataclass(frozen=True)
class Step:
    """One thing that was looked at; is_good: None when it could not be."""

    what: str
    is_good: bool | None
    words: str


@dataclass(frozen=True)
class Audit:
    """credential: what the file says, only once its proof holds."""

    finding: Finding
    steps: tuple[Step, ...]
    credential: Mapping[str, Any] = field(default_factory=dict)


def audit(data: bytes, trust: Trust, *, at: datetime) -> Audit:
    """data: a certificate's PDF, its credential as JSON, or a baked PNG or SVG, as it was handed over.

    A document can be made so that testing its proof takes for ever: limit the time.
    """
    if b"%PDF-" in data[:1024]:
        return _audit_pdf(data, trust, at)
    return _audit_credential(credential_in(data) or data, trust, at)


def _audit_pdf(pdf: bytes, trust: Trust, at: datetime) -> Audit:
    inside = examine(pdf, roots=trust.roots_der, moment=at).credential
    judged = _audit_credential(inside or b"", trust, at)
    # A seal outlives its certificate: it is judged as of the day on which the proven credential was signed.
    moment = _moment(judged.credential.get("proof", {}).get("created")) or at
    found = examine(pdf, roots=trust.roots_der, moment=moment, crls=list(trust.crls.values()))
    if found.unreadable:
        return Audit(Finding.NOT_OURS, (Step("file", False, f"The PDF is {found.unreadable.value}."),))
    return _with_seal(_seal(found, trust), judged)


def _seal(found: Examination, trust: Trust) -> Step:
    if not found.has_seal:
        return Step("seal", False, "There is no seal.")
    if not found.is_intact:
        return Step("seal", False, "The file was changed after it was sealed.")
    if not found.is_trusted:
        return Step("seal", False, "The file was sealed by a key that is not ours.")
    if not (found.is_unchanged and found.is_whole):
        return Step("seal", False, "Something was added to the file after it was sealed.")
    if trust.key(found.key_id) is None:
        return Step(
            "seal", False, f"Its key {found.key_id} is compromised: the seal proves nothing any more."
        )
    return Step("seal", True, f"Sealed with our key {found.key_id}, and unchanged since.")


def _with_seal(seal: Step, judged: Audit) -> Audit:
    """A file whose credential is ours and whose seal fails was altered; without either it is not ours."""
    steps = (seal, *judged.steps)
    has_credential = judged.finding is not Finding.NOT_OURS
    if seal.is_good == has_credential:
        return Audit(judged.finding, steps, judged.credential)
    return Audit(Finding.ALTERED, steps, judged.credential)


def _audit_credential(text: bytes, trust: Trust, at: datetime) -> Audit:
    document = _read(text)
    if document is None:
        return Audit(Finding.NOT_OURS, (Step("credential", False, "There is no credential in it."),))
    if _issuer(document) != trust.did:
        words = f"It does not name {trust.did} as its issuer."
        return Audit(Finding.NOT_OURS, (Step("credential", False, words),))
    proof = _prove(document, trust)
    if not proof.is_good:
        return Audit(Finding.ALTERED, (proof,))
    dates, too = _dates(document, at)
    status, withdrawn = _status(document, trust)
    finding = withdrawn if withdrawn in (Finding.ALTERED, Finding.WITHDRAWN) else too or withdrawn
    return Audit(finding, (proof, dates, status), document)


def _read(text: bytes) -> dict[str, Any] | None:
    try:
        return read_credential(text)
    except NoCredential:
        return None


def _issuer(document: Mapping[str, Any]) -> object:
    issuer = document.get("issuer")
    return issuer.get("id") if isinstance(issuer, dict) else issuer


def _prove(document: Mapping[str, Any], trust: Trust) -> Step:
    proof = document.get("proof")
    method = str(proof.get("verificationMethod")) if isinstance(proof, dict) else ""
    did, _, key_id = method.partition("#")
    key = trust.key(key_id) if did == trust.did else None
    if key is None:
        return Step(
            "proof", False, f"It is signed by no key of ours that may be relied on: {method or 'none'}."
        )
    if not is_proven(document, key.material):
        return Step("proof", False, f"It is not what our key {key_id} signed.")
    return Step("proof", True, f"Signed by our key {key_id}, and unchanged since.")


def _dates(document: Mapping[str, Any], at: datetime) -> tuple[Step, Finding | None]:
    begins, ends = _moment(document.get("validFrom")), _moment(document.get("validUntil"))
    if begins is None or ends is None:
        return Step("dates", False, "Its dates cannot be read."), Finding.ALTERED
    if at >= ends:
        return Step("dates", False, f"It ended on {ends:%Y-%m-%d %H:%M} UTC."), Finding.EXPIRED
    if at < begins:
        return Step("dates", False, f"It begins on {begins:%Y-%m-%d %H:%M} UTC."), Finding.NOT_YET_VALID
    return Step("dates", True, f"Valid from {begins:%Y-%m-%d} until {ends:%Y-%m-%d %H:%M} UTC."), None


def _status(document: Mapping[str, Any], trust: Trust) -> tuple[Step, Finding]:
    entry = document.get("credentialStatus")
    if not isinstance(entry, dict):
        # Proven, and yet not as we write it: so that nobody would find that it was withdrawn.
        return Step("status", False, "Its place in the status list cannot be read."), Finding.ALTERED
    address = str(entry.get("statusListCredential"))
    listed = _read(trust.status_lists.get(address, "").encode())
    if listed is None:
        words = f"Not checked whether it was withdrawn: get {address} and give it with --status."
        return Step("status", None, words), Finding.STATUS_UNKNOWN
    if listed.get("id") != address or _issuer(listed) != trust.did or not _prove(listed, trust).is_good:
        words = "The status list is not what our key signed: get it anew."
        return Step("status", None, words), Finding.STATUS_UNKNOWN
    return _bit(entry, listed)


def _bit(entry: Any, listed: Mapping[str, Any]) -> tuple[Step, Finding]:
    as_of = listed.get("validFrom")
    try:
        withdrawn = is_set(listed["credentialSubject"]["encodedList"], int(entry["statusListIndex"]))
    except (KeyError, TypeError, ValueError):
        return Step("status", None, "The status list cannot be read."), Finding.STATUS_UNKNOWN
    if withdrawn:
        words = f"Withdrawn: revoked, or replaced by a newer one, according to the list of {as_of}."
        return Step("status", False, words), Finding.WITHDRAWN
    words = f"Not withdrawn, according to the list of {as_of}. What came later is not in it."
    return Step("status", True, words), Finding.VALID


def _moment(told: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(told))
    except ValueError:
        return None
    return moment if moment.tzinfo else None

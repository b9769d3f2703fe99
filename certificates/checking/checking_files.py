"""Judge a file that somebody was handed: the registry first, then the credential inside, then the seal.

Nothing is stored, fetched or sent. A credential is compared with the one on record, term by term;
signatures of strangers' documents are never computed.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from django.utils import timezone

from certificates.checking.counting import count_check
from certificates.checking.finding import look_up
from certificates.checking.lines import NOT_OURS, UNREADABLE, Line, line_of
from certificates.checking.showing import Shown, shown
from certificates.checking.verifying import Verdict, Verification, verify_record
from certificates.credentials.comparing import NoCredential, id_of, is_same, read_credential
from certificates.credentials.unbaking import credential_in_png, credential_in_svg, is_png, is_svg
from certificates.models import Certificate, CheckCount
from certificates.sealing.examining import LARGEST, Examination, Unreadable
from certificates.sealing.examining_apart import examine_within
from certificates.sealing.seal_keys import trusted_roots

#: Seconds that one file may take.
PATIENCE = 10.0
#: What a sealed file ends with; mail programs add line ends of their own behind it.
_END = b"%%EOF"


class Finding(Enum):
    """What the file is, beside the record. Of the first six, the record's own verdict is the verdict."""

    IDENTICAL = "identical"
    LINE_ENDS = "line ends"
    SEALED = "sealed"
    CREDENTIAL = "credential"
    BADGE = "badge"
    #: Its holder had the record emptied: there is nothing left to compare the file with.
    UNCOMPARED = "uncompared"
    SEAL_MISSING = "seal missing"
    SEAL_BROKEN = "seal broken"
    SEAL_FOREIGN = "seal foreign"
    ADDED_TO = "added to"
    CREDENTIAL_DIFFERS = "credential differs"
    CREDENTIAL_MISSING = "credential missing"
    CREDENTIAL_DAMAGED = "credential damaged"
    PICTURE = "picture"
    NOT_OURS = "not ours"
    UNREADABLE = "unreadable"


GENUINE = frozenset(
    {
        *(Finding.IDENTICAL, Finding.LINE_ENDS, Finding.SEALED),
        *(Finding.CREDENTIAL, Finding.BADGE, Finding.UNCOMPARED),
    }
)
STRANGE = frozenset({Finding.PICTURE, Finding.NOT_OURS})


@dataclass(frozen=True)
class FileCheck:
    """result: what the record says, where the file is of one of ours. credential: as it is in the file."""

    finding: Finding
    sha256: str
    checked_at: datetime
    result: Verification | None = None
    credential: bytes | None = None
    unreadable: Unreadable | None = None

    @property
    def certificate(self) -> Certificate | None:
        return self.result.certificate if self.result else None

    @property
    def seen(self) -> Shown:
        return shown(self.result) if self.result else Shown(Verdict.UNKNOWN.value)

    @property
    def word(self) -> str:
        """Return the verdict on the file: a word of certificates.checking.lines.WORDS."""
        if self.finding is Finding.UNREADABLE:
            return UNREADABLE
        if self.finding in STRANGE:
            return NOT_OURS
        return self.seen.word if self.finding in GENUINE else Verdict.ALTERED.value

    def line(self, name: str) -> Line:
        return line_of(name, self.seen, word=self.word, sha256=self.sha256)


def check_file(data: bytes, *, at: datetime | None = None, patience: float = PATIENCE) -> FileCheck:
    """Judge the bytes of a file as of `at`, and count the check. patience: seconds that reading may take."""
    checked = _check(data, at or timezone.now(), patience)
    if checked.certificate:
        count_check([checked.certificate.pk], CheckCount.Door.FILE, at=checked.checked_at)
    return checked


def _check(data: bytes, at: datetime, patience: float) -> FileCheck:
    if len(data) > LARGEST:
        return FileCheck(Finding.UNREADABLE, "", at, unreadable=Unreadable.TOO_LARGE)
    digest = hashlib.sha256(data).hexdigest()
    return _issued(data, digest, at) or _read(data, digest, at, patience)


def _issued(data: bytes, digest: str, at: datetime) -> FileCheck | None:
    """Find the file among those that were issued, byte for byte or with line ends behind its end."""
    bare = data.rstrip(b"\r\n")
    trimmed = hashlib.sha256(bare + b"\n").hexdigest(), hashlib.sha256(bare).hexdigest()
    wanted = {digest, *trimmed} if bare.endswith(_END) else {digest}
    found = {row.pdf_sha256: row for row in look_up().filter(pdf_sha256__in=wanted)}
    for each in (digest, *trimmed):
        if row := found.get(each):
            finding = Finding.IDENTICAL if each == digest else Finding.LINE_ENDS
            return FileCheck(finding, digest, at, verify_record(row, at=at))
    return None


def _read(data: bytes, digest: str, at: datetime, patience: float) -> FileCheck:
    if b"%PDF-" in data[:1024]:
        return _read_pdf(data, digest, at, patience)
    if is_png(data) or is_svg(data):
        baked = credential_in_png(data) if is_png(data) else credential_in_svg(data)
        return _compare(baked, digest, at, Finding.BADGE) if baked else FileCheck(Finding.PICTURE, digest, at)
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return FileCheck(Finding.UNREADABLE, digest, at, unreadable=Unreadable.NOT_PDF)
    return _compare(data, digest, at, Finding.CREDENTIAL)


def _compare(credential: bytes, digest: str, at: datetime, genuine: Finding) -> FileCheck:
    """Compare a credential that stands for itself."""
    try:
        document = read_credential(credential)
    except NoCredential:
        return FileCheck(Finding.UNREADABLE, digest, at, unreadable=Unreadable.BROKEN)
    certificate = _certificate(id_of(document))
    if certificate is None:
        return FileCheck(Finding.NOT_OURS, digest, at)
    finding = genuine if is_same(document, certificate.credential) else Finding.CREDENTIAL_DIFFERS
    if certificate.erased_at is not None:
        finding = Finding.UNCOMPARED
    return FileCheck(finding, digest, at, verify_record(certificate, at=at), credential)


def _read_pdf(data: bytes, digest: str, at: datetime, patience: float) -> FileCheck:
    found = examine_within(data, patience, roots=trusted_roots(), moment=at)
    if found.unreadable is not None:
        return FileCheck(Finding.UNREADABLE, digest, at, unreadable=found.unreadable)
    if found.credential is None:
        finding = Finding.CREDENTIAL_MISSING if found.is_trusted else Finding.NOT_OURS
        return FileCheck(finding, digest, at)
    checked = _compare(found.credential, digest, at, Finding.SEALED)
    if checked.finding is Finding.UNREADABLE and found.has_seal:
        # A sealed file whose credential says nothing any more was damaged: whose it was, nobody can tell.
        return FileCheck(Finding.CREDENTIAL_DAMAGED, digest, at)
    certificate = checked.certificate
    if checked.finding is not Finding.SEALED or certificate is None:
        return checked
    if found.is_intact and not found.is_trusted:
        # A seal outlives the certificate of its key: it is asked about the day on which it was made.
        found = examine_within(data, patience, roots=trusted_roots(), moment=certificate.issued_at)
    return replace(checked, finding=_seal_finding(found, certificate))


def _seal_finding(found: Examination, certificate: Certificate) -> Finding:
    key = certificate.seal_key
    if not found.has_seal:
        return Finding.SEAL_MISSING
    if not found.is_intact:
        return Finding.SEAL_BROKEN
    if not found.is_trusted or key is None or found.key_id != key.key_id or key.compromised_at:
        return Finding.SEAL_FOREIGN
    return Finding.SEALED if found.is_unchanged and found.is_whole else Finding.ADDED_TO


def _certificate(public_id: str | None) -> Certificate | None:
    return look_up().filter(public_id=public_id).first() if public_id else None

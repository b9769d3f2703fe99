"""What a PDF that somebody brought says of itself: its seal, judged, and the credential in it.

No database and no network. The bytes are a stranger's: nothing in them may raise, and what they unpack
to is bounded; `examining_apart` bounds the time.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from io import BytesIO
from typing import Any

from asn1crypto import crl, x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_der_public_key
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation import EmbeddedPdfSignature, validate_pdf_signature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from certificates.printing.archival import CREDENTIAL_FILE
from certificates.sealing.authority import seal_key_id

LARGEST = 5 * 1024 * 1024
LARGEST_CREDENTIAL = 256 * 1024


class Unreadable(Enum):
    TOO_LARGE = "too large"
    NOT_PDF = "not a PDF"
    ENCRYPTED = "encrypted"
    BROKEN = "broken"
    TOO_SLOW = "too slow"


@dataclass(frozen=True)
class Examination:
    """is_intact: the bytes under the seal are those that were sealed, by the key of its certificate.

    is_trusted: that certificate leads to one of our roots. is_unchanged: nothing was appended that the
    seal forbids. is_whole: nothing was appended at all. key_id: which seal key, "" unless trusted.
    credential: the attached bytes as they stand in the file now, None when there are none, b"" when damaged.
    """

    unreadable: Unreadable | None = None
    has_seal: bool = False
    is_intact: bool = False
    is_trusted: bool = False
    is_unchanged: bool = False
    is_whole: bool = False
    key_id: str = ""
    credential: bytes | None = None

    @property
    def is_genuine(self) -> bool:
        """The issuer sealed these very bytes. Each part alone can be had by a forger."""
        return self.is_intact and self.is_trusted and self.is_unchanged and self.is_whole


def examine(
    pdf: bytes, *, roots: Sequence[bytes], moment: datetime, crls: Sequence[bytes] = ()
) -> Examination:
    """roots, crls: DER. moment: as of when certificates must be good, such as the time of issue on record.

    A seal outlives its certificate: with the time of issue, it stays trusted after that has ended.
    """
    if len(pdf) > LARGEST:
        return Examination(Unreadable.TOO_LARGE)
    if b"%PDF-" not in pdf[:1024]:
        return Examination(Unreadable.NOT_PDF)
    try:
        return _examine(pdf, _context(roots, moment, crls))
    except Exception:  # noqa: BLE001 - whatever a stranger's bytes make the parser do, they are unreadable
        return Examination(Unreadable.BROKEN)


def attached_credential(pdf: bytes) -> bytes | None:
    """Return what a file that we have just made carries; a stranger's is for `examine`."""
    return _credential(PdfFileReader(BytesIO(pdf)))


def _examine(pdf: bytes, context: ValidationContext) -> Examination:
    reader = PdfFileReader(BytesIO(pdf), strict=False)
    if reader.encrypted:
        return Examination(Unreadable.ENCRYPTED)
    found = Examination(credential=_credential(reader))
    seals = reader.embedded_signatures
    # A second signature could only have been appended; the first is the one that certifies.
    return _judge(replace(found, has_seal=True), seals[0], context) if seals else found


def _judge(found: Examination, seal: EmbeddedPdfSignature, context: ValidationContext) -> Examination:
    usage = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"})
    try:
        status = validate_pdf_signature(seal, context, key_usage_settings=usage)
    except Exception:  # noqa: BLE001 - a seal that cannot be read proves nothing
        return found
    certifies = seal.docmdp_level is MDPPerm.NO_CHANGES
    return replace(
        found,
        is_intact=status.intact and status.valid,
        is_trusted=status.trusted,
        is_unchanged=certifies and bool(status.docmdp_ok),
        is_whole=status.coverage is SignatureCoverageLevel.ENTIRE_FILE,
        key_id=_key_id(seal.signer_cert) if status.trusted else "",
    )


def _context(roots: Sequence[bytes], moment: datetime, crls: Sequence[bytes]) -> ValidationContext:
    return ValidationContext(
        trust_roots=[x509.Certificate.load(root) for root in roots],
        crls=[crl.CertificateList.load(one) for one in crls],
        allow_fetching=False,
        moment=moment,
        # Lists are published after the moment that they are asked about.
        retroactive_revinfo=True,
        revocation_mode="soft-fail",
    )


def _key_id(certificate: x509.Certificate) -> str:
    key = load_der_public_key(certificate.public_key.dump())
    return seal_key_id(key) if isinstance(key, RSAPublicKey) else ""


def _credential(reader: PdfFileReader) -> bytes | None:
    """Return the attachment as it is in the newest revision: what a reader of the file would be shown.

    b"" when it is there and was damaged: that is another matter than a file without one.
    """
    for name, specification in _attachments(reader.root):
        if name == CREDENTIAL_FILE:
            try:
                data: bytes = specification["/EF"]["/F"].data
            except Exception:  # noqa: BLE001 - what a damaged stream makes its decoder do is not foreseeable
                return b""
            return data if len(data) <= LARGEST_CREDENTIAL else None
    return None


def _attachments(root: Any) -> list[tuple[str, Any]]:
    try:
        listed = root["/Names"]["/EmbeddedFiles"]["/Names"]
    except (KeyError, TypeError):
        return []
    return [(str(listed[place]), listed[place + 1]) for place in range(0, len(listed) - 1, 2)]

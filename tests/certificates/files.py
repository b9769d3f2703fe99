"""A certificate with the sealed file that was issued for it, and each way in which others hand it in."""

import hashlib
import json
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from certificates.credentials.claims import read_claims
from certificates.credentials.unbaking import KEYWORD, PNG
from certificates.models import Certificate, SealKey
from certificates.printing.rendering import render
from certificates.printing.sheet import sheet_of
from tests.certificates import seals
from tests.certificates.tampering import lift_guard
from tests.certificates.test_examining import _with_credential
from tests.certificates.told import BASE, tell
from tests.certificates.tools import tool


@dataclass(frozen=True)
class Issued:
    """folder: where outside tools may write."""

    certificate: Certificate
    unsealed: bytes
    sealed: bytes
    folder: Path


def issue_file(certificate: Certificate, seal_key: SealKey, folder: Path) -> Issued:
    """Give the certificate a credential and the file that belongs to it."""
    told = tell(certificate, seal_key=seal_key)
    unsealed = render(sheet_of(read_claims(told.claims.encode()), BASE), told.credential.encode())
    sealed = seals.ours().seal(unsealed)
    lift_guard()
    told.pdf_sha256 = hashlib.sha256(sealed).hexdigest()
    told.save(update_fields=["pdf_sha256"])
    return Issued(told, unsealed, sealed, folder)


def changed(credential: str, name: str) -> bytes:
    """The credential with another name in it, as a forger writes it."""
    document = json.loads(credential)
    document["credentialSubject"]["identifier"][0]["identityHash"] = name
    return json.dumps(document).encode()


def saved_again(issued: Issued) -> bytes:
    (issued.folder / "file.pdf").write_bytes(issued.sealed)
    tool("qpdf", issued.folder / "file.pdf", issued.folder / "again.pdf")
    return (issued.folder / "again.pdf").read_bytes()


def flipped(issued: Issued) -> bytes:
    place = issued.sealed.index(b"stream") + 100
    return issued.sealed[:place] + bytes([issued.sealed[place] ^ 1]) + issued.sealed[place + 1 :]


def note_added(issued: Issued) -> bytes:
    """As a reader's comment is saved: in a revision of its own, behind the seal."""
    return _with_credential(issued.sealed, issued.certificate.credential.encode())


def credential_swapped(issued: Issued) -> bytes:
    return _with_credential(issued.sealed, changed(issued.certificate.credential, "Mallory"))


def look_alike(issued: Issued) -> bytes:
    return seals.look_alike().seal(issued.unsealed)


def chunk(kind: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4) + kind + body + zlib.crc32(kind + body).to_bytes(4)


def picture(baked: bytes = b"") -> bytes:
    """A grey dot as PNG. baked: a credential, as Open Badges 3.0 bakes it in."""
    text = chunk(b"iTXt", KEYWORD + b"\0\0\0\0\0" + baked) if baked else b""
    head, dot = chunk(b"IHDR", b"\0\0\0\1\0\0\0\1\x08\0\0\0\0"), chunk(b"IDAT", zlib.compress(b"\0\x80"))
    return PNG + head + text + dot + chunk(b"IEND", b"")


#: The eleven ways, in the order in which the specification of certificates names them.
WAYS: dict[str, Callable[[Issued], bytes]] = {
    "identical": lambda issued: issued.sealed,
    "line end appended": lambda issued: issued.sealed + b"\r\n",
    "seal cut off": lambda issued: issued.unsealed,
    "byte flipped": flipped,
    "content appended": note_added,
    "look-alike seal": look_alike,
    "saved again": saved_again,
    "credential swapped": credential_swapped,
    "another PDF": lambda issued: seals.unsealed(),
    "picture": lambda issued: picture(),
    "cut short": lambda issued: issued.sealed[: len(issued.sealed) // 2],
}

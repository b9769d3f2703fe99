"""An authority and a seal key of the tests' own, made once for a run: RSA keys take their time."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.serialization import Encoding
from django.utils import timezone

from certificates.printing.rendering import render
from certificates.printing.sheet import sheet_of
from certificates.sealing.authority import as_pem, make_issuing, make_root, make_seal_certificate, seal_key_id
from certificates.sealing.key_files import write_private
from certificates.sealing.seal_signers import KeySigner
from certificates.sealing.sealing import seal
from certificates.sealing.time_stamps import read_certificates
from tests.certificates.test_claims import CLAIMS, PARTICULARS

BASE = "https://leanleaders.example"
CREDENTIAL = b'{"type":["VerifiableCredential","OpenBadgeCredential"]}'
REASON, TITLE = "Issued by Lean Leaders", "Seal of Lean Leaders"
# Outside tools judge by the machine's clock, so these keys and seals begin by it.
NOW = timezone.now().replace(microsecond=0)


@dataclass(frozen=True)
class Sealer:
    """All that seals, with its private parts."""

    root: tuple
    issuing: tuple
    key: rsa.RSAPrivateKey
    leaf: x509.Certificate

    @property
    def chain(self) -> str:
        return as_pem(self.leaf, self.issuing[0], self.root[0])

    @property
    def key_id(self) -> str:
        return seal_key_id(self.key.public_key())

    @property
    def root_der(self) -> bytes:
        return self.root[0].public_bytes(Encoding.DER)

    def signer(self) -> KeySigner:
        return KeySigner(read_certificates(self.chain.encode()), self.sign)

    def sign(self, digest: bytes) -> bytes:
        return self.key.sign(digest, padding.PKCS1v15(), Prehashed(hashes.SHA256()))

    def seal(self, pdf: bytes, *, at: datetime = NOW) -> bytes:
        return seal(pdf, self.signer(), at=at, reason=REASON, title=TITLE)

    def write_to(self, folder: Path) -> None:
        """Lay the seal key into a folder of keys, where `make_seal_key` takes it up."""
        write_private(folder / f"{self.key_id}.pem", self.key)
        (folder / f"{self.key_id}.chain.pem").write_text(self.chain)


def make_sealer(*, at: datetime = NOW - timedelta(days=400)) -> Sealer:
    root = make_root("Lean Leaders", at=at)
    issuing = make_issuing(root, "Lean Leaders", at=at, crl_url=f"{BASE}/trust/root.crl")
    key = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    leaf = make_seal_certificate(
        issuing, "Lean Leaders", key.public_key(), at=at, crl_url=f"{BASE}/trust/issuing.crl"
    )
    return Sealer(root, issuing, key, leaf)


@cache
def ours() -> Sealer:
    return make_sealer()


@cache
def look_alike() -> Sealer:
    """A stranger who gave everything the same names."""
    return make_sealer()


@cache
def spare() -> Sealer:
    return make_sealer()


@cache
def unsealed() -> bytes:
    return render(sheet_of(replace(CLAIMS, particulars=PARTICULARS), BASE), CREDENTIAL)


@cache
def sealed() -> bytes:
    return ours().seal(unsealed())

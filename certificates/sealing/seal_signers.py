"""Who makes the seal's signature: a key file, a token (PKCS#11) or a key service. Found from a key's id.

Nothing here is passed between processes: each finds its signer from the id and the settings, and keeps
it, as reading and testing an RSA key takes ten times as long as signing with it.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Protocol, cast

from asn1crypto import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.serialization import load_der_public_key, load_pem_private_key
from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from pyhanko.sign.signers import Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

from certificates.errors import NoSigningKey
from certificates.sealing.authority import seal_key_id
from certificates.sealing.time_stamps import read_certificates

FILE, TOKEN = "file", "pkcs11"
KEY_BITS = 3072


class KeyService(Protocol):
    """A key that signs elsewhere; `LMS_SEAL_SIGNER` names a callable that returns one, without arguments."""

    def public_key(self) -> bytes:
        """Return the RSA-3072 public key (DER, SubjectPublicKeyInfo)."""

    def sign(self, digest: bytes) -> bytes:
        """Return the signature (RSASSA-PKCS1-v1_5) for a SHA-256 digest of 32 bytes."""


class KeySigner(Signer):
    """Signs by calling `sign` with a SHA-256 digest. chain: leaf first."""

    def __init__(self, chain: list[x509.Certificate], sign: Callable[[bytes], bytes]):
        super().__init__(signing_cert=chain[0], cert_registry=SimpleCertificateStore.from_certs(chain))
        self._sign = sign

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        if dry_run:  # asked for its length alone
            return bytes(KEY_BITS // 8)
        digest = hashes.Hash(hashes.SHA256())
        digest.update(data)
        return self._sign(digest.finalize())


def signer_of(key_id: str) -> Signer:
    """Return what seals with this key, kept for the life of the process; NoSigningKey when it is not here."""
    return _signer(key_id, settings.SEAL_SIGNER, chain_file(key_id), key_file(key_id))


def is_here(key_id: str) -> bool:
    """Tell whether this machine can seal with the key."""
    if not chain_file(key_id).is_file():
        return False
    if settings.SEAL_SIGNER == FILE:
        return key_file(key_id).is_file()
    return seal_key_id(public_key_elsewhere()) == key_id


def public_key_elsewhere() -> rsa.RSAPublicKey:
    """Return the public part of the key in the token or the key service that the settings name."""
    key = load_der_public_key(_service(settings.SEAL_SIGNER).public_key())
    if not isinstance(key, rsa.RSAPublicKey) or key.key_size != KEY_BITS:
        raise NoSigningKey(_("The key that LMS_SEAL_SIGNER leads to is not an RSA key of 3072 bits."))
    return key


def key_file(key_id: str) -> Path:
    return Path(settings.KEYS_DIR) / f"{key_id}.pem"


def chain_file(key_id: str) -> Path:
    """The certificates of the key, leaf first, root last: public, and needed where no database is asked."""
    return Path(settings.KEYS_DIR) / f"{key_id}.chain.pem"


@cache
def _signer(key_id: str, kind: str, chain: Path, private: Path) -> Signer:
    if not is_here(key_id):
        raise NoSigningKey(_("The private part of %(key)s is not on this machine.") % {"key": key_id})
    sign = _file_sign(private) if kind == FILE else _service(kind).sign
    return KeySigner(read_certificates(chain.read_bytes()), sign)


@cache
def _service(kind: str) -> KeyService:
    """Return the one connection of this process."""
    return cast(
        KeyService, import_string("certificates.sealing.seal_token.Token" if kind == TOKEN else kind)()
    )


def _file_sign(path: Path) -> Callable[[bytes], bytes]:
    private = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(private, rsa.RSAPrivateKey) or seal_key_id(private.public_key()) != path.stem:
        raise NoSigningKey(_("The key file %(name)s holds another key.") % {"name": path.name})
    key = private
    return lambda digest: key.sign(digest, padding.PKCS1v15(), Prehashed(hashes.SHA256()))

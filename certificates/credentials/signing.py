"""Ed25519 signatures (RFC 8032) over bytes. Public keys and signatures are lower-case hex."""

import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


def sign(message: bytes, private: Ed25519PrivateKey) -> str:
    return private.sign(message).hex()


def is_authentic(message: bytes, signature: str, public_key: str) -> bool:
    """Anything that is not a signature by this key over these very bytes is False, never an error."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key)).verify(
            bytes.fromhex(signature), message
        )
    except (InvalidSignature, ValueError):
        return False
    return True


def public_key_of(private: Ed25519PrivateKey) -> str:
    return private.public_key().public_bytes_raw().hex()


def key_id_of(public_key: str) -> str:
    """Return a name that follows from the key itself, so that nobody can give it to another."""
    return f"ed25519-{hashlib.sha256(bytes.fromhex(public_key)).hexdigest()[:12]}"

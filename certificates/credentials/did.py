"""Who the issuer is to machines: did:web (source: W3C CCG, did:web Method Specification)."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from certificates.credentials.multikeys import multikey_of


def did_of(base_url: str) -> str:
    """Return "did:web:example.org" for "https://example.org", its port percent-encoded."""
    address = urlsplit(base_url)
    if not address.netloc or address.path.strip("/"):
        raise ValueError("A site's DID follows from its address without a path.")
    return f"did:web:{address.netloc.lower().replace(':', '%3A')}"


def verification_method(did: str, key_id: str) -> str:
    """Return the URL of a key in the DID document, as a proof names it."""
    return f"{did}#{key_id}"


def did_document(did: str, keys: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Return what /.well-known/did.json says: every key that signed or may sign, except compromised ones.

    keys: (key id, Ed25519 public key as hex). A key that is left out invalidates all that it signed.
    To be served as JSON by its content type, or verifiers will not read it.
    """
    methods = [
        {
            "id": verification_method(did, key_id),
            "type": "Multikey",
            "controller": did,
            "publicKeyMultibase": multikey_of(public_key),
        }
        for key_id, public_key in keys
    ]
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": did,
        "verificationMethod": methods,
        # Plain references: some verifiers accept no keys in the place of their names.
        "assertionMethod": [method["id"] for method in methods],
    }

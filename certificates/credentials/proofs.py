"""Data Integrity proofs of the suite eddsa-rdfc-2022 (source: W3C Data Integrity EdDSA Cryptosuites v1.0).

Only ever for documents of ours: what we are about to publish, what our registry holds, what our trust
material names. A stranger's document can be made so that bringing it into canonical form never ends.
"""

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pyld.documentloader.frozen import FrozenDocumentLoader
from pyld.jsonld import JsonLdError, JsonLdProcessor

from certificates.credentials.multikeys import base58btc, read_base58btc
from certificates.credentials.signing import is_authentic, sign

SUITE = {"type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022"}
PURPOSE = "assertionMethod"

FOLDER = Path(__file__).parent / "contexts"
VC = "https://www.w3.org/ns/credentials/v2"
OB = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
OB_EXTENSIONS = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"
#: Every context there is. Any other address is refused; nothing is ever fetched.
CONTEXTS: dict[str, dict[str, Any] | Path] = {
    VC: FOLDER / "credentials-v2.json",
    OB: FOLDER / "ob-3.0.3.json",
    OB_EXTENSIONS: FOLDER / "ob-extensions.json",
}
#: RFC 3987 in short: a scheme, then nothing that N-Quads cannot hold. Labels of blank nodes are none.
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`\s]*")
_loader = FrozenDocumentLoader(CONTEXTS)
# What pyld keeps of contexts it has read is shared by all threads, and not made for that.
_one_at_a_time = Lock()


def prove(
    document: Mapping[str, Any], private: Ed25519PrivateKey, *, verification_method: str, created: str
) -> dict[str, Any]:
    """Return the document with a proof, its last entry, in the place of any that it had.

    verification_method: URL of the public key, such as "did:web:example.org#ed25519-0123456789ab".
    created: XML Schema dateTimeStamp, such as "2026-12-18T10:43:00Z".
    ValueError for a document with a term that its contexts do not define: the proof would not cover it.
    """
    options = {
        **SUITE,
        "created": created,
        "verificationMethod": verification_method,
        "proofPurpose": PURPOSE,
    }
    signature = sign(hash_of(document, options), private)
    return _unproven(document) | {"proof": options | {"proofValue": base58btc(bytes.fromhex(signature))}}


def is_proven(document: object, public_key: str) -> bool:
    """Whether the document bears one proof by this key (hex) over all that it says.

    Anything wrong is False, never an error. Nothing but the proof is judged: neither dates nor status,
    nor whose the key is. Not for documents of strangers (see above).
    """
    try:
        return _has_authentic_proof(document, public_key)
    except (JsonLdError, ValueError, TypeError, AttributeError, LookupError, ArithmeticError, RecursionError):
        return False


def hash_of(document: Mapping[str, Any], options: Mapping[str, Any]) -> bytes:
    """Return the 64 bytes that are signed: SHA-256 over the proof's options, then over the document.

    options: the proof without its value. ValueError where a term is not defined.
    """
    told = canonical({"@context": document["@context"], **options})
    said = canonical(_unproven(document))
    return hashlib.sha256(told).digest() + hashlib.sha256(said).digest()


def canonical(document: Mapping[str, Any]) -> bytes:
    """Return the document as sorted N-Quads (RDFC-1.0); ValueError where a term is not defined."""
    _refuse_keywords({term: value for term, value in document.items() if term != "@context"})
    if not all(isinstance(context, str) for context in document["@context"]):
        raise ValueError("Only frozen contexts say what a document means.")
    with _one_at_a_time:
        quads: str = _Reader(on_property_dropped=_refuse).normalize(
            dict(document),
            {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": _loader},
        )
    return quads.encode()


def _has_authentic_proof(document: Any, public_key: str) -> bool:
    options = dict(document["proof"])
    value = options.pop("proofValue")
    expected = SUITE | {"proofPurpose": PURPOSE}
    if not expected.items() <= options.items() or "@context" in options:
        return False
    return is_authentic(hash_of(document, options), read_base58btc(value).hex(), public_key)


def _unproven(document: Mapping[str, Any]) -> dict[str, Any]:
    return {term: value for term, value in document.items() if term != "proof"}


def _refuse_keywords(part: object) -> None:
    """Refuse contexts, graphs and the like within a document: RDF leaves some out, and they can mislead."""
    if isinstance(part, dict):
        if any(term.startswith("@") for term in part):
            raise ValueError("Keywords of JSON-LD have no place within a document of ours.")
        if None in part.values():
            raise ValueError("RDF leaves out what is null.")
        part = list(part.values())
    if isinstance(part, list):
        for one in part:
            _refuse_keywords(one)


class _Reader(JsonLdProcessor):  # type: ignore[misc]
    """Looks at the document while its names are written out, before RDF leaves any out."""

    def expand(self, input_: Any, options: Any) -> Any:
        expanded = super().expand(input_, options)
        _refuse_unsaid(expanded)
        return expanded


def _refuse_unsaid(part: object) -> None:
    """Refuse names that RDF has no place for: all that is said of or with them would go unsigned.

    part: of an expanded document, where every name should be an IRI by now.
    """
    if isinstance(part, list):
        for one in part:
            _refuse_unsaid(one)
    if isinstance(part, dict):
        types = part.get("@type", [])
        names = [term for term in part if not term.startswith("@")]
        names += [types] if isinstance(types, str) else types
        names += [part["@id"]] if "@id" in part else []
        for name in names:
            if not _IRI.fullmatch(name):
                raise ValueError(f"This is no name in RDF: {name!r}.")
        for one in part.values():
            _refuse_unsaid(one)


def _refuse(term: str | None) -> None:
    # RDF leaves out what no context defines: signed or not, nobody could tell that it was changed.
    raise ValueError(f"No context defines the term {term}.")

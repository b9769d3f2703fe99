"""What checking a certificate without us needs, as one file: our keys, our root, and what was withdrawn.

Whoever has it from us once, and has compared the root's fingerprint, can check offline from then on. It
knows of no revocation after the moment at which it was made.
"""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from certificates.credentials.did import did_document, did_of
from certificates.credentials.stamps import stamp
from certificates.sealing.authority import fingerprint

KIND = "lean-leaders-trust/1"
#: Bytes; a status list has some twenty thousand.
MOST = 50 * 1024 * 1024


@dataclass(frozen=True)
class TrustedKey:
    """A public key by its id; material: Ed25519 as hex, or the PEM chain of a seal key, leaf first."""

    key_id: str
    material: str
    in_force_from: datetime
    retired_at: datetime | None = None
    compromised_at: datetime | None = None


@dataclass(frozen=True)
class Trust:
    """roots: PEM; crls: DER by the name of their authority; status_lists: signed JSON by address."""

    issuer: str
    base_url: str
    made_at: datetime
    signing_keys: tuple[TrustedKey, ...]
    seal_keys: tuple[TrustedKey, ...]
    roots: tuple[str, ...]
    crls: Mapping[str, bytes]
    status_lists: Mapping[str, str]

    @property
    def did(self) -> str:
        return did_of(self.base_url)

    @property
    def roots_der(self) -> list[bytes]:
        return [root.public_bytes(Encoding.DER) for root in self._roots()]

    @property
    def fingerprints(self) -> list[str]:
        """SHA-256 of each root, as people compare it."""
        return [fingerprint(root) for root in self._roots()]

    def _roots(self) -> list[x509.Certificate]:
        return [x509.load_pem_x509_certificate(pem.encode()) for pem in self.roots]

    def key(self, key_id: str) -> TrustedKey | None:
        """Return a signing or seal key that may be relied on; a compromised one may not."""
        keys = (*self.signing_keys, *self.seal_keys)
        return next((key for key in keys if key.key_id == key_id and key.compromised_at is None), None)


def as_json(trust: Trust) -> str:
    """Return the bundle. `did` is what /.well-known/did.json says, for tools that know only that."""
    usable = [key for key in trust.signing_keys if key.compromised_at is None]
    told = {
        "kind": KIND,
        "issuer": trust.issuer,
        "base_url": trust.base_url,
        "made_at": stamp(trust.made_at),
        "did": did_document(trust.did, [(key.key_id, key.material) for key in usable]),
        "signing_keys": [_key_json(key) for key in trust.signing_keys],
        "seal_keys": [_key_json(key) for key in trust.seal_keys],
        "roots": list(trust.roots),
        "crls": {name: base64.b64encode(crl).decode() for name, crl in trust.crls.items()},
        "status_lists": dict(trust.status_lists),
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


def read_trust(text: str) -> Trust:
    """Return what `as_json` wrote; ValueError for any other text."""
    try:
        told = cast(dict[str, Any], json.loads(text))
        if told["kind"] != KIND:
            raise ValueError("This is trust material of another kind.")
        trust = Trust(
            issuer=str(told["issuer"]),
            base_url=str(told["base_url"]),
            made_at=datetime.fromisoformat(told["made_at"]),
            signing_keys=tuple(_read_key(key) for key in told["signing_keys"]),
            seal_keys=tuple(_read_key(key) for key in told["seal_keys"]),
            roots=tuple(told["roots"]),
            crls={name: base64.b64decode(crl, validate=True) for name, crl in told["crls"].items()},
            status_lists={str(address): str(text) for address, text in told["status_lists"].items()},
        )
        _ = (trust.did, trust.roots_der)  # read now what would fail later
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ValueError("This is no trust material of ours.") from error
    return trust


def with_status_list(trust: Trust, text: str) -> Trust:
    """Return the trust with this list in the place of the one that it had; ValueError for another text."""
    try:
        address = str(json.loads(text)["id"])
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError("This is no status list.") from error
    return replace(trust, status_lists={**trust.status_lists, address: text})


def _key_json(key: TrustedKey) -> dict[str, str | None]:
    return {
        "key_id": key.key_id,
        "material": key.material,
        "in_force_from": stamp(key.in_force_from),
        "retired_at": stamp(key.retired_at) if key.retired_at else None,
        "compromised_at": stamp(key.compromised_at) if key.compromised_at else None,
    }


def _read_key(told: Mapping[str, Any]) -> TrustedKey:
    return TrustedKey(
        str(told["key_id"]),
        str(told["material"]),
        datetime.fromisoformat(told["in_force_from"]),
        told["retired_at"] and datetime.fromisoformat(told["retired_at"]),
        told["compromised_at"] and datetime.fromisoformat(told["compromised_at"]),
    )

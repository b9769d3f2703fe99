"""One whole certificate, made by our parts without a database, and the trust material that goes with it."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from certificates.checking.trust import Trust, TrustedKey
from certificates.credentials.claims import Claims
from certificates.credentials.credential import Issuer, as_bytes, build_credential
from certificates.credentials.did import did_of, verification_method
from certificates.credentials.proofs import prove
from certificates.credentials.signing import key_id_of, public_key_of
from certificates.credentials.stamps import stamp
from certificates.credentials.status_list import build_status_credential, status_list_url
from certificates.printing.rendering import render
from certificates.printing.sheet import sheet_of
from certificates.sealing.authority import make_crl
from tests.certificates import seals
from tests.certificates.test_claims import CLAIMS, PARTICULARS

BASE = seals.BASE
DID = did_of(BASE)
ISSUED = datetime(2026, 12, 18, 10, 43, tzinfo=UTC)
NOW = datetime(2027, 2, 1, 8, 15, tzinfo=UTC)
PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KEY_ID = key_id_of(public_key_of(PRIVATE))


def claims(**changes: object) -> Claims:
    told = replace(PARTICULARS, valid_from=ISSUED.isoformat(), status_list=1, status_index=94567)
    return replace(CLAIMS, particulars=told, key_id=KEY_ID, **changes)


def credential(private: Ed25519PrivateKey = PRIVATE, **changes: object) -> bytes:
    document = build_credential(claims(**changes), Issuer(DID, "Lean Leaders", f"{BASE}/"), BASE)
    return as_bytes(proven(document, private))


def proven(document: dict, private: Ed25519PrivateKey = PRIVATE) -> dict:
    method = verification_method(DID, KEY_ID)
    return prove(document, private, verification_method=method, created=stamp(ISSUED))


@cache
def unsealed(attached: bytes | None = None) -> bytes:
    return render(sheet_of(claims(), BASE), attached or credential())


@cache
def pdf() -> bytes:
    """Sealed by the clock of the machine, as the seal's certificates are."""
    return seals.ours().seal(unsealed(), at=seals.NOW)


def status_list(*withdrawn: int, private: Ed25519PrivateKey = PRIVATE) -> str:
    document = build_status_credential(
        did=DID, base_url=BASE, number=1, indices=withdrawn, valid_from=NOW - timedelta(hours=1)
    )
    return json.dumps(proven(document, private))


def trust(*withdrawn: int, **changes: object) -> Trust:
    """All that is published, with a status list on which these places are withdrawn."""
    sealer = seals.ours()
    whole = Trust(
        issuer="Lean Leaders",
        base_url=BASE,
        made_at=NOW,
        signing_keys=(TrustedKey(KEY_ID, public_key_of(PRIVATE), ISSUED),),
        seal_keys=(TrustedKey(sealer.key_id, sealer.chain, ISSUED),),
        roots=(seals.as_pem(sealer.root[0]),),
        crls={"issuing": make_crl(sealer.issuing, [], at=ISSUED, life=timedelta(days=400))},
        status_lists={status_list_url(BASE, 1): status_list(*withdrawn)},
    )
    return replace(whole, **changes)

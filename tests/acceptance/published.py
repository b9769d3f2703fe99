"""A site's published word as our own code makes it: keys, status list, credentials of every fate."""

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from certificates.credentials.claims import Claims, Evidence, Particulars, Result, Signatory
from certificates.credentials.credential import SCHEMA, Issuer, as_bytes, build_credential
from certificates.credentials.did import did_document, did_of, verification_method
from certificates.credentials.proofs import prove
from certificates.credentials.signing import key_id_of, public_key_of
from certificates.credentials.stamps import stamp
from certificates.credentials.status_list import build_status_credential

BASE = "https://certs.example.org"
DID = did_of(BASE)
ISSUER = Issuer(DID, "Lean Leaders", f"{BASE}/", "certificates@example.org", f"{BASE}/static/logo.png")
#: Verifiers go by their own clock.
NOW = datetime.now(UTC).replace(microsecond=0)
DAY = timedelta(days=1)
CURRENT, PREVIOUS = (Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32) for seed in (1, 2))
REVOKED, SUPERSEDED = 94_567, 131_071
SCHEMA_FILE = (
    Path(__file__).parents[1] / "certificates/fixtures/ob3/ob_v3p0_achievementcredential_schema.json"
)
SCHEMA_DOCUMENT = {SCHEMA["id"]: ("application/json", SCHEMA_FILE.read_bytes())}
SALT = "c0ffee00c0ffee00c0ffee00c0ffee00"

PARTICULARS = Particulars(
    programme="lean-leadership/3",
    description="Leads daily improvement with standard work, coaching and A3 thinking.",
    human_code="LLC",
    opening="This certifies that",
    bridge="has met the standard for",
    signatories=(Signatory("Mirela Osei", "Head of certification"),),
    evidence=(Evidence("A3", "Shorter set-ups on line 4", "proficient", "2026-12-01"),),
    valid_from=(NOW - DAY).isoformat(),
    subject="urn:uuid:8f14e45f-ceea-467f-a0e6-2b6a4f1c9d10",
    salt=SALT,
    email_hash=hashlib.sha256(f"ayse@example.org{SALT}".encode()).hexdigest(),
    status_list=1,
    status_index=0,
)
CLAIMS = Claims(
    public_id="7F3K92QDM4ABCDEFGHJKMNPQ01",
    earner="Ayşe Nur Öztürk-Nguyễn",
    achievement="Certified Lean Leader — “Practitioner” & coach",
    course="Lean Leaders",
    criteria="Pass the examination; have one improvement accepted.",
    results=(Result("module", "Kaizen", "92"), Result("exam", "Final exam", "87")),
    awarded_on=(NOW - DAY).date().isoformat(),
    issued_at=(NOW - DAY).isoformat(),
    expires_at=(NOW + 900 * DAY).isoformat(),
    issuer="Lean Leaders",
    key_id="",
    particulars=PARTICULARS,
)


def credential(
    key: Ed25519PrivateKey = CURRENT,
    *,
    index: int = 0,
    valid_from: datetime = NOW - DAY,
    expires_at: datetime = NOW + 900 * DAY,
) -> dict[str, Any]:
    told = replace(PARTICULARS, status_index=index, valid_from=valid_from.isoformat())
    claims = replace(CLAIMS, expires_at=expires_at.isoformat(), particulars=told)
    return _prove(build_credential(claims, ISSUER, BASE), key, min(valid_from, NOW))


def changed(document: dict[str, Any], *path: str | int, to: object) -> dict[str, Any]:
    copy: dict[str, Any] = json.loads(as_bytes(document))
    place: Any = copy
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = to
    return copy


def documents(*keys: Ed25519PrivateKey) -> dict[str, tuple[str, bytes]]:
    """What is published while these keys are listed, by address: content type and bytes."""
    listed = [(key_id_of(public_key_of(key)), public_key_of(key)) for key in keys]
    statuses = build_status_credential(
        did=DID, base_url=BASE, number=1, indices=[REVOKED, SUPERSEDED], valid_from=NOW - DAY
    )
    return {
        f"{BASE}/.well-known/did.json": ("application/did+json", as_bytes(did_document(DID, listed))),
        f"{BASE}/status/1": ("application/vc+ld+json", as_bytes(_prove(statuses, CURRENT, NOW - DAY))),
    } | SCHEMA_DOCUMENT


def _prove(document: dict[str, Any], key: Ed25519PrivateKey, at: datetime) -> dict[str, Any]:
    method = verification_method(DID, key_id_of(public_key_of(key)))
    return prove(document, key, verification_method=method, created=stamp(at))

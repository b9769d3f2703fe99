"""A certificate as an Open Badge 3.0, which is a W3C Verifiable Credential 2.0: the same facts, for machines.

`credentialStatus` is one object and never a list, as the schema of Open Badges wants it. The terms
`endorsementJwt` and `jti` are never used: not all who read the context know them.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from certificates.credentials.claims import Claims, Evidence, Particulars
from certificates.credentials.proofs import OB, OB_EXTENSIONS, VC
from certificates.credentials.stamps import stamp
from certificates.credentials.status_list import status_list_url

LANGUAGE = "en"
SCHEMA = {
    "id": "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json",
    "type": "1EdTechJsonSchemaValidator2019",
}


@dataclass(frozen=True)
class Issuer:
    """Who vouches. email, image (URL of a picture): "" when there is none."""

    did: str
    name: str
    url: str
    email: str = ""
    image: str = ""


def build_credential(claims: Claims, issuer: Issuer, base_url: str) -> dict[str, Any]:
    """Return the credential without its proof; ValueError for claims without particulars."""
    told = claims.particulars
    if told is None:
        raise ValueError("Claims of the first schema make no credential.")
    evidence = [_evidence(claims, base_url, place, piece) for place, piece in _numbered(told.evidence)]
    return {
        "@context": [VC, OB, OB_EXTENSIONS],
        "id": f"{base_url}/v/{claims.public_id}/credential.json",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": claims.achievement,
        "issuer": _profile(issuer),
        "validFrom": _stamp(told.valid_from),
        "validUntil": _stamp(claims.expires_at),
        "awardedDate": f"{claims.awarded_on}T00:00:00Z",
        "credentialSubject": _subject(claims, told, issuer, f"{base_url}/achievements/{told.programme}"),
        **({"evidence": evidence} if evidence else {}),
        "credentialStatus": _status(told, base_url),
        "credentialSchema": [SCHEMA],
    }


def as_bytes(document: Mapping[str, Any]) -> bytes:
    """Return compact JSON in UTF-8, its entries in the document's own order: what is stored and attached."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _profile(issuer: Issuer) -> dict[str, Any]:
    picture = {"id": issuer.image, "type": "Image", "caption": issuer.name}
    return {
        "id": issuer.did,
        "type": ["Profile"],
        "name": issuer.name,
        "url": issuer.url,
        **({"email": issuer.email} if issuer.email else {}),
        **({"image": picture} if issuer.image else {}),
    }


def _subject(claims: Claims, told: Particulars, issuer: Issuer, achievement: str) -> dict[str, Any]:
    results = [
        {"type": ["Result"], "resultDescription": _part(achievement, place), "value": result.score}
        for place, result in _numbered(claims.results)
    ]
    return {
        "id": told.subject,
        "type": ["AchievementSubject"],
        "identifier": _identifiers(claims, told),
        "achievement": _achievement(claims, told, issuer, achievement),
        **({"result": results} if results else {}),
    }


def _identifiers(claims: Claims, told: Particulars) -> list[dict[str, Any]]:
    name = {
        "type": "IdentityObject",
        "identityType": "name",
        "hashed": False,
        "identityHash": claims.earner,
    }
    address = {
        "type": "IdentityObject",
        "identityType": "emailAddress",
        "hashed": True,
        "salt": told.salt,
        "identityHash": f"sha256${told.email_hash}",
    }
    return [name, address] if told.email_hash else [name]


def _achievement(claims: Claims, told: Particulars, issuer: Issuer, address: str) -> dict[str, Any]:
    descriptions = [
        {
            "id": _part(address, place),
            "type": ["ResultDescription"],
            "name": result.title,
            "resultType": "Percent",
            "valueMin": "0",
            "valueMax": "100",
        }
        for place, result in _numbered(claims.results)
    ]
    return {
        "id": address,
        "type": ["Achievement"],
        "achievementType": "Certification",
        "name": claims.achievement,
        "version": told.programme.rpartition("/")[2],
        "inLanguage": LANGUAGE,
        "description": told.description,
        "criteria": {"id": f"{address}#criteria", "narrative": claims.criteria},
        **({"humanCode": told.human_code} if told.human_code else {}),
        "creator": {"id": issuer.did, "type": ["Profile"], "name": issuer.name},
        **({"resultDescription": descriptions} if descriptions else {}),
    }


def _part(achievement: str, place: int) -> str:
    return f"{achievement}#part-{place}"


def _evidence(claims: Claims, base_url: str, place: int, piece: Evidence) -> dict[str, Any]:
    return {
        "id": f"{base_url}/v/{claims.public_id}#evidence-{place}",
        "type": ["Evidence"],
        "name": piece.title or piece.kind,
        "narrative": f"Accepted on {piece.on}, level: {piece.level}.",
        "genre": piece.kind,
    }


def _status(told: Particulars, base_url: str) -> dict[str, str]:
    address = status_list_url(base_url, told.status_list)
    return {
        "id": f"{address}#{told.status_index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(told.status_index),
        "statusListCredential": address,
    }


def _stamp(moment: str) -> str:
    return stamp(datetime.fromisoformat(moment))


def _numbered(parts: tuple[Any, ...]) -> enumerate[Any]:
    return enumerate(parts, start=1)

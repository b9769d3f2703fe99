"""A certificate as an Open Badge 3.0: judged by the official schema and by what others sign and read."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from jsonschema import Draft201909Validator
from pyld.documentloader.frozen import FrozenDocumentLoader

from certificates.credentials import proofs
from certificates.credentials.claims import Evidence
from certificates.credentials.credential import Issuer, as_bytes, build_credential
from certificates.credentials.proofs import CONTEXTS, OB, canonical, is_proven, prove
from certificates.credentials.signing import public_key_of
from tests.certificates.test_claims import CLAIMS, PARTICULARS

BASE = "https://certs.example.org"
DID = "did:web:certs.example.org"
ISSUER = Issuer(DID, "Lean Leaders", f"{BASE}/", "certificates@example.org", f"{BASE}/static/logo.png")
EMAIL, SALT = "lukasz@example.org", "c0ffee00c0ffee00c0ffee00c0ffee00"
HASH = hashlib.sha256(f"{EMAIL}{SALT}".encode()).hexdigest()
TOLD = replace(PARTICULARS, salt=SALT, email_hash=HASH)
CREDENTIAL = build_credential(replace(CLAIMS, particulars=TOLD), ISSUER, BASE)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PROVEN = prove(
    CREDENTIAL, KEY, verification_method=f"{DID}#ed25519-0123456789ab", created="2026-12-18T10:43:00Z"
)
FIXTURES = Path(__file__).parent / "fixtures" / "ob3"
SCHEMA = json.loads((FIXTURES / "ob_v3p0_achievementcredential_schema.json").read_text())


def faults(document: dict[str, Any]) -> list[str]:
    return [error.message for error in Draft201909Validator(SCHEMA).iter_errors(document)]


def test_it_says_what_the_claims_say_in_the_terms_of_open_badges():
    award = f"{BASE}/achievements/lean-leadership/3"
    document = build_credential(replace(CLAIMS, particulars=TOLD), ISSUER, BASE)
    assert document == {
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
            "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
        ],
        "id": f"{BASE}/v/7F3K92QDM4ABCDEFGHJKMNPQ01/credential.json",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "Lean Leader",
        "issuer": {
            "id": DID,
            "type": ["Profile"],
            "name": "Lean Leaders",
            "url": f"{BASE}/",
            "email": "certificates@example.org",
            "image": {"id": f"{BASE}/static/logo.png", "type": "Image", "caption": "Lean Leaders"},
        },
        "validFrom": "2026-12-18T10:43:00Z",
        "validUntil": "2029-12-18T00:00:00Z",
        "awardedDate": "2026-12-18T00:00:00Z",
        "credentialSubject": {
            "id": "urn:uuid:8f14e45f-ceea-467f-a0e6-2b6a4f1c9d10",
            "type": ["AchievementSubject"],
            "identifier": [
                {
                    "type": "IdentityObject",
                    "identityType": "name",
                    "hashed": False,
                    "identityHash": "Łukasz Čapek",
                },
                {
                    "type": "IdentityObject",
                    "identityType": "emailAddress",
                    "hashed": True,
                    "salt": SALT,
                    "identityHash": f"sha256${HASH}",
                },
            ],
            "achievement": {
                "id": award,
                "type": ["Achievement"],
                "achievementType": "Certification",
                "name": "Lean Leader",
                "version": "3",
                "inLanguage": "en",
                "description": "Leads daily improvement.",
                "criteria": {"id": f"{award}#criteria", "narrative": "By passing."},
                "humanCode": "LLC",
                "creator": {"id": DID, "type": ["Profile"], "name": "Lean Leaders"},
                "resultDescription": [
                    {
                        "id": f"{award}#part-{place}",
                        "type": ["ResultDescription"],
                        "name": name,
                        "resultType": "Percent",
                        "valueMin": "0",
                        "valueMax": "100",
                    }
                    for place, name in ((1, "Kaizen"), (2, "Final exam"))
                ],
            },
            "result": [
                {"type": ["Result"], "resultDescription": f"{award}#part-1", "value": "92"},
                {"type": ["Result"], "resultDescription": f"{award}#part-2", "value": "82"},
            ],
        },
        "evidence": [
            {
                "id": f"{BASE}/v/7F3K92QDM4ABCDEFGHJKMNPQ01#evidence-1",
                "type": ["Evidence"],
                "name": "A3",
                "narrative": "Accepted on 2026-12-01, level: proficient.",
                "genre": "A3",
            }
        ],
        "credentialStatus": {
            "id": f"{BASE}/status/1#94567",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": "94567",
            "statusListCredential": f"{BASE}/status/1",
        },
        "credentialSchema": [
            {
                "id": "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json",
                "type": "1EdTechJsonSchemaValidator2019",
            }
        ],
    }


def test_claims_of_the_first_schema_make_no_credential():
    with pytest.raises(ValueError, match="first schema"):
        build_credential(CLAIMS, ISSUER, BASE)


def test_the_official_schema_finds_nothing_wrong():
    assert faults(PROVEN) == []
    assert faults(json.loads(as_bytes(PROVEN))) == []


def test_the_official_schema_is_strict_enough_to_find_what_is_wrong():
    status = PROVEN["credentialStatus"]
    assert faults(PROVEN | {"credentialStatus": [status, status]})
    assert faults({term: value for term, value in PROVEN.items() if term != "validFrom"})


def test_what_there_is_not_is_not_said():
    told = replace(TOLD, evidence=(), email_hash="", human_code="")
    bare = build_credential(
        replace(CLAIMS, results=(), particulars=told), Issuer(DID, "Lean Leaders", f"{BASE}/"), BASE
    )
    subject = bare["credentialSubject"]
    assert "evidence" not in bare
    assert "result" not in subject
    assert not {"resultDescription", "humanCode"} & set(subject["achievement"])
    assert [identity["identityType"] for identity in subject["identifier"]] == ["name"]
    assert not {"email", "image"} & set(bare["issuer"])
    proven = prove(bare, KEY, verification_method=f"{DID}#k", created="2026-12-18T10:43:00Z")
    assert faults(proven) == []


def test_a_piece_that_is_shown_is_named_by_its_title():
    told = replace(TOLD, evidence=(Evidence("A3", "Shorter set-ups", "expert", "2026-12-01"),))
    piece = build_credential(replace(CLAIMS, particulars=told), ISSUER, BASE)["evidence"][0]
    assert (piece["name"], piece["genre"]) == ("Shorter set-ups", "A3")


def test_its_bytes_are_compact_utf_8_and_end_with_the_proof():
    data = as_bytes(PROVEN)
    assert data.startswith(b'{"@context":["https://www.w3.org/ns/credentials/v2","https://purl.')
    assert "Łukasz Čapek".encode() in data
    assert b'": ' not in data
    assert list(json.loads(data))[-1] == "proof"


def test_both_files_that_circulate_as_the_context_give_one_canonical_form(monkeypatch):
    ours = canonical(CREDENTIAL)
    served = CONTEXTS | {OB: FIXTURES / "context-3.0.3-as-served.json"}
    monkeypatch.setattr(proofs, "_loader", FrozenDocumentLoader(served))
    assert canonical(CREDENTIAL) == ours
    assert is_proven(PROVEN, public_key_of(KEY))


def test_the_two_contexts_differ_in_terms_that_we_never_use():
    ours = json.loads((proofs.FOLDER / "ob-3.0.3.json").read_text())["@context"]
    served = json.loads((FIXTURES / "context-3.0.3-as-served.json").read_text())["@context"]
    assert set(served) - set(ours) == {"endorsementJwt", "jti"}
    assert {term: served[term] for term in ours} == ours


def changed(*path: str | int, to: object) -> dict[str, Any]:
    document = json.loads(as_bytes(PROVEN))
    place = document
    for step in path[:-1]:
        place = place[step]
    assert place[path[-1]] != to
    place[path[-1]] = to
    return document


@pytest.mark.parametrize(
    "document",
    [
        changed("credentialSubject", "result", 0, "value", to="97"),
        changed("credentialSubject", "identifier", 0, "identityHash", to="Somebody Else"),
        changed("credentialSubject", "identifier", 1, "salt", to="00"),
        changed("credentialSubject", "achievement", "name", to="Lean Master"),
        changed("credentialSubject", "achievement", "criteria", "narrative", to="By asking."),
        changed("credentialSubject", "achievement", "version", to="4"),
        changed("validFrom", to="2026-01-01T00:00:00Z"),
        changed("validUntil", to="2039-12-18T00:00:00Z"),
        changed("awardedDate", to="2020-12-18T00:00:00Z"),
        changed("issuer", "name", to="Lean Followers"),
        changed("evidence", 0, "narrative", to="Accepted on 2026-12-01, level: expert."),
        changed("credentialStatus", "statusListIndex", to="94568"),
        changed("credentialStatus", "statusPurpose", to="suspension"),
        changed("id", to=f"{BASE}/v/OTHER/credential.json"),
        PROVEN | {"grade": "A"},
        PROVEN | {"@context": [*PROVEN["@context"], {"grade": "https://schema.org/grade"}], "grade": "A"},
        PROVEN | {"@context": [*PROVEN["@context"], {"grade": "https://schema.org/grade"}]},
        PROVEN | {"@index": "with honours"},
        changed("credentialSubject", "achievement", "creator", "type", to={"@id": "Profile"}),
        PROVEN | {"name": "Lean Master"},
    ],
)
def test_no_word_of_it_can_be_changed(document):
    assert is_proven(PROVEN, public_key_of(KEY))
    assert not is_proven(document, public_key_of(KEY))

"""What a file says by itself, held against trust material: each way to spoil it, and each state."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from certificates.checking.auditing import Finding, audit
from certificates.credentials.baking import bake_svg
from tests.certificates import audited, seals
from tests.certificates.audited import NOW, credential, pdf, trust

STRANGER = Ed25519PrivateKey.from_private_bytes(bytes(32))


def finding(data: bytes, at: datetime = NOW, **given: object) -> Finding:
    return audit(data, given.pop("trusted", trust()), at=at).finding


def changed(**parts: object) -> bytes:
    return json.dumps(json.loads(credential()) | parts).encode()


def test_an_untouched_file_is_valid_and_each_step_says_why():
    found = audit(pdf(), trust(), at=NOW)
    assert found.finding is Finding.VALID
    assert [(step.what, step.is_good) for step in found.steps] == [
        ("seal", True),
        ("proof", True),
        ("dates", True),
        ("status", True),
    ]
    assert found.credential["name"] == "Lean Leader"


@pytest.mark.parametrize(
    "data",
    [
        credential(),
        bake_svg("<svg xmlns='http://www.w3.org/2000/svg'></svg>", credential().decode()).encode(),
    ],
    ids=["json", "svg"],
)
def test_the_credential_alone_or_in_a_badge_is_valid_as_well(data):
    assert finding(data) is Finding.VALID


def beside_the_name(**stranger: object) -> bytes:
    """Another name before the holder's, in a way that may be no part of what was signed."""
    document = json.loads(credential())
    told = {"type": "IdentityObject", "identityType": "name", "hashed": False, "identityHash": "A Forger"}
    document["credentialSubject"]["identifier"].insert(0, told | stranger)
    return json.dumps(document).encode()


def said_twice() -> bytes:
    return credential().replace(b'"name":"Lean Leader"', b'"name":"Astronaut","name":"Lean Leader"')


def flipped() -> bytes:
    place = pdf().index(b"stream") + 100
    return pdf()[:place] + bytes([pdf()[place] ^ 1]) + pdf()[place + 1 :]


SPOILT = {
    "byte flipped": flipped,
    "line end appended": lambda: pdf() + b"\r\n",
    "seal cut off": lambda: audited.unsealed(),
    "sealed by a look-alike": lambda: seals.look_alike().seal(audited.unsealed()),
    "sealed around another's credential": lambda: seals.ours().seal(audited.unsealed(credential(STRANGER))),
    "name changed in the JSON": lambda: changed(name="Astronaut"),
    "end changed in the JSON": lambda: changed(validUntil="2099-01-01T00:00:00Z"),
    "term added that no context defines": lambda: changed(grade="with distinction"),
    "name added under an address that RDF has no place for": lambda: beside_the_name(id="https://a b"),
    "name added under an address with a line end": lambda: beside_the_name(id="urn:a\n"),
    "name added under a label of its own": lambda: beside_the_name(id="_:forged"),
    "term added that RDF has no place for": lambda: changed(**{"_:grade": "with distinction"}),
    "nothing said in a term of ours": lambda: changed(refreshService=None),
    "place in the status list set otherwise": lambda: changed(
        credentialStatus=[json.loads(credential())["credentialStatus"]]
    ),
    "proof taken off": lambda: changed(proof=None),
    "signed by a stranger in our name": lambda: credential(STRANGER),
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_what_was_altered_is_found_altered(spoil):
    assert finding(spoil()) is Finding.ALTERED


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"{}",
        b"[" * 100_000,
        said_twice(),
        b"%PDF-1.7 no more than that",
        changed(issuer="did:web:elsewhere.example"),
        b'{"x":"' + b"a" * 300_000 + b'"}',
    ],
    ids=["empty", "text", "other JSON", "deep JSON", "said twice", "broken PDF", "another issuer", "huge"],
)
def test_what_is_not_ours_is_no_error(data):
    assert finding(data) is Finding.NOT_OURS


@pytest.mark.parametrize("data", [pdf(), credential()], ids=["pdf", "json"])
@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (datetime(2026, 12, 18, 10, 42, 59, tzinfo=UTC), Finding.NOT_YET_VALID),
        (datetime(2026, 12, 18, 10, 43, tzinfo=UTC), Finding.VALID),
        (datetime(2029, 12, 17, 23, 59, 59, tzinfo=UTC), Finding.VALID),
        (datetime(2029, 12, 18, tzinfo=UTC), Finding.EXPIRED),
        (datetime(2045, 1, 1, tzinfo=UTC), Finding.EXPIRED),
    ],
)
def test_it_holds_from_its_first_to_before_its_last_moment(data, at, expected):
    assert finding(data, at) is expected


def test_a_set_bit_says_withdrawn_and_another_bit_does_not():
    assert finding(pdf(), trusted=trust(94567)) is Finding.WITHDRAWN
    assert finding(pdf(), trusted=trust(94566, 94568)) is Finding.VALID


def test_withdrawn_is_worse_than_expired():
    late = datetime(2031, 1, 1, tzinfo=UTC)
    assert finding(pdf(), late, trusted=trust(94567)) is Finding.WITHDRAWN


LISTS = {
    "none": {},
    "a stranger's": {"https://leanleaders.example/status/1": audited.status_list(private=STRANGER)},
    "no list": {"https://leanleaders.example/status/1": "{}"},
    "another's place": {"https://leanleaders.example/status/1": credential().decode()},
}


@pytest.mark.parametrize("lists", LISTS.values(), ids=LISTS)
def test_without_a_list_that_we_signed_it_is_unknown_whether_it_was_withdrawn(lists):
    assert finding(pdf(), trusted=trust(status_lists=lists)) is Finding.STATUS_UNKNOWN


def test_a_retired_key_is_still_good_and_a_compromised_one_is_not():
    (key,) = trust().signing_keys
    assert finding(pdf(), trusted=trust(signing_keys=(replace(key, retired_at=NOW),))) is Finding.VALID
    lost = replace(key, retired_at=NOW, compromised_at=NOW)
    assert finding(pdf(), trusted=trust(signing_keys=(lost,))) is Finding.ALTERED


def test_a_compromised_seal_proves_nothing():
    (key,) = trust().seal_keys
    lost = replace(key, retired_at=NOW, compromised_at=NOW)
    assert finding(pdf(), trusted=trust(seal_keys=(lost,))) is Finding.ALTERED


def test_keys_of_others_make_nothing_ours():
    other = replace(trust(), roots=(seals.as_pem(seals.look_alike().root[0]),), seal_keys=())
    assert finding(pdf(), trusted=other) is Finding.ALTERED

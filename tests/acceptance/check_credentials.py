"""What verifiers that are not ours say of our credentials: Digital Bazaar's, the DCC's, and ajv."""

from typing import Any

import pytest

from certificates.credentials.credential import as_bytes
from tests.acceptance.outside import STEPS, VALID, judge
from tests.acceptance.published import (
    CURRENT,
    DAY,
    NOW,
    PREVIOUS,
    REVOKED,
    SUPERSEDED,
    changed,
    credential,
    documents,
)

ISSUED = credential()
CASES = {
    "valid": ISSUED,
    "by the previous key": credential(PREVIOUS),
    "result changed": changed(ISSUED, "credentialSubject", "result", 1, "value", to="97"),
    "end changed": changed(ISSUED, "validUntil", to="2099-01-01T00:00:00Z"),
    "name changed": changed(ISSUED, "credentialSubject", "identifier", 0, "identityHash", to="Somebody Else"),
    "index changed": changed(ISSUED, "credentialStatus", "statusListIndex", to="1"),
    "term added": ISSUED | {"grade": "A"},
    "expired": credential(valid_from=NOW - 900 * DAY, expires_at=NOW - DAY),
    "not yet valid": credential(valid_from=NOW + 3 * DAY),
    "revoked": credential(index=REVOKED),
    "superseded": credential(index=SUPERSEDED),
    "two states": ISSUED | {"credentialStatus": [ISSUED["credentialStatus"], ISSUED["credentialStatus"]]},
}


@pytest.fixture(scope="module")
def verdicts() -> dict[str, Any]:
    """While both keys are listed."""
    return judge({name: as_bytes(case) for name, case in CASES.items()}, documents(CURRENT, PREVIOUS))


@pytest.fixture(scope="module")
def later() -> dict[str, Any]:
    """After the previous key was taken off the list, as after it was lost to somebody."""
    cases = {name: as_bytes(CASES[name]) for name in ("valid", "by the previous key")}
    return judge(cases, documents(CURRENT))


@pytest.mark.parametrize("name", ["valid", "by the previous key"])
def test_what_is_valid_is_valid_to_each_of_them(verdicts, name):
    assert verdicts[name] == VALID


@pytest.mark.parametrize("name", ["result changed", "end changed", "name changed", "index changed"])
def test_a_changed_word_breaks_the_signature(verdicts, name):
    assert verdicts[name]["digitalBazaar"]["verified"] is False
    assert "Invalid signature." in verdicts[name]["digitalBazaar"]["errors"]
    assert verdicts[name]["dcc"] == {"errors": ["invalid_signature"], "steps": {}, "schemas": []}


def test_a_term_that_no_context_defines_is_noticed(verdicts):
    assert verdicts["term added"]["digitalBazaar"]["verified"] is False
    assert "Safe mode validation error." in verdicts["term added"]["digitalBazaar"]["errors"]
    assert verdicts["term added"]["dcc"]["errors"] == ["jsonld.ValidationError"]


def test_the_end_of_validity_is_noticed(verdicts):
    assert verdicts["expired"]["digitalBazaar"]["verified"] is False
    assert 'is after "validUntil"' in verdicts["expired"]["digitalBazaar"]["errors"][0]
    assert verdicts["expired"]["dcc"]["steps"] == STEPS | {"expiration": False}


def test_the_beginning_of_validity_is_noticed(verdicts):
    assert verdicts["not yet valid"]["digitalBazaar"]["verified"] is False
    assert 'is before "validFrom"' in verdicts["not yet valid"]["digitalBazaar"]["errors"][0]
    # The DCC's says no more than that it could not go on.
    assert "valid_signature" not in verdicts["not yet valid"]["dcc"]["steps"]


@pytest.mark.parametrize("name", ["revoked", "superseded"])
def test_a_set_bit_is_noticed_and_the_signature_still_holds(verdicts, name):
    assert verdicts[name]["digitalBazaar"] == {"verified": True, "withdrawn": True, "errors": []}
    assert verdicts[name]["dcc"]["steps"] == STEPS | {"revocation_status": False}


def test_the_schema_wants_one_status_and_no_list_of_them(verdicts):
    assert verdicts["valid"]["ajv"] == []
    assert "/credentialStatus must be object" in verdicts["two states"]["ajv"]


def test_a_key_taken_off_the_list_invalidates_what_it_signed_and_nothing_else(later):
    assert later["valid"]["digitalBazaar"]["verified"] is True
    assert later["valid"]["dcc"]["steps"] == STEPS
    assert later["by the previous key"]["digitalBazaar"]["verified"] is False
    assert later["by the previous key"]["dcc"]["steps"] == {}
    assert later["by the previous key"]["dcc"]["errors"]

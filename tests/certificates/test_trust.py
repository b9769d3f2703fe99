import json
from datetime import timedelta

import pytest

from certificates.checking.trust import as_json, read_trust, with_status_list
from certificates.credentials.did import did_document
from certificates.credentials.signing import public_key_of
from tests.certificates import audited
from tests.certificates.audited import DID, KEY_ID, PRIVATE, trust


def test_trust_comes_back_as_it_was_written():
    whole = trust()
    assert read_trust(as_json(whole)) == whole


def test_the_bundle_holds_the_did_document_for_tools_that_know_only_that():
    told = json.loads(as_json(trust()))
    assert told["did"] == did_document(DID, [(KEY_ID, public_key_of(PRIVATE))])


def test_a_compromised_key_is_told_of_and_is_not_among_the_keys_of_the_did():
    (key,) = trust().signing_keys
    since = key.in_force_from + timedelta(days=1)
    lost = trust(signing_keys=(type(key)(key.key_id, key.material, key.in_force_from, since, since),))
    told = json.loads(as_json(lost))
    assert told["signing_keys"][0]["compromised_at"] == "2026-12-19T10:43:00Z"
    assert told["did"]["verificationMethod"] == []
    assert lost.key(KEY_ID) is None


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"kind":"other"}', as_json(trust()).replace("roots", "tools")]
)
def test_other_text_is_no_trust_material(text):
    with pytest.raises(ValueError, match="no trust material of ours"):
        read_trust(text)


def test_a_newer_list_takes_the_place_of_the_older():
    newer = with_status_list(trust(), audited.status_list(94567))
    assert newer.status_lists == trust(94567).status_lists


@pytest.mark.parametrize("text", ["", "[]", "{}"])
def test_a_list_without_an_address_is_none(text):
    with pytest.raises(ValueError, match="no status list"):
        with_status_list(trust(), text)

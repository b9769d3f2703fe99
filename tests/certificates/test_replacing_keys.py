"""The rehearsal: a private key is in other hands, and what is done about it."""

import json
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command

from certificates.checking.verifying import Verdict, verify
from certificates.credentials.proofs import is_proven
from certificates.credentials.status_list import indices_of
from certificates.errors import KeyStillGood
from certificates.life.batching import finish_batches, progress_of
from certificates.life.issuing import issue_certificate
from certificates.life.replacing_keys import replace_key
from certificates.models import Batch, Certificate, SealKey, SigningKey
from certificates.sealing.keys import rotate_key, withdraw_key
from certificates.sealing.seal_keys import make_seal_key
from tests.certificates import seals
from tests.factories import make_completion, make_course, make_learner

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 2, 1, 8, 15, tzinfo=UTC)


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def three(key, seal_key, quick_print) -> list[Certificate]:
    course = make_course()
    names = ("Ada Lovelace", "Grace Hopper", "Mary Parker Follett")
    completions = [make_completion(make_learner(name), course) for name in names]
    return [issue_certificate(one, at=NOW - timedelta(days=9)) for one in completions]


def run(*words: str) -> str:
    said = StringIO()
    call_command(*words, stdout=said)
    return said.getvalue()


def published_keys(client) -> dict[str, str]:
    """Return the keys of did.json as a stranger finds them: id -> Multikey."""
    methods = client.get("/.well-known/did.json").json()["verificationMethod"]
    return {method["id"].partition("#")[2]: method["publicKeyMultibase"] for method in methods}


def test_a_compromised_signing_key_leaves_and_all_that_it_signed_is_issued_anew(client, key, three):
    withdraw_key(key.key_id, at=NOW)
    assert {verify(one.public_id, at=NOW).verdict for one in three} == {Verdict.ALTERED}
    assert run("replace_key", key.key_id) == "Status lists signed: 1\n  3 of 3\n"
    for old in three:
        old.refresh_from_db()
        found = verify(old.public_id, at=NOW)
        assert (found.verdict, found.key_compromised, old.superseded_as) == (Verdict.SUPERSEDED, True, "key")
        newer = found.successor
        assert verify(newer.public_id, at=NOW).verdict is Verdict.VALID
        assert newer.earner == old.earner
    signed = SigningKey.objects.get(compromised_at=None)
    assert list(published_keys(client)) == [signed.key_id]
    for newer in Certificate.objects.in_force():
        assert is_proven(json.loads(newer.credential), signed.public_key)


def test_the_published_list_says_so_under_the_new_key(client, key, three):
    withdraw_key(key.key_id, at=NOW)
    run("replace_key", key.key_id)
    document = client.get("/status/1").json()
    assert is_proven(document, SigningKey.objects.get(compromised_at=None).public_key)
    assert indices_of(document["credentialSubject"]["encodedList"]) == {one.status_index for one in three}


def test_what_was_cut_off_is_finished_and_nothing_is_issued_twice(key, three):
    withdraw_key(key.key_id, at=NOW)
    batch = replace_key(key.key_id, at=NOW)
    assert replace_key(key.key_id, at=NOW) is None
    assert finish_batches(at=NOW) == 3
    assert progress_of(batch).left == 0
    assert run("replace_key", key.key_id).endswith(f"Nothing more to issue anew for {key.key_id}.\n")
    assert Certificate.objects.count() == 6


def test_a_compromised_seal_key_has_its_files_sealed_anew(key, three, keys):
    SealKey.objects.update(retired_at=NOW, compromised_at=NOW)
    seals.spare().write_to(keys)
    spare = make_seal_key(at=NOW)[0]
    run("replace_key", three[0].seal_key.key_id)
    assert {one.seal_key for one in Certificate.objects.in_force()} == {spare}
    assert {verify(one.public_id, at=NOW).word for one in three} == {"superseded"}


def test_what_a_retired_key_signed_is_left_alone(key, three):
    rotate_key(at=NOW, is_urgent=True)
    with pytest.raises(KeyStillGood):
        replace_key(key.key_id, at=NOW)
    with pytest.raises(CommandError, match="make_keys --compromised"):
        run("replace_key", key.key_id)
    assert {verify(one.public_id, at=NOW).word for one in three} == {"valid"}
    assert Batch.objects.count() == 0


def test_what_has_ended_is_not_issued_anew(key, three):
    withdraw_key(key.key_id, at=NOW)
    assert replace_key(key.key_id, at=datetime(2030, 1, 5, tzinfo=UTC)) is None

import json
from datetime import timedelta

import pytest

from certificates.credentials.proofs import is_proven
from certificates.credentials.status_list import indices_of
from certificates.life.publishing_status import publish, publish_due_lists
from certificates.life.revoking import revoke_certificate
from certificates.models import Certificate, SigningKey, StatusList
from certificates.sealing.keys import active_key, rotate_key
from tests.certificates.tampering import lift_guard
from tests.conftest import AT
from tests.factories import make_learner

pytestmark = pytest.mark.django_db


def bits(status_list: StatusList) -> set[int]:
    status_list.refresh_from_db()
    return indices_of(json.loads(status_list.document)["credentialSubject"]["encodedList"])


def test_a_list_is_signed_by_the_key_in_force_and_names_itself(certificate):
    document = json.loads(publish(certificate.status_list, at=AT).document)
    assert document["id"] == "http://localhost:8000/status/1"
    assert document["issuer"] == "did:web:localhost%3A8000"
    assert document["validFrom"] == "2026-11-23T09:30:00Z"
    assert "validUntil" not in document
    assert document["proof"]["verificationMethod"] == f"did:web:localhost%3A8000#{certificate.key.key_id}"
    assert is_proven(document, certificate.key.public_key)


def test_revoking_sets_the_bit_in_the_same_moment_and_no_other(certificate):
    publish(certificate.status_list, at=AT)
    assert bits(certificate.status_list) == set()
    revoke_certificate(certificate, reason="Issued in error.", by=None, at=AT)
    assert bits(certificate.status_list) == {certificate.status_index}


def test_revoking_writes_the_story_once(certificate):
    officer = make_learner("Olga Officer")
    revoke_certificate(certificate, reason="Issued in error.", by=officer, at=AT)
    revoke_certificate(certificate, reason="Second thoughts.", by=None, at=AT)
    event = certificate.events.get(kind="revoked")
    assert (event.kind, event.by, event.note, event.at) == ("revoked", officer, "Issued in error.", AT)


def test_a_replaced_one_has_its_bit_as_well(certificate):
    Certificate.objects.update(superseded_at=AT, superseded_as="renewal")
    publish(certificate.status_list, at=AT)
    assert bits(certificate.status_list) == {certificate.status_index}


def test_a_bit_that_was_published_stays_set(certificate):
    revoke_certificate(certificate, reason="Issued in error.", by=None, at=AT)
    lift_guard()
    Certificate.objects.update(revoked_at=None, revocation_reason="")
    publish(certificate.status_list, at=AT)
    assert bits(certificate.status_list) == {certificate.status_index}


def test_a_list_is_signed_anew_once_a_day(certificate):
    publish(certificate.status_list, at=AT)
    assert publish_due_lists(at=AT + timedelta(hours=23)) == 0
    assert publish_due_lists(at=AT + timedelta(hours=24)) == 1
    assert publish_due_lists(at=AT + timedelta(hours=25)) == 0
    certificate.status_list.refresh_from_db()
    assert json.loads(certificate.status_list.document)["validFrom"] == "2026-11-24T09:30:00Z"


def test_without_a_key_a_revocation_stands_and_the_list_follows(certificate, keys):
    publish(certificate.status_list, at=AT)
    file = keys / f"{certificate.key.key_id}.pem"
    kept = file.read_bytes()
    file.unlink()
    revoke_certificate(certificate, reason="Issued in error.", by=None, at=AT)
    assert Certificate.objects.get().is_revoked
    assert bits(certificate.status_list) == set()
    assert publish_due_lists(at=AT) == 0
    file.write_bytes(kept)
    assert publish_due_lists(at=AT) == 1
    assert bits(certificate.status_list) == {certificate.status_index}


def test_a_list_signed_by_a_lost_key_is_due_at_once(certificate):
    publish(certificate.status_list, at=AT)
    rotate_key(at=AT, is_urgent=True)
    SigningKey.objects.filter(pk=certificate.key.pk).update(compromised_at=AT)
    assert publish_due_lists(at=AT) == 1
    certificate.status_list.refresh_from_db()
    document = json.loads(certificate.status_list.document)
    assert is_proven(document, active_key(at=AT)[0].public_key)
    assert publish_due_lists(at=AT) == 0

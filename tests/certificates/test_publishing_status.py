import json
from datetime import timedelta

import pytest

from certificates.keys import active_key, rotate_key
from certificates.models import Certificate, SigningKey, StatusList
from certificates.proofs import is_proven
from certificates.publishing_status import publish, publish_due_lists
from certificates.reserving import reserve
from certificates.revoking import revoke_certificate
from certificates.status_list import indices_of
from tests.conftest import AT
from tests.factories import make_learner

pytestmark = pytest.mark.django_db


def listed(certificate: Certificate) -> Certificate:
    """Give a certificate the place that is reserved for it."""
    place = reserve(certificate.completion, certificate.edition, at=AT)
    certificate.status_list, certificate.status_index = place.status_list, place.status_index
    certificate.save()
    return certificate


def bits(status_list: StatusList) -> set[int]:
    status_list.refresh_from_db()
    return indices_of(json.loads(status_list.document)["credentialSubject"]["encodedList"])


@pytest.fixture
def placed(certificate) -> Certificate:
    return listed(certificate)


def test_a_list_is_signed_by_the_key_in_force_and_names_itself(placed):
    document = json.loads(publish(placed.status_list, at=AT).document)
    assert document["id"] == "http://localhost:8000/status/1"
    assert document["issuer"] == "did:web:localhost%3A8000"
    assert document["validFrom"] == "2026-11-23T09:30:00Z"
    assert "validUntil" not in document
    assert document["proof"]["verificationMethod"] == f"did:web:localhost%3A8000#{placed.key.key_id}"
    assert is_proven(document, placed.key.public_key)


def test_revoking_sets_the_bit_in_the_same_moment_and_no_other(placed):
    publish(placed.status_list, at=AT)
    assert bits(placed.status_list) == set()
    revoke_certificate(placed, reason="Issued in error.", by=None, at=AT)
    assert bits(placed.status_list) == {placed.status_index}


def test_revoking_writes_the_story_once(placed):
    officer = make_learner("Olga Officer")
    revoke_certificate(placed, reason="Issued in error.", by=officer, at=AT)
    revoke_certificate(placed, reason="Second thoughts.", by=None, at=AT)
    event = placed.events.get()
    assert (event.kind, event.by, event.note, event.at) == ("revoked", officer, "Issued in error.", AT)


def test_a_replaced_one_has_its_bit_as_well(placed):
    Certificate.objects.update(superseded_at=AT, superseded_as="renewal")
    publish(placed.status_list, at=AT)
    assert bits(placed.status_list) == {placed.status_index}


def test_a_bit_that_was_published_stays_set(placed):
    revoke_certificate(placed, reason="Issued in error.", by=None, at=AT)
    Certificate.objects.update(revoked_at=None, revocation_reason="")
    publish(placed.status_list, at=AT)
    assert bits(placed.status_list) == {placed.status_index}


def test_a_list_is_signed_anew_once_a_day(placed):
    publish(placed.status_list, at=AT)
    assert publish_due_lists(at=AT + timedelta(hours=23)) == 0
    assert publish_due_lists(at=AT + timedelta(hours=24)) == 1
    assert publish_due_lists(at=AT + timedelta(hours=25)) == 0
    placed.status_list.refresh_from_db()
    assert json.loads(placed.status_list.document)["validFrom"] == "2026-11-24T09:30:00Z"


def test_without_a_key_a_revocation_stands_and_the_list_follows(placed, keys):
    publish(placed.status_list, at=AT)
    file = keys / f"{placed.key.key_id}.pem"
    kept = file.read_bytes()
    file.unlink()
    revoke_certificate(placed, reason="Issued in error.", by=None, at=AT)
    assert Certificate.objects.get().is_revoked
    assert bits(placed.status_list) == set()
    assert publish_due_lists(at=AT) == 0
    file.write_bytes(kept)
    assert publish_due_lists(at=AT) == 1
    assert bits(placed.status_list) == {placed.status_index}


def test_a_list_signed_by_a_lost_key_is_due_at_once(placed):
    publish(placed.status_list, at=AT)
    rotate_key(at=AT)
    SigningKey.objects.filter(pk=placed.key.pk).update(compromised_at=AT)
    assert publish_due_lists(at=AT) == 1
    placed.status_list.refresh_from_db()
    document = json.loads(placed.status_list.document)
    assert is_proven(document, active_key()[0].public_key)
    assert publish_due_lists(at=AT) == 0

"""Verdicts beyond valid, expired and revoked: each from a row as its own work leaves it."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from certificates.checking.verifying import Verdict, verify
from certificates.credentials.claims import Claims, read_claims
from certificates.credentials.signing import sign
from certificates.life.issuing import issue_certificate
from certificates.models import Certificate, SigningKey, StatusList
from certificates.sealing.keys import active_key
from tests.certificates.tampering import lift_guard
from tests.factories import make_completion

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 2, 1, 8, 15, tzinfo=UTC)
CREDENTIAL = '{"id":"urn:example:1"}'


def replaced(certificate: Certificate, *, why: str = "correction", **fields: object) -> Certificate:
    """Put a newer one in its place, in the rows alone."""
    newer = issue_certificate(make_completion(), at=certificate.issued_at)
    Certificate.objects.filter(pk=newer.pk).update(supersedes=certificate)
    Certificate.objects.filter(pk=certificate.pk).update(superseded_at=NOW, superseded_as=why, **fields)
    return newer


@pytest.fixture
def particular(certificate) -> Certificate:
    """The certificate with a credential and all that is signed besides, valid from Christmas on."""
    begins = datetime(2026, 12, 25, tzinfo=UTC)
    signed = read_claims(certificate.claims.encode())
    told = replace(
        signed.particulars,
        valid_from=begins.isoformat(),
        credential_sha256=hashlib.sha256(CREDENTIAL.encode()).hexdigest(),
    )
    resign(replace(signed, particulars=told), credential=CREDENTIAL, valid_from=begins)
    return Certificate.objects.get()


def resign(claims: Claims, **fields: object) -> None:
    signature = sign(claims.canonical(), active_key(at=NOW)[1])
    Certificate.objects.update(claims=claims.canonical().decode(), signature=signature, **fields)


def test_a_replaced_one_names_what_took_its_place(certificate, django_assert_num_queries):
    newer = replaced(certificate)
    with django_assert_num_queries(1):
        result = verify(certificate.public_id, at=NOW)
        assert result.verdict is Verdict.SUPERSEDED
        assert result.successor.public_id == newer.public_id
        assert result.claims.earner == "Ada Lovelace"
    assert verify(newer.public_id, at=NOW).verdict is Verdict.VALID
    assert verify(newer.public_id, at=NOW).successor is None


def test_a_replaced_one_that_was_revoked_is_revoked(certificate):
    replaced(certificate, revoked_at=NOW, revocation_reason="Issued in error.")
    assert verify(certificate.public_id, at=NOW).verdict is Verdict.REVOKED


def test_a_replaced_one_that_would_have_expired_is_replaced(certificate):
    replaced(certificate)
    assert verify(certificate.public_id, at=NOW.replace(year=2031)).verdict is Verdict.SUPERSEDED


def test_it_is_valid_from_its_first_moment_on(particular):
    begins = particular.valid_from
    before = verify(particular.public_id, at=begins - timedelta(microseconds=1))
    assert before.verdict is Verdict.NOT_YET_VALID
    assert verify(particular.public_id, at=begins).verdict is Verdict.VALID


@pytest.mark.parametrize(
    "edit",
    [
        {"credential": CREDENTIAL + " "},
        {"credential": ""},
        {"status_index": 94568},
        {"valid_from": NOW},
    ],
)
def test_what_is_signed_besides_must_match_as_well(particular, edit):
    lift_guard()
    Certificate.objects.update(**edit)
    result = verify(particular.public_id, at=NOW)
    assert (result.verdict, result.claims) == (Verdict.ALTERED, None)


def test_a_record_from_before_the_credential_has_none_to_show(certificate):
    lift_guard()
    bare = replace(read_claims(certificate.claims.encode()), particulars=None)
    resign(bare, credential="", status_list=None, status_index=None)
    assert verify(certificate.public_id, at=NOW).verdict is Verdict.VALID
    place = {"status_list": StatusList.objects.get(), "status_index": 1}
    Certificate.objects.update(credential=CREDENTIAL, **place)
    assert verify(certificate.public_id, at=NOW).verdict is Verdict.ALTERED


def test_what_a_compromised_key_signed_is_not_vouched_for(certificate):
    SigningKey.objects.update(retired_at=NOW, compromised_at=NOW)
    result = verify(certificate.public_id, at=NOW)
    assert (result.verdict, result.claims, result.key_compromised) == (Verdict.ALTERED, None, True)


def test_what_a_compromised_key_signed_and_another_has_signed_since_is_replaced(certificate):
    replaced(certificate, why="key")
    SigningKey.objects.update(retired_at=NOW, compromised_at=NOW)
    result = verify(certificate.public_id, at=NOW)
    assert (result.verdict, result.key_compromised) == (Verdict.SUPERSEDED, True)


def test_a_retired_key_is_not_a_compromised_one(certificate):
    SigningKey.objects.update(retired_at=NOW)
    assert verify(certificate.public_id, at=NOW).key_compromised is False


def test_a_withdrawn_name_leaves_a_revoked_record_without_claims(certificate):
    Certificate.objects.update(
        **dict.fromkeys(("earner", "claims", "signature", "credential", "pdf"), ""),
        erased_at=NOW,
        revoked_at=NOW,
        revocation_reason="Withdrawn at the holder's request.",
    )
    result = verify(certificate.public_id, at=NOW)
    assert (result.verdict, result.claims, result.is_erased) == (Verdict.REVOKED, None, True)

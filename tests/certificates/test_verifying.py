from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from certificates.checking.verifying import Verdict, verify
from certificates.credentials.public_ids import display
from certificates.errors import ReasonMissing
from certificates.life.issuing import issue_certificate
from certificates.life.revoking import revoke_certificate
from certificates.models import Certificate, SigningKey
from tests.certificates.tampering import lift_guard
from tests.conftest import AT
from tests.factories import make_completion, make_learner

pytestmark = pytest.mark.django_db
ISSUED = datetime(2026, 12, 18, 10, 43, tzinfo=UTC)


def test_an_issued_certificate_is_valid_however_its_id_is_typed(certificate):
    result = verify(display(certificate.public_id).lower(), at=ISSUED)
    assert (result.verdict, result.certificate) == (Verdict.VALID, certificate)
    assert result.claims.earner == "Ada Lovelace"


def test_it_expires_at_the_first_moment_after_its_last_day(certificate):
    assert (
        verify(certificate.public_id, at=datetime(2029, 12, 17, 23, 59, 59, tzinfo=UTC)).verdict
        is Verdict.VALID
    )
    assert verify(certificate.public_id, at=datetime(2029, 12, 18, tzinfo=UTC)).verdict is Verdict.EXPIRED


def test_revoked_is_not_unknown_and_keeps_what_was_claimed(certificate):
    revoke_certificate(certificate, reason="Issued in error.", by=None, at=AT)
    result = verify(certificate.public_id, at=AT)
    assert result.verdict is Verdict.REVOKED
    assert result.certificate.revocation_reason == "Issued in error."
    assert result.claims.earner == "Ada Lovelace"


def test_a_revoked_certificate_that_has_expired_is_still_revoked(certificate):
    revoke_certificate(certificate, reason="Issued in error.", by=None, at=AT)
    assert verify(certificate.public_id, at=datetime(2031, 1, 1, tzinfo=UTC)).verdict is Verdict.REVOKED


@pytest.mark.parametrize(
    "edit",
    [
        {"earner": "Mallory"},
        {"achievement": "Grand Master"},
        {"awarded_on": date(2020, 1, 1)},
        {"expires_at": datetime(2099, 1, 1, tzinfo=UTC)},
        {"claims": "{}"},
        {"signature": "00" * 64},
        {"public_id": "0" * 26},
    ],
)
def test_an_edited_row_is_altered_and_its_facts_are_not_vouched_for(certificate, edit):
    lift_guard()
    Certificate.objects.update(**edit)
    result = verify(edit.get("public_id", certificate.public_id), at=AT)
    assert (result.verdict, result.claims) == (Verdict.ALTERED, None)


def test_edited_claims_are_altered(certificate):
    Certificate.objects.update(claims=certificate.claims.replace("Ada Lovelace", "Mallory"), earner="Mallory")
    assert verify(certificate.public_id, at=AT).verdict is Verdict.ALTERED


def test_genuine_claims_of_another_do_not_pass_for_ones_own(certificate):
    other = issue_certificate(make_completion(make_learner("Mallory")), at=AT)
    Certificate.objects.filter(pk=other.pk).update(claims=certificate.claims, signature=certificate.signature)
    assert verify(other.public_id, at=AT).verdict is Verdict.ALTERED


def test_a_signature_by_a_key_that_is_not_ours_is_altered(certificate):
    SigningKey.objects.update(public_key="00" * 32)
    assert verify(certificate.public_id, at=AT).verdict is Verdict.ALTERED


@pytest.mark.parametrize("typed", ["0" * 26, "no such id", ""])
def test_unknown_and_malformed_ids_cost_the_same_one_query(certificate, typed, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert verify(typed, at=AT).verdict is Verdict.UNKNOWN


def test_only_the_first_revocation_stands(certificate):
    officer = make_learner("Olga Officer")
    revoke_certificate(certificate, reason="Issued in error.", by=officer, at=AT)
    again = revoke_certificate(certificate, reason="Second thoughts.", by=None, at=AT.replace(year=2027))
    assert (again.revoked_at, again.revocation_reason, again.revoked_by) == (AT, "Issued in error.", officer)


def test_a_revocation_has_a_reason(certificate):
    with pytest.raises(ReasonMissing):
        revoke_certificate(certificate, reason="  ", by=None, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.update(revoked_at=AT)
    assert not Certificate.objects.get().is_revoked

import hashlib
import logging
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.core.management import call_command
from django.db import IntegrityError

from certificates.checking.verifying import Verdict, verify
from certificates.errors import AlreadyExpired, FaultySeal, NoSigningKey, UnprintableText
from certificates.life import issuing
from certificates.life.issuing import issue_certificate, reissue_certificate
from certificates.life.issuing_due import issue_due_certificates
from certificates.life.revoking import revoke_certificate
from certificates.models import Certificate, Reservation
from courses.signals import course_completed
from tests.certificates.quick import BLANK, print_quickly
from tests.conftest import AT
from tests.factories import make_completion, make_course, make_learner

pytestmark = pytest.mark.django_db
ISSUED = datetime(2026, 12, 18, 10, 43, tzinfo=UTC)


def files() -> set[str]:
    """Every stored PDF, by its path under the folder of certificates."""
    root = storages["certificates"].path("")
    return {str(path) for path in Path(root).rglob("*.pdf")}


def test_a_certificate_says_what_was_completed_by_whom_and_for_how_long(certificate):
    assert certificate.earner == "Ada Lovelace"
    assert certificate.achievement == "Lean Leader"
    assert certificate.awarded_on == date(2026, 12, 18)
    assert certificate.issued_at == ISSUED
    assert certificate.expires_at == datetime(2029, 12, 18, tzinfo=UTC)
    assert certificate.pdf_sha256 == hashlib.sha256(BLANK + certificate.credential.encode()).hexdigest()
    assert certificate.pdf.name == f"2026/12/{certificate.public_id}.pdf"


def test_issuing_again_returns_the_first_and_draws_nothing(certificate, monkeypatch):
    monkeypatch.setattr(issuing, "print_certificate", pytest.fail)
    assert issue_certificate(certificate.completion, at=AT) == certificate
    assert Certificate.objects.count() == 1


def test_issuing_again_does_not_take_a_revocation_back(certificate):
    revoke_certificate(certificate, reason="Issued in error.", by=None, at=ISSUED)
    assert issue_certificate(certificate.completion, at=AT) == certificate
    assert issue_due_certificates(at=AT) == 0
    assert Certificate.objects.get().is_revoked


def test_a_new_edition_takes_the_place_of_a_revoked_one_on_purpose(certificate):
    revoke_certificate(certificate, reason="The name was misspelt.", by=None, at=ISSUED)
    certificate.completion.enrolment.learner.full_name = "Ada King"
    certificate.completion.enrolment.learner.save()
    edition = reissue_certificate(certificate.completion, at=AT.replace(year=2027))
    assert (edition.edition, edition.earner) == (2, "Ada King")
    assert edition.public_id != certificate.public_id
    assert (edition.awarded_on, edition.expires_at) == (certificate.awarded_on, certificate.expires_at)
    assert reissue_certificate(certificate.completion, at=AT.replace(year=2027)) == edition
    assert verify(certificate.public_id, at=ISSUED).verdict is Verdict.REVOKED


def test_what_is_in_force_is_not_issued_anew(certificate):
    assert reissue_certificate(certificate.completion, at=AT) == certificate


def test_whoever_comes_second_gets_the_first_ones_and_leaves_no_file(key, seal_key, quick_print, monkeypatch):
    completion = make_completion()
    first = issue_certificate(completion, at=ISSUED)
    before = files()
    # The second had looked before the first was there.
    monkeypatch.setattr(issuing, "latest_edition", lambda completion: None)
    assert issue_certificate(completion, at=ISSUED) == first
    assert files() == before


def test_a_refusal_by_the_database_that_is_no_race_is_raised(key, seal_key, quick_print, monkeypatch):
    completion = make_completion()
    before = files()

    def refuse(*args, **kwargs):
        raise IntegrityError("the disk of the database is full")

    monkeypatch.setattr(Certificate, "save", refuse)
    with pytest.raises(IntegrityError):
        issue_certificate(completion, at=ISSUED)
    assert files() == before


def test_the_database_refuses_a_second_certificate_in_force(certificate):
    certificate.pk, certificate.public_id, certificate.edition = None, "0" * 26, 2
    with pytest.raises(IntegrityError):
        certificate.save(force_insert=True)


def test_later_edits_reach_neither_claims_nor_file(certificate):
    claims, pdf = certificate.claims, certificate.pdf.open().read()
    learner, course = certificate.completion.enrolment.learner, certificate.completion.enrolment.course
    learner.full_name = "Somebody Else"
    learner.save()
    course.achievement, course.criteria, course.validity_years = "Other", "Other.", 1
    course.save_revision().publish()
    kept = issue_certificate(certificate.completion, at=AT)
    assert (kept.claims, kept.pdf.open().read()) == (claims, pdf)
    found = verify(kept.public_id, at=ISSUED)
    assert (found.verdict, found.claims.earner) == (Verdict.VALID, "Ada Lovelace")


def test_a_name_that_cannot_be_printed_waits_for_its_correction(key, seal_key, quick_print, caplog):
    completion = make_completion(make_learner("李雷"))
    with pytest.raises(UnprintableText, match="Please write your name in Latin letters"):
        issue_certificate(completion, at=ISSUED)
    assert issue_due_certificates(at=ISSUED) == 0
    assert "has no certificate yet" in caplog.text
    completion.enrolment.learner.full_name = "Li Lei"
    completion.enrolment.learner.save()
    assert issue_due_certificates(at=ISSUED) == 1
    assert Certificate.objects.get().earner == "Li Lei"


def test_wording_that_cannot_be_printed_is_refused_before_it_prints_as_boxes(key, seal_key, quick_print):
    completion = make_completion(course=make_course(criteria="By 改善."))
    with pytest.raises(UnprintableText, match="wording.*善"):
        issue_certificate(completion, at=ISSUED)


def test_nothing_is_issued_that_has_expired_already(key, seal_key, quick_print):
    with pytest.raises(AlreadyExpired):
        issue_certificate(make_completion(), at=datetime(2029, 12, 18, tzinfo=UTC))


def test_a_failed_drawing_leaves_the_completion_and_one_failure_keeps_no_other_waiting(
    key, seal_key, quick_print, monkeypatch, caplog
):
    broken, whole = make_completion(make_learner("Bo Broken")), make_completion()

    def jam(order):
        if b"Bo Broken" in order.claims:
            raise RuntimeError("no paper")

    print_quickly(monkeypatch, jam)
    assert issue_due_certificates(at=ISSUED) == 1
    assert Certificate.objects.get().completion == whole
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    caplog.clear()
    print_quickly(monkeypatch)
    assert issue_due_certificates(at=ISSUED) == 1
    assert broken.certificates.count() == 1


def test_completing_a_course_issues_and_a_failure_does_not_reach_the_learner(
    key, seal_key, monkeypatch, caplog
):
    def jam(order):
        raise RuntimeError("no paper")

    print_quickly(monkeypatch, jam)
    completion = make_completion(completed_at=AT)
    course_completed.send_robust(sender=type(completion), completion=completion)
    assert completion.certificates.count() == 0
    caplog.clear()
    print_quickly(monkeypatch)
    course_completed.send_robust(sender=type(completion), completion=completion)
    assert completion.certificates.count() == 1


def test_the_command_catches_up_and_says_how_many(key, seal_key, quick_print, capsys):
    make_completion(completed_at=AT)
    call_command("issue_due_certificates")
    call_command("issue_due_certificates")
    assert capsys.readouterr().out == "Certificates issued: 1\nCertificates issued: 0\n"


def test_the_list_that_a_credential_names_is_published_with_the_first_and_only_then(certificate):
    first = Certificate.objects.get().status_list
    assert first.document
    other = issue_certificate(make_completion(), at=ISSUED)
    other.status_list.refresh_from_db()
    assert other.status_list.document == first.document


def test_a_file_that_does_not_carry_what_was_signed_is_not_kept(key, seal_key, monkeypatch):
    print_quickly(monkeypatch)
    monkeypatch.setattr(issuing, "attached_credential", lambda pdf: None)
    before = files()
    with pytest.raises(FaultySeal):
        issue_certificate(make_completion(), at=ISSUED)
    assert (files(), Certificate.objects.count()) == (before, 0)


@pytest.mark.parametrize("missing", ["ed25519-*.pem", "seal-*.pem"])
def test_without_one_of_its_keys_nothing_is_reserved_and_it_is_caught_up_with(
    key, seal_key, quick_print, keys, missing
):
    [file] = [path for path in keys.glob(missing) if "chain" not in path.name]
    kept = file.read_bytes()
    file.unlink()
    completion = make_completion()
    with pytest.raises(NoSigningKey):
        issue_certificate(completion, at=ISSUED)
    assert Reservation.objects.count() == 0
    assert issue_due_certificates(at=ISSUED) == 0
    file.write_bytes(kept)
    assert issue_due_certificates(at=ISSUED) == 1

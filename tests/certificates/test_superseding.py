import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.storage import storages

from certificates.checking.verifying import Verdict, verify
from certificates.credentials.claims import read_claims
from certificates.credentials.proofs import is_proven
from certificates.credentials.status_list import is_set
from certificates.errors import AlreadyExpired, AlteredRecord, NotInForce, UnprintableText
from certificates.life import storing
from certificates.life.issuing import reissue_certificate
from certificates.life.renewing import is_renewable, renew
from certificates.life.revoking import revoke_certificate
from certificates.life.superseding import supersede
from certificates.models import Certificate
from certificates.sealing.keys import active_key
from tests.factories import make_learner

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 2, 1, 8, 15, tzinfo=UTC)
Why = Certificate.Replaced


def correct(certificate: Certificate, name: str = "Ada King", **fields: object) -> Certificate:
    return supersede(certificate, why=Why.CORRECTION, by=None, name=name, at=NOW, **fields)


def is_out_of_force(certificate: Certificate) -> bool:
    certificate.status_list.refresh_from_db()
    listed = json.loads(certificate.status_list.document)["credentialSubject"]["encodedList"]
    return is_set(listed, certificate.status_index)


def test_a_corrected_name_is_a_new_edition_and_the_old_one_says_so(certificate):
    newer = correct(certificate)
    assert (newer.edition, newer.earner, newer.supersedes) == (2, "Ada King", certificate)
    assert newer.public_id != certificate.public_id
    assert (certificate.superseded_at, certificate.superseded_as) == (NOW, "correction")
    assert verify(certificate.public_id, at=NOW).verdict is Verdict.SUPERSEDED
    assert verify(newer.public_id, at=NOW).verdict is Verdict.VALID
    assert (is_out_of_force(certificate), is_out_of_force(newer)) == (True, False)


def test_all_that_is_not_changed_is_copied_from_what_was_signed_then(certificate):
    course = certificate.completion.enrolment.course
    course.title, course.achievement, course.criteria, course.summary = "A", "B", "C", "D"
    course.validity_years, course.slug = 1, "other"
    course.save_revision().publish()
    certificate.completion.results = []
    certificate.completion.save()
    old, new = (read_claims(one.claims.encode()) for one in (certificate, correct(certificate)))
    for fact in ("achievement", "course", "criteria", "results", "awarded_on", "expires_at", "issuer"):
        assert getattr(new, fact) == getattr(old, fact)
    for fact in ("programme", "description", "opening", "bridge", "signatories", "valid_from"):
        assert getattr(new.particulars, fact) == getattr(old.particulars, fact)


def test_two_of_one_person_share_no_secret(certificate):
    old, new = (read_claims(one.claims.encode()).particulars for one in (certificate, correct(certificate)))
    for secret in ("subject", "salt", "email_hash", "status_index", "credential_sha256"):
        assert getattr(new, secret) != getattr(old, secret)


def test_the_credential_tells_the_new_name_and_is_signed(certificate):
    document = json.loads(correct(certificate).credential)
    assert document["credentialSubject"]["identifier"][0]["identityHash"] == "Ada King"
    assert is_proven(document, active_key(at=NOW)[0].public_key)


def test_what_its_holder_chose_to_show_goes_over(certificate):
    Certificate.objects.update(name_shown="hidden", shows_results=False, is_withheld=True)
    certificate.refresh_from_db()
    newer = correct(certificate)
    assert (newer.name_shown, newer.shows_results, newer.shows_file) == ("hidden", False, False)
    assert newer.is_withheld


def test_both_stories_are_written(certificate):
    officer = make_learner("Olga Officer")
    newer = supersede(certificate, why=Why.REISSUE, by=officer, reason="The file was lost.", at=NOW)
    old = certificate.events.get(kind="superseded")
    assert (old.by, old.note, old.at) == (officer, "It was issued again. The file was lost.", NOW)
    assert [event.kind for event in newer.events.all()] == ["issued"]


def test_what_took_its_place_first_stands(certificate):
    first = correct(certificate)
    assert correct(certificate, name="Ada Byron") == first
    assert Certificate.objects.count() == 2


def test_the_newer_one_can_be_replaced_in_its_turn(certificate):
    last = correct(correct(certificate), name="Ada Byron")
    assert (last.edition, last.earner) == (3, "Ada Byron")
    verdicts = [verify(one.public_id, at=NOW).verdict for one in Certificate.objects.order_by("edition")]
    assert verdicts == [Verdict.SUPERSEDED, Verdict.SUPERSEDED, Verdict.VALID]


def test_what_is_revoked_is_not_replaced_but_issued_anew(certificate):
    revoke_certificate(certificate, reason="Issued in error.", by=None, at=NOW)
    with pytest.raises(NotInForce, match="was revoked"):
        correct(certificate)
    again = reissue_certificate(certificate.completion, at=NOW)
    assert again.supersedes == certificate
    assert verify(certificate.public_id, at=NOW).verdict is Verdict.REVOKED


def test_a_revocation_at_the_last_moment_leaves_nothing_of_the_new_one(certificate):
    def revoke() -> None:
        raise NotInForce("revoked meanwhile")

    with pytest.raises(NotInForce):
        correct(certificate, also=revoke)
    certificate.refresh_from_db()
    assert certificate.is_in_force
    assert Certificate.objects.count() == 1
    assert len(list(Path(storages["certificates"].path("")).rglob(f"{certificate.public_id}*"))) == 1


def test_an_altered_record_is_not_copied(certificate):
    Certificate.objects.update(earner="Mallory")
    certificate.refresh_from_db()
    with pytest.raises(AlteredRecord):
        correct(certificate)
    assert Certificate.objects.count() == 1


def test_a_name_that_cannot_be_printed_changes_nothing(certificate):
    with pytest.raises(UnprintableText):
        correct(certificate, name="李雷")
    assert verify(certificate.public_id, at=NOW).verdict is Verdict.VALID


def test_what_has_ended_is_renewed_and_not_corrected(certificate):
    with pytest.raises(AlreadyExpired):
        supersede(certificate, why=Why.CORRECTION, by=None, name="Ada King", at=NOW.replace(year=2030))


def test_a_disk_that_is_full_leaves_the_old_one_in_force(certificate, monkeypatch):
    class Full:
        def save(self, name, content):
            raise OSError("No space left on device")

    monkeypatch.setattr(storing, "certificate_storage", Full)
    with pytest.raises(OSError, match="No space left"):
        correct(certificate)
    assert verify(certificate.public_id, at=NOW).verdict is Verdict.VALID


# A certificate awarded on 18 December 2026 for three years ends with 17 December 2029.
@pytest.mark.parametrize(
    ("at", "renewable"),
    [
        (datetime(2029, 6, 17, 23, 59, tzinfo=UTC), False),
        (datetime(2029, 6, 18, tzinfo=UTC), True),
        (datetime(2030, 12, 17, 23, 59, tzinfo=UTC), True),
        (datetime(2030, 12, 18, tzinfo=UTC), False),
    ],
)
def test_it_can_be_renewed_from_six_months_before_its_end_until_twelve_after(certificate, at, renewable):
    assert is_renewable(certificate, at=at) is renewable


@pytest.mark.parametrize(
    ("at", "ends"),
    [
        # Early: the term counts from the old end, so that no day is lost.
        (datetime(2029, 9, 1, 8, tzinfo=UTC), datetime(2032, 12, 18, tzinfo=UTC)),
        # Late: from the day it is granted.
        (datetime(2030, 3, 4, 8, tzinfo=UTC), datetime(2033, 3, 4, tzinfo=UTC)),
    ],
)
def test_a_renewed_one_holds_from_now_for_another_term(certificate, at, ends):
    newer = renew(certificate, by=None, at=at)
    assert (newer.valid_from, newer.expires_at) == (at, ends)
    assert newer.awarded_on == certificate.awarded_on
    assert certificate.superseded_as == "renewal"
    assert verify(newer.public_id, at=at).verdict is Verdict.VALID
    assert verify(newer.public_id, at=at - timedelta(seconds=1)).verdict is Verdict.NOT_YET_VALID

from datetime import UTC, datetime

import pytest
from django.core import mail

from certificates.checking.verifying import Verdict, verify
from certificates.errors import AlteredRecord, NotInForce, ReasonMissing, RequestRefused
from certificates.life import deciding
from certificates.life.asking import ask, take_back
from certificates.life.deciding import approve, decline
from certificates.life.revoking import revoke_certificate
from certificates.life.superseding import supersede
from certificates.models import Certificate
from tests.factories import make_learner

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 2, 1, 8, 15, tzinfo=UTC)
LATE = datetime(2029, 9, 1, 8, tzinfo=UTC)


@pytest.fixture
def holder(certificate):
    return certificate.completion.enrolment.learner


@pytest.fixture
def officer(db):
    return make_learner("Olga Officer")


@pytest.fixture
def correction(certificate, holder):
    return ask(certificate, "correction", by=holder, wanted="Ada King", at=NOW)


@pytest.fixture
def committing(django_capture_on_commit_callbacks):
    """Run a work and what follows its commit."""

    def run(work):
        with django_capture_on_commit_callbacks(execute=True):
            return work()

    return run


def editions() -> list[str]:
    return [
        verify(one.public_id, at=NOW).word + " " + one.earner
        for one in Certificate.objects.order_by("edition")
    ]


def test_an_approved_correction_puts_a_new_edition_in_place(correction, officer):
    request = approve(correction, by=officer, at=NOW)
    assert (request.outcome, request.decided_by, request.decided_at) == ("approved", officer, NOW)
    assert editions() == ["superseded Ada Lovelace", "valid Ada King"]
    assert Certificate.objects.get(edition=1).superseded_as == "correction"
    event = request.certificate.events.get(kind="decided")
    assert (event.note, event.by) == ("Correct the name: Approved", officer)


def test_approving_again_does_nothing_more(correction, officer):
    approve(correction, by=officer, at=NOW)
    approve(correction, by=make_learner("Sam"), at=NOW)
    correction.refresh_from_db()
    assert correction.decided_by == officer
    assert Certificate.objects.count() == 2


def test_a_correction_reaches_the_edition_that_is_in_force_by_then(correction, certificate, officer):
    supersede(certificate, why="reissue", by=None, at=NOW)
    approve(correction, by=officer, at=NOW)
    assert editions() == ["superseded Ada Lovelace", "superseded Ada Lovelace", "valid Ada King"]


def test_one_who_finds_it_replaced_a_moment_ago_goes_on_to_the_newer(
    correction, certificate, officer, monkeypatch
):
    newer = supersede(certificate, why="reissue", by=None, at=NOW)
    found = iter([certificate, newer])
    monkeypatch.setattr(deciding, "latest_edition", lambda completion: next(found))
    certificate.superseded_at, certificate.superseded_as = None, ""  # as it was when it was read
    approve(correction, by=officer, at=NOW)
    assert editions()[-1] == "valid Ada King"


def test_an_approved_renewal_goes_on_from_the_old_end(certificate, holder, officer):
    request = ask(certificate, "renewal", by=holder, wanted="Two kaizens.", at=LATE)
    approve(request, by=officer, at=LATE)
    newer = Certificate.objects.get(edition=2)
    assert newer.expires_at == datetime(2032, 12, 18, tzinfo=UTC)
    assert Certificate.objects.get(edition=1).superseded_as == "renewal"


def test_what_cannot_be_done_stays_open(correction, certificate, officer):
    revoke_certificate(certificate, reason="Issued in error.", by=None, at=NOW)
    with pytest.raises(NotInForce):
        approve(correction, by=officer, at=NOW)
    correction.refresh_from_db()
    assert correction.outcome == "open"


def test_an_altered_record_is_not_corrected_and_the_request_stays_open(correction, officer):
    Certificate.objects.update(achievement="Grand Master")
    with pytest.raises(AlteredRecord):
        approve(correction, by=officer, at=NOW)
    correction.refresh_from_db()
    assert correction.outcome == "open"


def test_one_declined_while_it_is_approved_leaves_no_new_edition(correction, officer, monkeypatch):
    draft_again = deciding.supersede

    def decline_meanwhile(latest, **named):
        decline(correction, by=make_learner("Sam"), answer="No document.", at=NOW)
        return draft_again(latest, **named)

    monkeypatch.setattr(deciding, "supersede", decline_meanwhile)
    with pytest.raises(RequestRefused, match="just decided"):
        approve(correction, by=officer, at=NOW)
    assert editions() == ["valid Ada Lovelace"]


def test_nobody_decides_their_own(correction, holder):
    with pytest.raises(RequestRefused, match="your own"):
        approve(correction, by=holder, at=NOW)
    with pytest.raises(RequestRefused, match="your own"):
        decline(correction, by=holder, answer="No.", at=NOW)


def test_what_was_taken_back_is_not_approved(correction, holder, officer):
    take_back(correction, by=holder, at=NOW)
    with pytest.raises(RequestRefused, match="taken back"):
        approve(correction, by=officer, at=NOW)
    assert editions() == ["valid Ada Lovelace"]


def test_who_declines_says_why_and_the_first_answer_stands(correction, officer):
    with pytest.raises(ReasonMissing):
        decline(correction, by=officer, answer=" ", at=NOW)
    decline(correction, by=officer, answer="Send us a document, please.", at=NOW)
    request = decline(correction, by=officer, answer="Second thoughts.", at=NOW)
    assert (request.outcome, request.answer) == ("declined", "Send us a document, please.")


def test_an_approved_erasure_leaves_a_tombstone_and_a_decided_request(certificate, holder, officer):
    request = approve(ask(certificate, "erasure", by=holder, at=NOW), by=officer, at=NOW)
    certificate.refresh_from_db()
    assert (request.outcome, certificate.erased_at) == ("approved", NOW)
    assert verify(certificate.public_id, at=NOW).verdict is Verdict.REVOKED


def test_the_holder_is_told_of_a_correction_and_where_it_is(correction, officer, committing):
    committing(lambda: approve(correction, by=officer, at=NOW))
    [letter] = mail.outbox
    newer = Certificate.objects.get(edition=2)
    assert (letter.to, letter.subject) == (
        ["ada@example.org"],
        "Your certificate now bears the corrected name",
    )
    assert f"http://localhost:8000/certificates/{newer.public_id}/" in letter.body
    assert "Ada" not in letter.body + letter.subject


def test_a_holder_whose_account_has_the_old_name_is_told_to_change_it_there(
    correction, holder, officer, committing
):
    committing(lambda: approve(correction, by=officer, at=NOW))
    assert "Your account still has the name as it was." in mail.outbox[0].body


def test_a_holder_whose_account_has_the_new_name_is_told_nothing_of_it(
    correction, holder, officer, committing
):
    holder.full_name = "Ada King"
    holder.save()
    correction.refresh_from_db()
    committing(lambda: approve(correction, by=officer, at=NOW))
    assert "Your account" not in mail.outbox[0].body


def test_the_holder_reads_why_it_was_declined(correction, officer, committing):
    committing(lambda: decline(correction, by=officer, answer="Send us a document, please.", at=NOW))
    [letter] = mail.outbox
    assert letter.subject == "About your certificate: your request was declined"
    assert "We have not done so. This is why:\n\nSend us a document, please.\n" in letter.body


def test_the_holder_is_told_that_their_name_is_withdrawn(certificate, holder, officer, committing):
    committing(lambda: approve(ask(certificate, "erasure", by=holder, at=NOW), by=officer, at=NOW))
    [letter] = mail.outbox
    assert letter.subject == "Your name is withdrawn from your certificate"
    assert "Lovelace" not in letter.body
    assert "/certificates/" not in letter.body


def test_the_holder_is_told_how_long_a_renewed_one_holds(certificate, holder, officer, committing):
    request = ask(certificate, "renewal", by=holder, wanted="Two kaizens.", at=LATE)
    committing(lambda: approve(request, by=officer, at=LATE))
    [letter] = mail.outbox
    assert letter.subject == "Your certificate is renewed"
    assert "It is valid until 17 December 2032" in letter.body

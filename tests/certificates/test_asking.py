from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from certificates.errors import RequestRefused
from certificates.life.asking import ask, refusal_to_ask, take_back
from certificates.life.revoking import revoke_certificate
from certificates.life.superseding import supersede
from certificates.models import Certificate, HolderRequest
from tests.factories import make_learner

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 2, 1, 8, 15, tzinfo=UTC)
#: Within the six months before its end, 17 December 2029.
LATE = datetime(2029, 9, 1, 8, tzinfo=UTC)


@pytest.fixture
def holder(certificate):
    return certificate.completion.enrolment.learner


def test_a_holder_asks_for_the_name_as_it_should_stand(certificate, holder):
    request = ask(certificate, "correction", by=holder, wanted="  Ada   King ", reason="I married.", at=NOW)
    assert (request.wanted, request.reason, request.outcome) == ("Ada King", "I married.", "open")
    assert request.asked_at == NOW


def test_the_story_says_what_was_asked_for_and_never_the_name(certificate, holder):
    ask(certificate, "correction", by=holder, wanted="Ada King", at=NOW)
    event = certificate.events.get(kind="requested")
    assert (event.note, event.by) == ("Correct the name", holder)


def test_asking_again_is_asking_once(certificate, holder):
    first = ask(certificate, "correction", by=holder, wanted="Ada King", at=NOW)
    assert ask(certificate, "correction", by=holder, wanted="Ada King", at=NOW) == first
    with pytest.raises(RequestRefused, match="Take that back first"):
        ask(certificate, "correction", by=holder, wanted="Ada Byron", at=NOW)
    assert certificate.events.filter(kind="requested").count() == 1


def test_the_database_refuses_a_second_open_one_of_a_kind(certificate, holder):
    request = ask(certificate, "erasure", by=holder, at=NOW)
    request.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        request.save(force_insert=True)


def test_requests_of_different_kinds_stand_beside_each_other(certificate, holder):
    ask(certificate, "correction", by=holder, wanted="Ada King", at=NOW)
    ask(certificate, "erasure", by=holder, at=NOW)
    assert HolderRequest.objects.filter(outcome="open").count() == 2


def test_nobody_else_can_ask_or_take_back(certificate, holder):
    mallory = make_learner("Mallory")
    with pytest.raises(RequestRefused, match="Only the person who holds"):
        ask(certificate, "erasure", by=mallory, at=NOW)
    request = ask(certificate, "erasure", by=holder, at=NOW)
    with pytest.raises(RequestRefused, match="Only the person who holds"):
        take_back(request, by=mallory, at=NOW)
    request.refresh_from_db()
    assert request.outcome == "open"


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        ("", "Write the name"),
        ("Ada  Lovelace", "This is the name that stands"),
        ("李雷", "Latin letters"),
        ("A" * 41, "a space in names"),
        ("Ada " * 40, "no more than 120 signs"),
    ],
)
def test_a_name_that_could_not_be_printed_is_refused_at_once(certificate, holder, wanted, why):
    with pytest.raises(RequestRefused, match=why):
        ask(certificate, "correction", by=holder, wanted=wanted, at=NOW)
    assert HolderRequest.objects.count() == 0


def test_a_renewal_is_asked_for_near_the_end_and_with_what_was_practised(certificate, holder):
    with pytest.raises(RequestRefused, match="from six months before it ends"):
        ask(certificate, "renewal", by=holder, wanted="Two kaizens.", at=NOW)
    with pytest.raises(RequestRefused, match="what you have practised since"):
        ask(certificate, "renewal", by=holder, wanted=" ", at=LATE)
    assert ask(certificate, "renewal", by=holder, wanted="Two kaizens.", at=LATE).wanted == "Two kaizens."


def test_of_a_replaced_or_revoked_one_only_the_name_can_be_withdrawn(certificate, holder):
    newer = supersede(certificate, why="reissue", by=None, at=NOW)
    revoke_certificate(newer, reason="Issued in error.", by=None, at=NOW)
    for one in (certificate, newer):
        for kind in ("correction", "renewal"):
            assert "no longer in force" in refusal_to_ask(one, kind, by=holder, wanted="Ada King", at=NOW)
        assert refusal_to_ask(one, "erasure", by=holder, at=NOW) == ""


def test_what_has_ended_is_renewed_and_the_name_corrected_then(certificate, holder):
    with pytest.raises(RequestRefused, match="Ask for its renewal"):
        ask(certificate, "correction", by=holder, wanted="Ada King", at=datetime(2030, 1, 5, tzinfo=UTC))


def test_what_is_taken_back_can_be_asked_anew(certificate, holder):
    request = take_back(
        ask(certificate, "correction", by=holder, wanted="Ada King", at=NOW), by=holder, at=NOW
    )
    assert (request.outcome, request.decided_by, request.decided_at) == ("taken_back", holder, NOW)
    assert ask(certificate, "correction", by=holder, wanted="Ada Byron", at=NOW).outcome == "open"


def test_what_is_decided_cannot_be_taken_back(certificate, holder):
    request = ask(certificate, "erasure", by=holder, at=NOW)
    HolderRequest.objects.update(outcome="declined", decided_at=NOW, answer="Not now.")
    assert take_back(request, by=holder, at=NOW).outcome == "declined"
    assert Certificate.objects.get().erased_at is None

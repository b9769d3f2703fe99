"""How holders ask for a change, see what became of it, and take it back."""

from datetime import UTC, datetime

import pytest
import time_machine

from certificates.life.asking import ask
from certificates.life.deciding import approve, decline
from certificates.life.issuing import issue_certificate
from certificates.models import HolderRequest
from tests.conftest import AT
from tests.factories import make_completion, make_learner

pytestmark = pytest.mark.django_db
LATE = datetime(2029, 9, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(datetime(2027, 2, 1, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def path(certificate) -> str:
    return f"/certificates/{certificate.public_id}/"


@pytest.fixture
def holder(client, certificate):
    client.force_login(certificate.completion.enrolment.learner)
    return client


@pytest.fixture
def asked(certificate) -> HolderRequest:
    learner = certificate.completion.enrolment.learner
    return ask(certificate, "correction", by=learner, wanted="Augusta Ada King", at=AT)


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


KINDS = ["correction", "renewal", "erasure"]


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_else_asks(client, path, kind):
    client.force_login(make_learner("Mallory"))
    assert client.get(f"{path}ask/{kind}/").status_code == 404
    assert client.post(f"{path}ask/{kind}/", {"wanted": "Mallory", "is_sure": "on"}).status_code == 404
    assert not HolderRequest.objects.exists()


def test_there_are_no_other_kinds(holder, path):
    assert holder.get(f"{path}ask/promotion/").status_code == 404


def test_a_correction_is_asked_for_and_stands_on_the_page_until_it_is_decided(holder, path):
    answer = holder.post(f"{path}ask/correction/", {"wanted": " Augusta  Ada King "}, follow=True)
    page = text(answer)
    assert "You will read our answer here and by e-mail." in page
    assert "Correct the name: Augusta Ada King" in page
    assert "We have not decided yet." in page
    assert "ask/correction/" not in page


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ("", "Write the name as it should stand on the certificate."),
        ("Ada Lovelace", "This is the name that stands on the certificate."),
        ("李雷", "Please write your name in Latin letters."),
    ],
)
def test_what_cannot_be_asked_is_explained_in_the_summary_and_at_the_field(holder, path, wanted, words):
    answer = holder.post(f"{path}ask/correction/", {"wanted": wanted})
    assert answer.status_code == 422
    assert text(answer).count(words) == 2
    assert not HolderRequest.objects.exists()


def test_a_renewal_is_offered_once_it_can_be_asked_for_and_until_then_its_day_is_named(
    holder, certificate, path
):
    page = text(holder.get(path))
    assert "It can be renewed from 18 June 2029 on." in page
    assert "ask/renewal/" not in page
    with time_machine.travel(LATE, tick=False):
        holder.force_login(certificate.completion.enrolment.learner)
        assert "ask/renewal/" in text(holder.get(path))
        said = text(holder.post(f"{path}ask/renewal/", {"wanted": "Led twelve kaizen weeks."}, follow=True))
    assert "We have not decided yet." in said


def test_a_name_is_withdrawn_only_by_who_says_to_be_sure(holder, path):
    assert "Tick this if you are sure." in text(holder.post(f"{path}ask/erasure/", {}))
    holder.post(f"{path}ask/erasure/", {"is_sure": "on"})
    assert HolderRequest.objects.get().kind == "erasure"


def test_what_was_asked_is_taken_back(holder, path, asked):
    page = text(holder.post(f"{path}requests/{asked.pk}/take-back/", follow=True))
    assert "Taken back. Nothing is changed." in page
    assert "You took it back on 1 February 2027." in page
    assert "ask/correction/" in page


def test_nobody_else_takes_it_back(client, path, asked):
    client.force_login(make_learner("Mallory"))
    assert client.post(f"{path}requests/{asked.pk}/take-back/").status_code == 404
    asked.refresh_from_db()
    assert asked.outcome == "open"


def test_what_was_asked_about_another_certificate_is_not_taken_back_through_this_one(
    holder, certificate, path
):
    learner = certificate.completion.enrolment.learner
    other = issue_certificate(make_completion(learner), at=certificate.issued_at)
    asked = ask(other, "correction", by=learner, wanted="Augusta Ada King", at=AT)
    assert holder.post(f"{path}requests/{asked.pk}/take-back/").status_code == 404


def test_a_declined_request_shows_the_answer(holder, path, asked):
    decline(asked, by=make_learner("Olga"), answer="Send us a document first.", at=AT)
    assert "Declined on 23 November 2026: Send us a document first." in text(holder.get(path))


def test_an_approved_correction_leads_from_the_old_edition_to_the_new(holder, path, asked):
    approve(asked, by=make_learner("Olga"))
    page = text(holder.get(path))
    assert "A newer edition stands in its place." in page
    assert "Edition 2, issued on" in page
    newer = asked.certificate.completion.certificates.get(edition=2)
    page = text(holder.get(f"/certificates/{newer.public_id}/"))
    assert "Augusta Ada King" in page
    assert "Done on 1 February 2027." in page


def test_after_the_name_was_withdrawn_the_page_says_so_and_offers_nothing(holder, certificate, path):
    request = ask(certificate, "erasure", by=certificate.completion.enrolment.learner)
    approve(request, by=make_learner("Olga"))
    page = text(holder.get(path))
    assert "You asked us to withdraw your name." in page
    assert "Ada" not in page.partition("<main")[2]
    for door in ("ask/", "showing/", ".pdf", "linkedin"):
        assert door not in page


@pytest.mark.parametrize("requests", [1, 3])
def test_the_page_costs_the_same_however_long_the_story(
    holder, certificate, path, requests, django_assert_max_num_queries
):
    for number in range(requests):
        HolderRequest.objects.create(
            certificate=certificate, kind="renewal", wanted=str(number), outcome="taken_back", decided_at=AT
        )
    with django_assert_max_num_queries(9):
        holder.get(path)

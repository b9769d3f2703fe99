"""What holders ask, as officers read and decide it."""

import pytest
import time_machine
from django.urls import reverse

from certificates.life.asking import ask
from certificates.models import Certificate, HolderRequest
from tests.certificates.officers import NOW, make_officer, make_staff
from tests.factories import make_learner

# Wagtail's own templates leave variables undefined.
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def officer(client):
    person = make_officer()
    client.force_login(person)
    return person


@pytest.fixture
def wish(certificate) -> HolderRequest:
    holder = certificate.completion.enrolment.learner
    return ask(certificate, "correction", by=holder, wanted="Ada King", reason="I married.", at=NOW)


def door(wish: HolderRequest | None = None) -> str:
    return reverse("officers:request", args=[wish.pk]) if wish else reverse("officers:requests")


def test_what_waits_stands_in_the_queue_and_in_the_menu(client, officer, wish):
    page = client.get(door()).content.decode()
    assert "Ada Lovelace" in page
    assert door(wish) in page
    assert "Requests (1)" in page


def test_an_empty_queue_says_so(client, officer):
    page = client.get(door()).content.decode()
    assert "Nothing waits for you." in page
    assert "Requests (" not in page


def test_what_is_wanted_stands_beside_what_stands_with_the_sheet_as_it_would_be(client, officer, wish):
    page = client.get(door(wish)).content.decode()
    for shown in ("Ada Lovelace", "Ada King", "I married."):
        assert shown in page
    assert 'src="data:image/png;base64,' in page


def test_an_approved_name_is_on_a_new_certificate(client, officer, wish):
    page = client.post(door(wish), {"approve": "yes"}, follow=True).content.decode()
    assert "Approved and done." in page
    wish.refresh_from_db()
    assert (wish.outcome, wish.decided_by) == ("approved", officer)
    assert Certificate.objects.in_force().get().earner == "Ada King"
    assert "Ada Lovelace" in client.get(door() + "?show=decided").content.decode()


def test_declining_takes_an_answer(client, officer, wish):
    answer = client.post(door(wish), {"decline": "yes", "answer": " "})
    assert answer.status_code == 422
    assert "This field is required." in answer.content.decode()
    client.post(door(wish), {"decline": "yes", "answer": "Please send a copy of the deed poll."})
    wish.refresh_from_db()
    assert (wish.outcome, wish.answer) == ("declined", "Please send a copy of the deed poll.")
    assert "Please send a copy" in client.get(door(wish)).content.decode()


def test_what_was_decided_meanwhile_stays_decided(client, officer, wish):
    client.post(door(wish), {"decline": "yes", "answer": "Not yet."})
    page = client.post(door(wish), {"approve": "yes"}, follow=True).content.decode()
    assert "This request was decided otherwise" in page
    assert Certificate.objects.in_force().get().earner == "Ada Lovelace"


def test_a_name_is_withdrawn_on_request(client, officer, certificate):
    wish = ask(certificate, "erasure", by=certificate.completion.enrolment.learner, at=NOW)
    assert "This cannot be undone." in client.get(door(wish)).content.decode()
    client.post(door(wish), {"approve": "yes"})
    certificate.refresh_from_db()
    assert certificate.earner == ""
    assert "Ada Lovelace" not in client.get(door(wish)).content.decode()


def test_officers_do_not_decide_what_they_asked_themselves(client, certificate):
    holder = certificate.completion.enrolment.learner
    holder.groups.set(make_officer().groups.all())
    client.force_login(holder)
    wish = ask(certificate, "correction", by=holder, wanted="Ada King", at=NOW)
    assert "Somebody else has to decide it." in client.get(door(wish)).content.decode()
    client.post(door(wish), {"approve": "yes"})
    wish.refresh_from_db()
    assert wish.outcome == "open"


def test_reading_requests_is_not_deciding_them(client, wish):
    client.force_login(make_staff("view_holderrequest"))
    page = client.get(door(wish)).content.decode()
    assert "Ada King" in page
    assert 'name="approve"' not in page
    client.post(door(wish), {"approve": "yes"})
    wish.refresh_from_db()
    assert wish.outcome == "open"


@pytest.mark.parametrize(
    "people", [lambda: make_learner(), lambda: make_staff(), lambda: make_staff("view_certificate")]
)
def test_nobody_else_reads_what_holders_ask(client, wish, people):
    client.force_login(people())
    for address in (door(), door(wish)):
        for answer in (client.get(address), client.post(address, {"approve": "yes"})):
            assert answer.status_code in (302, 403, 405)
            assert "Ada King" not in answer.content.decode()
    wish.refresh_from_db()
    assert wish.outcome == "open"

"""One certificate as an officer sees it."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from certificates.checking.counting import count_check
from certificates.life.asking import ask
from certificates.life.superseding import supersede
from certificates.models import Certificate
from tests.certificates.officers import NOW, make_officer

# Wagtail's own templates leave variables undefined.
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def officer(client, certificate):
    person = make_officer()
    client.force_login(person)
    return person


def page_of(client, certificate) -> str:
    return client.get(reverse("certificate:inspect", args=[certificate.pk])).content.decode()


def test_it_shows_who_did_what_and_why(client, officer, certificate):
    supersede(certificate, why="reissue", reason="A clearer sheet.", by=officer)
    page = page_of(client, certificate)
    assert "It was issued again. A clearer sheet." in page
    assert "Tomasz Reyes" in page


def test_every_edition_leads_to_the_others(client, officer, certificate):
    new = supersede(certificate, why="reissue", by=officer)
    for one, other in ((certificate, new), (new, certificate)):
        page = page_of(client, one)
        assert other.display_id in page
        assert reverse("certificate:inspect", args=[other.pk]) in page


def test_look_ups_are_told_by_door_and_by_day(client, officer, certificate):
    count_check([certificate.pk] * 3, "page", at=NOW)
    count_check([certificate.pk], "file", at=NOW - timedelta(days=40))
    page = page_of(client, certificate)
    assert "3 in the last 30 days, 4 in all." in page
    assert "1 February 2027</th>" in page
    assert page.count('class="ia-fill"') == 1


def test_keys_and_the_place_in_the_status_list_are_told(client, officer, certificate):
    page = page_of(client, certificate)
    assert f"List 1, place {certificate.status_index}" in page
    assert certificate.key.key_id in page
    assert certificate.seal_key.key_id in page
    assert certificate.pdf_sha256 in page


def test_a_file_that_is_gone_is_said_and_breaks_nothing(client, officer, certificate):
    certificate.pdf.storage.delete(certificate.pdf.name)
    assert "The file is missing, or is not the one that was issued." in page_of(client, certificate)


def test_the_wishes_of_the_holder_stand_there(client, officer, certificate):
    holder = certificate.completion.enrolment.learner
    wish = ask(certificate, "correction", by=holder, wanted="Ada King", at=NOW)
    assert reverse("officers:request", args=[wish.pk]) in page_of(client, certificate)


def test_a_record_under_a_lost_key_says_what_to_do(client, officer, certificate):
    certificate.key.retired_at = certificate.key.compromised_at = NOW
    certificate.key.save()
    assert "The key that signed it was lost. Issue it again" in page_of(client, certificate)


def test_the_number_of_queries_does_not_grow_with_its_life(
    client, officer, certificate, django_assert_max_num_queries
):
    for _ in range(3):
        latest = Certificate.objects.in_force().get()
        supersede(latest, why="reissue", reason="Again.", by=officer)
        count_check([certificate.pk], "page", at=NOW)
    with django_assert_max_num_queries(16):
        page_of(client, certificate)

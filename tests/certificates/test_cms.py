from datetime import UTC, datetime

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from certificates.life.erasing import erase
from certificates.life.issuing import issue_certificate
from certificates.life.revoking import revoke_certificate
from certificates.life.superseding import supersede
from certificates.models import Certificate
from certificates.programmes.designing import programme_of
from tests.conftest import AT
from tests.factories import make_completion, make_learner

# Wagtail's own templates leave variables undefined.
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture(autouse=True)
def now():
    """Before any of these certificates expires."""
    with time_machine.travel(datetime(2027, 2, 1, tzinfo=UTC), tick=False):
        yield


def make_staff(*permissions: str):
    person = make_learner("Olga Officer")
    person.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", *permissions]))
    return person


@pytest.fixture
def officer(client):
    """May see and revoke certificates; signed in."""
    person = make_staff("view_certificate", "revoke_certificate")
    client.force_login(person)
    return person


@pytest.fixture
def other(certificate) -> Certificate:
    return issue_certificate(make_completion(make_learner("Grace Hopper"), completed_at=AT), at=AT)


def listed(client, **query: str) -> set[str]:
    page = client.get(reverse("certificate:index"), query).content.decode()
    return {name for name in ("Ada Lovelace", "Grace Hopper") if name in page}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, {"Ada Lovelace", "Grace Hopper"}),
        ({"q": "hopper"}, {"Grace Hopper"}),
        ({"q": "nobody"}, set()),
        ({"awarded_on_from": "2026-12-01", "awarded_on_to": "2026-12-31"}, {"Ada Lovelace"}),
        ({"state": "revoked"}, set()),
        ({"state": "valid"}, {"Ada Lovelace", "Grace Hopper"}),
        ({"state": "superseded"}, set()),
        ({"state": "not yet valid"}, set()),
    ],
)
def test_officers_find_certificates_by_name_date_and_state(client, officer, other, query, found):
    assert listed(client, **query) == found


def test_officers_find_a_certificate_by_its_id_as_printed(client, officer, other, certificate):
    assert listed(client, q=certificate.display_id.lower()) == {"Ada Lovelace"}


@pytest.mark.parametrize("typed", ["{0}", "https://example.org/v/{0}", "{1}", "{2}"])
def test_officers_find_it_by_a_part_or_an_address_too(client, officer, other, certificate, typed):
    whole = certificate.public_id
    forms = (whole, whole[3:11], f"{whole[:4]}-{whole[4:9]}".replace("0", "O").replace("1", "l"))
    assert listed(client, q=typed.format(*forms)) == {"Ada Lovelace"}


def test_officers_find_the_certificates_of_a_programme(client, officer, other, certificate):
    programme = programme_of(certificate.completion.enrolment.course)
    assert listed(client, programme=programme.pk) == {"Ada Lovelace"}


def test_the_list_tells_what_was_replaced_and_what_has_no_name_any_more(client, officer, other, certificate):
    supersede(certificate, why="reissue", by=officer)
    erase(other, by=officer)
    page = client.get(reverse("certificate:index")).content.decode()
    for word in ("Replaced", "In force", "Revoked", "Name withdrawn"):
        assert word in page
    assert "Grace Hopper" not in page


def test_the_list_takes_as_many_queries_for_two_as_for_one(client, officer, certificate, request):
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            client.get(reverse("certificate:index"))
        return len(seen)

    queries()  # what the CMS asks once
    one = queries()
    request.getfixturevalue("other")
    assert queries() == one


def test_the_list_tests_the_signatures(client, officer, certificate):
    assert "In force" in client.get(reverse("certificate:index")).content.decode()
    Certificate.objects.update(achievement="Grand Master")
    assert "Altered" in client.get(reverse("certificate:index")).content.decode()


def test_the_inspection_judges_the_record_as_a_stranger_would(client, officer, certificate):
    page = client.get(reverse("certificate:inspect", args=[certificate.pk])).content.decode()
    assert "This certificate is valid." in page
    assert certificate.display_id in page
    assert reverse("certificate:revoke", args=[certificate.pk]) in page
    Certificate.objects.update(earner="Mallory")
    page = client.get(reverse("certificate:inspect", args=[certificate.pk])).content.decode()
    assert "This record was altered." in page


def test_an_officer_revokes_with_a_reason_after_confirming(client, officer, certificate):
    door = reverse("certificate:revoke", args=[certificate.pk])
    assert b"This cannot be undone." in client.get(door).content
    refused = client.post(door, {"reason": " "})
    assert refused.status_code == 200
    assert not Certificate.objects.get().is_revoked
    client.post(door, {"reason": "Issued in error."})
    certificate.refresh_from_db()
    assert (certificate.revocation_reason, certificate.revoked_by) == ("Issued in error.", officer)
    assert b"It is revoked already." in client.get(door).content
    page = client.get(reverse("certificate:inspect", args=[certificate.pk])).content.decode()
    assert "Issued in error." in page
    assert door not in page


def test_an_officer_issues_a_new_edition_after_a_correction(client, certificate):
    client.force_login(make_staff("view_certificate", "reissue_certificate"))
    door = reverse("certificate:reissue", args=[certificate.pk])
    assert door not in client.get(reverse("certificate:inspect", args=[certificate.pk])).content.decode()
    revoke_certificate(certificate, reason="The name was misspelt.", by=None, at=AT)
    assert door in client.get(reverse("certificate:inspect", args=[certificate.pk])).content.decode()
    learner = certificate.completion.enrolment.learner
    learner.full_name = "李雷"
    learner.save()
    page = client.post(door, follow=True).content.decode()
    assert "Please write your name in Latin letters." in page
    learner.full_name = "Ada King"
    learner.save()
    assert "Ada King" in client.get(door).content.decode()
    client.post(door)
    assert Certificate.objects.get(edition=2).earner == "Ada King"


def test_seeing_is_neither_revoking_nor_issuing(client, certificate):
    client.force_login(make_staff("view_certificate"))
    page = client.get(reverse("certificate:inspect", args=[certificate.pk])).content.decode()
    door = reverse("certificate:revoke", args=[certificate.pk])
    assert door not in page
    client.post(door, {"reason": "Because."})
    assert not Certificate.objects.get().is_revoked
    client.post(reverse("certificate:reissue", args=[certificate.pk]))
    assert Certificate.objects.count() == 1


@pytest.mark.parametrize("view", ["index", "inspect", "revoke", "reissue"])
def test_who_may_not_see_certificates_sees_none(client, certificate, view):
    client.force_login(make_staff())
    door = reverse(f"certificate:{view}", args=[] if view == "index" else [certificate.pk])
    answer = client.get(door, follow=True)
    assert "Ada Lovelace" not in answer.content.decode()


@pytest.mark.parametrize("view", ["add", "edit", "delete", "copy"])
def test_there_is_no_door_to_add_edit_or_delete_a_certificate(db, view):
    with pytest.raises(NoReverseMatch):
        reverse(f"certificate:{view}", args=[] if view == "add" else [1])
    assert not Permission.objects.filter(codename=f"{view}_certificate").exists()

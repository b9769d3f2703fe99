"""What officers do with one certificate: asked first, done once, told in its story."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse

from certificates.life.revoking import revoke_certificate
from certificates.models import Certificate
from tests.certificates.officers import NOW, make_officer, make_staff
from tests.factories import make_learner

# Wagtail's own templates leave variables undefined.
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
ENDING = datetime(2029, 9, 1, 8, tzinfo=UTC)


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def officer(client, certificate):
    person = make_officer()
    client.force_login(person)
    return person


def door(deed: str, certificate: Certificate) -> str:
    return reverse(f"certificate:{deed}", args=[certificate.pk])


def offered(client, certificate: Certificate) -> set[str]:
    page = client.get(door("inspect", certificate)).content.decode()
    deeds = ("correct", "renew", "supersede", "reissue", "revoke", "erase")
    return {deed for deed in deeds if door(deed, certificate) in page}


def test_a_certificate_in_force_can_be_corrected_issued_again_revoked_and_made_nameless(
    client, officer, certificate
):
    assert offered(client, certificate) == {"correct", "supersede", "revoke", "erase"}


def test_near_its_end_it_can_be_renewed(client, officer, certificate):
    with time_machine.travel(ENDING, tick=False):
        client.force_login(officer)
        assert "renew" in offered(client, certificate)


def test_a_revoked_one_can_have_a_new_edition(client, officer, certificate):
    revoke_certificate(certificate, reason="Issued in error.", by=None)
    assert offered(client, certificate) == {"reissue", "erase"}


def test_a_corrected_name_stands_on_a_new_edition(client, officer, certificate):
    client.post(door("correct", certificate), {"name": "Ada  King", "reason": "She married."})
    certificate.refresh_from_db()
    assert (certificate.earner, certificate.superseded_as) == ("Ada Lovelace", "correction")
    assert certificate.successor.earner == "Ada King"
    event = certificate.events.get(kind="superseded")
    assert (event.by, event.note) == (officer, "The name was corrected. She married.")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("李雷", "Please write your name in Latin letters."),
        ("Ada Lovelace", "This is the name that stands on the certificate."),
        ("", "This field is required."),
    ],
)
def test_a_name_that_cannot_stand_is_refused_beside_the_field(client, officer, certificate, name, said):
    answer = client.post(door("correct", certificate), {"name": name, "reason": "A slip."})
    assert said in answer.content.decode()
    assert Certificate.objects.count() == 1


def test_issued_again_it_says_the_same(client, officer, certificate):
    client.post(door("supersede", certificate), {"reason": "A clearer sheet."})
    certificate.refresh_from_db()
    new = certificate.successor
    assert (new.earner, new.expires_at) == (certificate.earner, certificate.expires_at)
    assert certificate.superseded_as == "reissue"


def test_renewed_it_holds_for_another_term_from_its_old_end(client, officer, certificate):
    with time_machine.travel(ENDING, tick=False):
        client.force_login(officer)
        client.post(door("renew", certificate), {"reason": "She has led three kaizen since."})
    certificate.refresh_from_db()
    assert certificate.superseded_as == "renewal"
    assert certificate.successor.expires_at == datetime(2032, 12, 18, tzinfo=UTC)


def test_a_renewal_before_its_time_is_refused(client, officer, certificate):
    page = client.post(door("renew", certificate), {"reason": "Early."}, follow=True).content.decode()
    assert "can be renewed from six months before it ends" in page
    assert Certificate.objects.count() == 1


def test_a_withdrawn_name_is_gone_from_the_cms_too(client, officer, certificate):
    assert "This cannot be undone." in client.get(door("erase", certificate)).content.decode()
    page = client.post(door("erase", certificate), follow=True).content.decode()
    assert "Ada Lovelace" not in page
    assert "Name withdrawn" in page
    certificate.refresh_from_db()
    assert certificate.erased_at == NOW
    assert offered(client, certificate) == set()


@pytest.mark.parametrize("deed", ["correct", "supersede"])
def test_a_deed_on_what_is_out_of_force_is_refused(client, officer, certificate, deed):
    revoke_certificate(certificate, reason="Issued in error.", by=None)
    assert "It is no longer in force." in client.get(door(deed, certificate)).content.decode()
    sent = {"name": "Ada King", "reason": "Late."}
    assert (
        "It is no longer in force."
        in client.post(door(deed, certificate), sent, follow=True).content.decode()
    )
    assert Certificate.objects.count() == 1


@pytest.mark.parametrize("deed", ["correct", "supersede", "renew"])
def test_nobody_issues_a_certificate_of_their_own_again(client, certificate, deed):
    holder = certificate.completion.enrolment.learner
    holder.groups.set(make_officer().groups.all())
    client.force_login(holder)
    page = client.post(door(deed, certificate), {"name": "Ada King", "reason": "Mine."}, follow=True)
    assert "This certificate is your own." in page.content.decode()
    assert Certificate.objects.count() == 1


@pytest.mark.parametrize("deed", ["correct", "supersede", "renew", "reissue", "revoke", "erase"])
def test_seeing_certificates_does_not_include_doing_anything_to_them(client, certificate, deed):
    client.force_login(make_staff("view_certificate"))
    client.post(door(deed, certificate), {"name": "Ada King", "reason": "Because."})
    certificate.refresh_from_db()
    assert certificate.is_in_force
    assert Certificate.objects.count() == 1
    assert offered(client, certificate) == set()


@pytest.mark.parametrize("deed", ["correct", "supersede", "renew", "reissue", "revoke", "erase"])
def test_learners_are_kept_out(client, certificate, deed):
    client.force_login(make_learner())
    assert client.get(door(deed, certificate)).status_code == 403
    assert client.post(door(deed, certificate), {"reason": "Because."}).status_code == 403

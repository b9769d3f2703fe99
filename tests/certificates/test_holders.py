from dataclasses import replace

import pytest

from certificates.credentials.claims import read_claims
from certificates.credentials.signing import sign
from certificates.life.revoking import revoke_certificate
from certificates.models import Certificate
from certificates.sealing.keys import active_key
from tests.certificates.tampering import lift_guard
from tests.conftest import AT
from tests.factories import make_learner

pytestmark = pytest.mark.django_db
SHOWN = {"name_shown": "initials", "shows_results": "on"}


@pytest.fixture
def path(certificate) -> str:
    return f"/certificates/{certificate.public_id}/"


@pytest.fixture
def holder(client, certificate):
    """The holder's client, signed in."""
    client.force_login(certificate.completion.enrolment.learner)
    return client


DOORS = ["", "credential.json", "qr.svg"]


@pytest.mark.parametrize("door", DOORS)
def test_for_anyone_but_the_holder_there_is_no_such_page(client, path, door):
    client.force_login(make_learner("Mallory"))
    assert client.get(path + door).status_code == 404


@pytest.mark.parametrize("door", DOORS)
def test_visitors_are_asked_to_sign_in(client, path, door):
    assert client.get(path + door).headers["Location"] == f"/accounts/login/?next={path}{door}"


def test_nobody_else_changes_what_is_shown(client, certificate, path):
    client.force_login(make_learner("Mallory"))
    assert client.post(f"{path}showing/", SHOWN).status_code == 404
    certificate.refresh_from_db()
    assert certificate.name_shown == "full"


def test_the_page_has_the_file_the_link_the_code_and_linkedin(holder, certificate, path):
    page = holder.get(path).content.decode()
    assert f'href="/v/{certificate.public_id}.pdf"' in page
    assert f'value="http://localhost:8000/v/{certificate.public_id}"' in page
    assert "QR code of the record" in page
    assert "https://www.linkedin.com/profile/add?" in page


def test_the_page_is_kept_by_no_cache_and_no_search_engine(holder, path):
    headers = holder.get(path).headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Robots-Tag"] == "noindex, nofollow"


def test_saving_changes_what_is_shown_and_says_so(holder, certificate, path):
    answer = holder.post(f"{path}showing/", SHOWN, follow=True)
    assert "The public record shows it from now on." in answer.content.decode()
    certificate.refresh_from_db()
    assert (certificate.name_shown, certificate.shows_results) == ("initials", True)
    assert (certificate.shows_file, certificate.is_withheld) == (False, False)
    assert "You changed what others see." in answer.content.decode()


def test_a_file_beside_a_hidden_name_is_explained_in_the_summary_and_at_the_field(holder, certificate, path):
    answer = holder.post(f"{path}showing/", {"name_shown": "hidden", "shows_file": "on"})
    assert answer.status_code == 422
    assert answer.content.decode().count("The file says your full name and your results.") == 2
    certificate.refresh_from_db()
    assert (certificate.name_shown, certificate.shows_file) == ("full", False)


def test_a_revoked_one_says_why_and_offers_nothing_to_share(holder, certificate, path):
    revoke_certificate(certificate, reason="Issued in error.", by=None, at=AT)
    page = holder.get(path).content.decode()
    assert "Revoked on 23 November 2026. Reason on record: Issued in error." in page
    assert ".pdf" not in page
    assert "linkedin" not in page


def test_an_altered_one_is_not_offered_as_good(holder, path):
    Certificate.objects.update(achievement="Astronaut")
    page = holder.get(path).content.decode()
    assert "its signature no longer holds" in page
    assert ".pdf" not in page


def test_the_code_is_a_drawing_to_download_that_says_nothing_of_the_holder(holder, certificate, path):
    answer = holder.get(f"{path}qr.svg")
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    assert b"Ada" not in answer.content
    assert answer.content.startswith(b"<?xml")


def test_the_credential_is_handed_out_byte_for_byte(holder, path, certificate):
    answer = holder.get(f"{path}credential.json")
    assert answer.content == certificate.credential.encode()
    assert answer.headers["Content-Type"] == "application/vc+ld+json"


def test_a_credential_that_was_altered_or_revoked_is_not_handed_out(holder, path, certificate):
    Certificate.objects.update(credential='{"name":"Mallory"}')
    assert holder.get(f"{path}credential.json").status_code == 404
    Certificate.objects.update(credential=certificate.credential)
    revoke_certificate(certificate, reason="Issued in error.", by=None, at=AT)
    assert holder.get(f"{path}credential.json").status_code == 404


def test_a_record_from_before_credentials_has_none_to_download(holder, path, bare):
    assert holder.get(f"{path}credential.json").status_code == 404
    page = holder.get(path).content.decode()
    assert "credential.json" not in page
    assert ".pdf" in page


@pytest.fixture
def bare(certificate) -> None:
    """Make the record one of the first schema."""
    claims = replace(read_claims(certificate.claims.encode()), particulars=None).canonical()
    lift_guard()
    Certificate.objects.update(
        claims=claims.decode(),
        signature=sign(claims, active_key()[1]),
        credential="",
        status_list=None,
        status_index=None,
    )

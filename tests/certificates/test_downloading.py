import pytest
from django.contrib.auth.models import Permission

from certificates.checking.downloading import file_name, read_pdf
from certificates.errors import DamagedFile
from certificates.life.erasing import erase
from certificates.life.revoking import revoke_certificate
from certificates.models import Certificate, CheckCount
from tests.certificates.quick import BLANK
from tests.conftest import AT
from tests.factories import make_learner

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(certificate) -> str:
    return f"/v/{certificate.public_id}.pdf"


def test_the_earner_gets_the_very_file_that_was_issued(client, certificate, path):
    client.force_login(certificate.completion.enrolment.learner)
    answer = client.get(path)
    assert (answer.status_code, answer.content) == (200, BLANK + certificate.credential.encode())
    assert answer.headers["Content-Type"] == "application/pdf"
    name = f"Lean-Leaders-{certificate.public_id[:8]}.pdf"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'


def test_for_any_other_learner_there_is_no_file(client, path):
    client.force_login(make_learner("Mallory"))
    assert client.get(path).status_code == 404


def test_visitors_are_asked_to_sign_in_whether_or_not_there_is_a_file(client, path):
    for asked in (path, "/v/none.pdf"):
        assert client.get(asked).headers["Location"] == f"/accounts/login/?next={asked}"


def test_a_stranger_gets_the_file_where_its_holder_shares_it(client, certificate, path):
    Certificate.objects.update(shows_file=True)
    assert client.get(path).content == BLANK + certificate.credential.encode()
    assert CheckCount.objects.values_list("door", "count").get() == ("data", 1)


@pytest.mark.parametrize(
    "hidden", [{"is_withheld": True}, {"name_shown": "initials"}, {"shows_results": False}]
)
def test_a_shared_file_is_no_way_around_what_its_holder_hides(client, path, hidden):
    Certificate.objects.update(shows_file=True, **hidden)
    assert client.get(path).status_code == 302


def test_a_shared_file_that_was_revoked_is_handed_to_no_stranger(client, certificate, path):
    Certificate.objects.update(shows_file=True)
    revoke_certificate(certificate, reason="Issued in error.", by=None, at=AT)
    assert client.get(path).status_code == 302


def test_of_a_withdrawn_name_no_file_is_left_even_for_officers(client, certificate, path):
    erase(certificate, by=None, at=AT)
    officer = make_learner("Olga Officer")
    officer.user_permissions.add(Permission.objects.get(codename="view_certificate"))
    client.force_login(officer)
    assert client.get(path).headers["Location"] == f"/v/{certificate.public_id}"


def test_officers_get_the_file(client, path):
    officer = make_learner("Olga Officer")
    officer.user_permissions.add(Permission.objects.get(codename="view_certificate"))
    client.force_login(officer)
    assert client.get(path).content.startswith(BLANK)


def test_a_revoked_certificate_is_explained_rather_than_handed_out(client, certificate, path):
    revoke_certificate(certificate, reason="Issued in error.", by=None, at=AT)
    client.force_login(certificate.completion.enrolment.learner)
    assert client.get(path).headers["Location"] == f"/v/{certificate.public_id}"


def test_a_file_that_is_not_the_issued_one_is_not_handed_out(certificate):
    stored = certificate.pdf.path
    with open(stored, "wb") as file:
        file.write(BLANK + b"!")
    with pytest.raises(DamagedFile, match="not the one that was issued"):
        read_pdf(certificate)


def test_a_missing_file_is_said_to_be_missing(certificate):
    certificate.pdf.storage.delete(certificate.pdf.name)
    with pytest.raises(DamagedFile, match="cannot be read"):
        read_pdf(certificate)


def test_a_damaged_file_is_said_to_be_damaged_and_recorded_once(client, certificate, path, caplog):
    certificate.pdf.storage.delete(certificate.pdf.name)
    client.force_login(certificate.completion.enrolment.learner)
    answer = client.get(path)
    page = answer.content.decode()
    assert answer.status_code == 410
    assert "The file is damaged on our side" in page
    assert f'"/v/{certificate.public_id}"' in page
    errors = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
    assert errors == [f"Certificate {certificate.public_id}: The certificate's file cannot be read."]
    caplog.clear()


def test_the_files_name_does_not_tell_the_earners(certificate):
    assert "Ada" not in file_name(certificate)

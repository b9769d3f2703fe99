import io
from xml.etree import ElementTree

import pytest
import time_machine
from PIL import Image

from certificates.credentials.unbaking import credential_in
from certificates.life.revoking import revoke_certificate
from certificates.models import Certificate
from tests.conftest import AT
from tests.factories import make_learner

pytestmark = pytest.mark.django_db
NOW = AT.replace(year=2027)
TITLE = "{http://www.w3.org/2000/svg}title"


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def path(certificate) -> str:
    return f"/v/{certificate.public_id}"


@pytest.fixture
def credential(certificate) -> bytes:
    return certificate.credential.encode()


def title(answer) -> str:
    return str(ElementTree.fromstring(answer.content).findtext(TITLE))


def test_the_badge_says_what_for_by_whom_and_until_when_but_not_whose(client, path):
    answer = client.get(f"{path}/badge.svg")
    assert title(answer) == "Lean Leader, Lean Leaders. Valid until 17 December 2029."
    assert b"Ada" not in answer.content
    assert answer.headers["Content-Type"] == "image/svg+xml"


@pytest.mark.parametrize(("door", "size"), [("badge.png", (960, 960)), ("card.png", (1200, 630))])
def test_pictures_have_the_size_that_sites_expect(client, path, door, size):
    answer = client.get(f"{path}/{door}")
    assert answer.headers["Content-Type"] == "image/png"
    assert Image.open(io.BytesIO(answer.content)).size == size


def test_a_badge_shows_a_revocation_as_soon_as_it_is_asked_for_again(client, certificate, path):
    before = client.get(f"{path}/badge.svg")
    tag = before.headers["ETag"]
    assert client.get(f"{path}/badge.svg", headers={"If-None-Match": tag}).status_code == 304
    revoke_certificate(certificate, reason="Issued in error.", by=None, at=AT)
    after = client.get(f"{path}/badge.svg", headers={"If-None-Match": tag})
    assert after.status_code == 200
    assert title(after) == "Lean Leader, Lean Leaders. Revoked on 23 November 2026."


def test_an_expired_badge_says_so(client, path):
    with time_machine.travel(AT.replace(year=2030), tick=False):
        assert title(client.get(f"{path}/badge.svg")).endswith("Was valid until 17 December 2029.")


@pytest.mark.parametrize("door", ["badge.svg", "badge.png", "card.png"])
def test_caches_ask_each_time(client, path, door):
    assert client.get(f"{path}/{door}").headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("door", ["badge.svg", "badge.png", "card.png"])
@pytest.mark.parametrize("change", [{"is_withheld": True}, {"achievement": "Astronaut"}])
def test_withheld_and_altered_records_have_no_pictures_like_unknown_ones(client, path, door, change):
    Certificate.objects.update(**change)
    assert client.get(f"{path}/{door}").status_code == 404
    assert client.get(f"/v/none/{door}").status_code == 404


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_the_badge_that_strangers_get_carries_the_credential_only_where_the_file_is_shared(
    client, path, credential, kind
):
    assert credential_in(client.get(f"{path}/badge.{kind}").content) is None
    Certificate.objects.update(shows_file=True)
    assert credential_in(client.get(f"{path}/badge.{kind}").content) == credential


@pytest.mark.parametrize("hidden", [{"name_shown": "initials"}, {"shows_results": False}])
def test_a_credential_is_no_way_round_what_the_holder_hides(client, path, credential, hidden):
    Certificate.objects.update(shows_file=True, **hidden)
    assert credential_in(client.get(f"{path}/badge.svg").content) is None


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_the_holder_downloads_the_badge_with_the_credential_whatever_others_see(
    client, certificate, credential, kind
):
    Certificate.objects.update(is_withheld=True)
    client.force_login(certificate.completion.enrolment.learner)
    answer = client.get(f"/certificates/{certificate.public_id}/badge.{kind}")
    assert credential_in(answer.content) == credential
    assert answer.headers["Content-Disposition"].startswith("attachment; ")


def test_nobody_else_downloads_it(client, certificate):
    client.force_login(make_learner("Mallory"))
    assert client.get(f"/certificates/{certificate.public_id}/badge.svg").status_code == 404


def test_a_revoked_credential_is_not_handed_out_as_a_badge(client, certificate, path, credential):
    Certificate.objects.update(shows_file=True)
    revoke_certificate(certificate, reason="Issued in error.", by=None, at=AT)
    assert credential_in(client.get(f"{path}/badge.svg").content) is None
    client.force_login(certificate.completion.enrolment.learner)
    assert client.get(f"/certificates/{certificate.public_id}/badge.svg").status_code == 404


def test_other_sites_read_the_achievement_and_the_issuer_of_a_record_and_no_name(client, certificate, path):
    head = client.get(path).content.decode().partition("</head>")[0]
    assert '<meta property="og:title" content="Lean Leader">' in head
    assert 'content="A certificate issued by Lean Leaders. Open it to see whether it holds today."' in head
    address = f"http://localhost:8000/v/{certificate.public_id}"
    assert f'<meta property="og:image" content="{address}/card.png">' in head
    assert "Ada" not in head


def test_a_withheld_record_tells_other_sites_nothing(client, path):
    Certificate.objects.update(is_withheld=True)
    assert "og:" not in client.get(path).content.decode()

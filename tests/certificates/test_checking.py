import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.core.cache import caches
from django.urls import reverse

from certificates.checking.limiting import MATCHES, seconds_to_wait
from certificates.credentials.signing import is_authentic
from certificates.life.revoking import revoke_certificate
from certificates.models import Certificate
from tests.conftest import AT

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 2, 1, 8, 15, tzinfo=UTC)


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield


def get(client, certificate: Certificate, ending: str = "") -> str:
    return client.get(f"/v/{certificate.public_id}{ending}").content.decode()


def test_anyone_sees_what_was_earned_by_whom_and_that_it_holds_now(client, certificate):
    page = " ".join(get(client, certificate).split())
    assert "This certificate is valid." in page
    assert "Lean Leaders issued it to Ada Lovelace." in page
    assert "Awarded 18 December 2026" in page
    assert "Valid until 17 December 2029" in page
    assert "82 %" in page
    assert "Checked on 1 February 2027 at 08:15 UTC." in page
    assert certificate.display_id in page


def test_a_revocation_shows_its_date_and_its_reason(client, certificate):
    revoke_certificate(
        certificate, reason="Issued to the wrong person.", by=None, at=AT.replace(year=2027, month=1)
    )
    page = " ".join(get(client, certificate).split())
    assert "This certificate was revoked." in page
    assert "withdrew it on 23 January 2027. Reason on record: Issued to the wrong person." in page


def test_an_expired_certificate_was_earned_all_the_same(client, certificate):
    with time_machine.travel(datetime(2030, 3, 4, tzinfo=UTC), tick=False):
        page = " ".join(get(client, certificate).split())
    assert "This certificate has expired." in page
    assert "It is genuine and was earned, but it ended on 17 December 2029." in page


def test_an_altered_record_shows_none_of_its_facts(client, certificate):
    Certificate.objects.update(earner="Mallory")
    page = get(client, certificate)
    assert "This record was altered." in page
    assert "Mallory" not in page
    assert "Ada Lovelace" not in page


def test_the_printed_code_in_capitals_opens_the_same_record(client, certificate):
    token = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
    scanned, typed = (
        token.sub("", client.get(f"/{v}/{certificate.public_id}").content.decode()) for v in "Vv"
    )
    assert (
        scanned.partition("<main")[2].partition("</main>")[0]
        == typed.partition("<main")[2].partition("</main>")[0]
    )
    assert "This certificate is valid." in scanned


def test_an_unknown_and_a_malformed_id_get_the_same_answer(client, certificate):
    unknown, malformed = "0" * 26, "no/such!id"
    answers = [client.get(f"/v/{typed}") for typed in (unknown, malformed)]
    assert [answer.status_code for answer in answers] == [404, 404]
    pages = [
        answer.content.decode().replace(typed, "ID").split("Checked on")[0]
        for answer, typed in zip(answers, (unknown, malformed), strict=True)
    ]
    assert pages[0] == pages[1]
    assert answers[0].headers.keys() == answers[1].headers.keys()


def test_what_was_typed_is_shown_as_text(client, db):
    page = client.get("/v/<script>alert(1)</script>").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize(
    ("path", "told"),
    [
        *((page, "same-origin") for page in ("/verify/", "/v/{id}", "/V/{id}", "/v/none")),
        *((data, "no-referrer") for data in ("/v/{id}.json", "/v/none.json")),
    ],
)
def test_no_engine_lists_no_proxy_keeps_and_no_other_site_learns_the_address(client, certificate, path, told):
    answer = client.get(path.format(id=certificate.public_id))
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == told


@pytest.mark.parametrize("path", ["/v/{id}", "/v/none"])
def test_the_page_itself_says_that_it_is_not_for_indexes(client, certificate, path):
    page = client.get(path.format(id=certificate.public_id)).content.decode()
    assert '<meta name="robots" content="noindex, nofollow">' in page


def test_the_record_for_machines(client, certificate):
    answer = client.get(f"/v/{certificate.public_id}.json")
    proof = answer.json().pop("proof")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert {key: value for key, value in answer.json().items() if key != "proof"} == {
        "verdict": "valid",
        "checked_at": "2027-02-01T08:15:00+00:00",
        "public_id": certificate.public_id,
        "earner": "Ada Lovelace",
        "achievement": "Lean Leader",
        "course": "Lean Leaders",
        "criteria": "By completing the course and passing its exam.",
        "results": [
            {"kind": "module", "title": "Kaizen", "score": "92"},
            {"kind": "exam", "title": "Final exam", "score": "82"},
        ],
        "evidence": [],
        "awarded_on": "2026-12-18",
        "issued_at": "2026-12-18T10:43:00+00:00",
        "valid_from": "2026-12-18T10:43:00+00:00",
        "expires_at": "2029-12-18T00:00:00+00:00",
        "issuer": "Lean Leaders",
        "superseded_at": None,
        "superseded_as": None,
        "superseded_by": None,
        "name_withdrawn_at": None,
        "revoked_at": None,
        "revocation_reason": None,
    }
    assert is_authentic(proof["signed_text"].encode(), proof["signature"], proof["public_key"])
    assert (proof["algorithm"], proof["key_id"]) == ("Ed25519", certificate.key.key_id)


def test_machines_learn_of_a_revocation_and_of_nothing_in_altered_or_unknown_records(
    client, certificate, now
):
    revoke_certificate(certificate, reason="Issued in error.", by=None, at=NOW)
    record = client.get(f"/v/{certificate.public_id}.json").json()
    assert (record["verdict"], record["revoked_at"]) == ("revoked", "2027-02-01T08:15:00+00:00")
    assert record["revocation_reason"] == "Issued in error."
    Certificate.objects.update(earner="Mallory")
    altered = client.get(f"/v/{certificate.public_id}.json")
    assert (altered.status_code, altered.json()) == (
        200,
        {"verdict": "altered", "checked_at": "2027-02-01T08:15:00+00:00"},
    )
    unknown = client.get("/v/none.json")
    assert (unknown.status_code, unknown.json()["verdict"]) == (404, "unknown")


def test_a_typed_id_leads_to_its_record(client, certificate):
    answer = client.get("/verify/", {"id": certificate.display_id.lower()}, follow=True)
    assert answer.redirect_chain == [(f"/v/{certificate.public_id}", 302)]
    assert b"This certificate is valid." in answer.content


def test_a_pasted_address_will_do_and_leads_to_no_other_site(client, certificate):
    pasted = f"https://evil.example//evil.example/v/{certificate.public_id}/"
    answer = client.get("/verify/", {"id": pasted})
    assert answer.headers["Location"] == f"/v/{certificate.public_id}"


@pytest.mark.parametrize("typed", ["", "   ", "///", "..", "?#"])
def test_nothing_typed_is_said_beside_the_field(client, db, typed):
    answer = client.get("/verify/", {"id": typed})
    assert answer.status_code == 200
    assert b"Type the ID that is printed on the certificate." in answer.content


def test_v_alone_leads_to_the_form(client, db):
    assert client.get("/v/").headers["Location"] == "/verify/"


def test_a_record_cannot_be_posted_to(client, certificate):
    assert client.post(f"/v/{certificate.public_id}").status_code == 405


def test_the_sixty_first_look_up_within_a_minute_waits(client, certificate):
    with time_machine.travel(NOW.replace(second=20), tick=False):
        codes = [client.get(f"/v/{certificate.public_id}").status_code for _ in range(60)]
        refused = client.get("/v/none.json")
        elsewhere = client.get("/v/none", REMOTE_ADDR="192.0.2.7")
    assert set(codes) == {200}
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "40")
    assert refused.headers["Access-Control-Allow-Origin"] == "*"
    assert refused.json() == {
        "message": "Many certificates were looked up from your network. Try again in 40 seconds."
    }
    assert elsewhere.status_code == 404


def test_the_next_minute_counts_from_nothing():
    for _ in range(61):
        last = seconds_to_wait("192.0.2.1", 600.0)
    assert last == 60
    assert seconds_to_wait("192.0.2.1", 660.0) == 0


def test_what_one_process_counted_alone_counts_for_all_once_somebody_asks_often():
    for _ in range(6):
        seconds_to_wait("192.0.2.1", 600.0)
    # As in another process, which has counted nothing of it yet.
    caches["visits"].clear()
    waits = [seconds_to_wait("192.0.2.1", 600.0) for _ in range(60)]
    # The five that the other counted alone, too, until it counted with all: 6 and 54 are 60.
    assert [wait > 0 for wait in waits] == [False] * 54 + [True] * 6


def test_who_guesses_names_is_counted_by_all_processes_from_the_first(certificate):
    for _ in range(10):
        seconds_to_wait("192.0.2.1", 600.0, MATCHES)
    caches["visits"].clear()
    assert seconds_to_wait("192.0.2.1", 600.0, MATCHES) > 0


def test_addresses_have_names(certificate):
    assert reverse("certificates:record", args=["X"]) == "/v/X"
    assert reverse("certificates:record-json", args=["X"]) == "/v/X.json"
    assert reverse("certificates:download", args=["X"]) == "/v/X.pdf"

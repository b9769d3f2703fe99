import csv
from io import BytesIO, StringIO
from urllib.parse import unquote

import pytest
import time_machine
from django.urls import Resolver404, resolve

from certificates.checking.checking_lists import check_list
from certificates.checking.receipting import KEPT, forget_receipts, keep_receipt, readable_receipt
from certificates.credentials.public_ids import display
from certificates.life.issuing import issue_certificate
from certificates.life.revoking import revoke_certificate
from certificates.models import Certificate, CheckCount, Receipt
from tests.conftest import AT
from tests.factories import make_completion, make_course, make_learner

pytestmark = pytest.mark.django_db
NOW = AT.replace(year=2027)


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def others(certificate) -> list[Certificate]:
    course = make_course()
    return [
        issue_certificate(make_completion(make_learner(name), course), at=AT) for name in ("Grace", "Kurt")
    ]


def words(lines) -> list[str]:
    return [line.word for line in lines]


def test_each_id_is_judged_in_the_order_of_the_list_however_it_is_typed(certificate, others):
    revoke_certificate(others[0], reason="Issued in error.", by=None, at=AT)
    typed = [display(others[0].public_id).lower(), "0" * 26, "no id", certificate.public_id]
    lines = check_list(typed, at=NOW)
    assert words(lines) == ["revoked", "unknown", "unknown", "valid"]
    assert [line.asked for line in lines] == typed
    assert (lines[3].awarded_on, lines[3].valid_until) == ("2026-12-18", "2029-12-17")


@pytest.mark.parametrize("size", [10, 400])
def test_a_list_costs_the_same_few_queries_at_any_size(certificate, others, size, django_assert_num_queries):
    known = [certificate.public_id, *(other.public_id for other in others)]
    with django_assert_num_queries(2):
        check_list([*known, *(f"{number:026d}" for number in range(size))], at=NOW)


def test_a_thousand_ids_cost_three_queries(certificate, django_assert_num_queries):
    with django_assert_num_queries(3):
        check_list([certificate.public_id, *(f"{number:026d}" for number in range(999))], at=NOW)


def test_each_look_up_in_a_list_counts(certificate):
    check_list([certificate.public_id] * 3 + ["0" * 26], at=NOW)
    assert CheckCount.objects.values_list("certificate", "door", "count").get() == (certificate.pk, "list", 3)


def test_a_withheld_record_tells_a_list_no_more_than_its_page(certificate):
    Certificate.objects.update(is_withheld=True)
    (line,) = check_list([certificate.public_id], at=NOW)
    assert (line.word, line.achievement, line.awarded_on) == ("withheld", "", "")


def test_a_pasted_list_leads_to_a_receipt_with_problems_first_and_without_names(client, certificate, others):
    revoke_certificate(others[1], reason="Issued in error.", by=None, at=AT)
    ids = f"{certificate.public_id}\n{others[0].public_id}\n{others[1].public_id}\nto be sent\n"
    answer = client.post("/verify/list", {"ids": ids}, follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain[0][0].startswith("/verify/receipts/")
    assert "4 certificates checked" in page
    places = [
        page.index(f">{asked}<") for asked in (others[1].public_id, "to be sent", certificate.public_id)
    ]
    assert places == sorted(places)
    assert "Lovelace" not in page
    assert "Lovelace" not in str(Receipt.objects.get().lines)


def test_an_uploaded_table_will_do(client, certificate):
    table = BytesIO(f"Name;Number\nAda;{certificate.display_id}\n".encode("cp1252"))
    table.name = "people.csv"
    page = client.post("/verify/list", {"file": table}, follow=True).content.decode()
    assert "One certificate checked" in page
    assert certificate.display_id in page


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"ids": " \n"}, "Paste at least one ID, or choose a file."),
        ({"ids": "1\n" * 1_001}, "This list holds more than 1,000 IDs. Check it in parts."),
        ({"file": b"PK\x03\x04"}, "This is not a text file. Save the sheet as CSV and choose that."),
        ({"file": b"1\n" * 600_000}, "This file is too large for a list of 1,000 IDs."),
    ],
)
def test_a_list_that_cannot_be_checked_says_why_beside_its_field(client, given, said):
    if isinstance(given.get("file"), bytes):
        given = {"file": BytesIO(given["file"])}
        given["file"].name = "list.csv"
    answer = client.post("/verify/list", given)
    assert answer.status_code == 422
    assert answer.content.decode().count(said) == 2  # above the form and beside the field
    assert Receipt.objects.count() == 0


def test_the_table_for_spreadsheets_holds_no_formula(client, certificate):
    answer = client.post("/verify/list", {"ids": f"=1+1\n{certificate.public_id}"})
    data = client.get(f"{answer.headers['Location']}.csv")
    rows = list(csv.reader(StringIO(data.content.decode("utf-8-sig"))))
    assert rows[0][:3] == ["asked", "verdict", "credential_id"]
    assert rows[1][:2] == ["'=1+1", "unknown"]
    assert rows[2][:4] == [certificate.public_id, "valid", certificate.public_id, "Lean Leader"]
    assert data.headers["Content-Disposition"].startswith("attachment")


def test_a_receipt_is_found_by_its_address_alone_and_for_a_month(client, certificate):
    receipt = keep_receipt(check_list([certificate.public_id]), at=NOW)
    assert len(receipt.token) == 43
    assert client.get(f"/verify/receipts/{receipt.token}").status_code == 200
    assert client.get("/verify/receipts/guess").status_code == 404
    assert readable_receipt(receipt.token, at=NOW + KEPT) is None


def test_old_receipts_are_forgotten_and_the_others_kept(certificate):
    keep_receipt([], at=NOW - KEPT)
    kept = keep_receipt([], at=NOW)
    assert forget_receipts(at=NOW) == 1
    assert Receipt.objects.get() == kept


def test_one_check_alone_can_have_a_receipt(client, certificate):
    page = client.post(f"/v/{certificate.public_id}/receipt", follow=True).content.decode()
    assert "One certificate checked" in page
    assert certificate.display_id in page
    assert "Lovelace" not in page


def test_ids_in_lists_count_one_by_one_towards_what_an_address_may_ask(client, db):
    full = "\n".join(f"{number:026d}" for number in range(1_000))
    answers = [client.post("/verify/list", {"ids": full}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert client.post("/verify/list", {"ids": full}, REMOTE_ADDR="192.0.2.7").status_code == 302


def test_a_sign_that_no_database_keeps_is_left_out_of_a_receipt(client, certificate):
    sheet = BytesIO(f"{certificate.public_id}\nno\0id\n".encode("utf-16"))
    sheet.name = "ids.txt"
    client.post("/verify/list", {"file": sheet})
    assert [line["asked"] for line in Receipt.objects.get().lines] == [certificate.public_id, "no id"]


def test_an_address_that_can_be_no_receipt_is_not_even_looked_up():
    for address in ("/verify/receipts/a%00", "/verify/receipts/a%00.csv"):
        with pytest.raises(Resolver404):
            resolve(unquote(address))

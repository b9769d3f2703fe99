from io import BytesIO

import pytest
from django.conf import settings

from certificates.models import Certificate, Receipt
from certificates.sealing.examining import LARGEST
from tests.certificates.files import WAYS, Issued, issue_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def issued(certificate, seal_key, tmp_path) -> Issued:
    return issue_file(certificate, seal_key, tmp_path)


def file(data: bytes, name: str = "certificate.pdf") -> BytesIO:
    handed = BytesIO(data)
    handed.name = name
    return handed


def hand_in(client, *files: BytesIO, **more):
    return client.post("/verify/file", {"uploads": list(files), **more.pop("fields", {})}, **more)


def said(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize(
    ("way", "headline", "sentence"),
    [
        (
            "line end appended",
            "This certificate is not valid yet.",
            "A mail program added a line end behind it",
        ),
        ("seal cut off", "This file was changed.", "It was issued with our seal, and the seal is gone."),
        ("look-alike seal", "This file was changed.", "The seal on it was made by somebody else"),
        ("credential swapped", "This file was changed.", "says something else than our record"),
        ("another PDF", "This file is no certificate of ours.", "It carries no credential of ours"),
        ("cut short", "We cannot read this file.", "It is damaged or cut off."),
    ],
)
def test_one_file_is_judged_on_a_page_of_its_own(client, issued, way, headline, sentence):
    page = said(hand_in(client, file(WAYS[way](issued))))
    assert headline in page
    assert sentence in page
    assert "The file was read once and not stored." in page


def test_a_changed_file_says_what_can_cause_it_what_decides_and_what_the_record_says(client, issued):
    page = said(hand_in(client, file(issued.unsealed)))
    assert (
        "Saving or printing a certificate again can cause this too, so the code on it is what decides."
        in page
    )
    assert "What the genuine record says" in page
    assert "Ada Lovelace" in page
    assert f'href="/v/{issued.certificate.public_id}"' in page


@pytest.mark.parametrize("way", ["look-alike seal", "credential swapped"])
def test_no_printer_seals_or_writes_another_name(client, issued, way):
    page = said(hand_in(client, file(WAYS[way](issued))))
    assert "Do not rely on it. The code on a certificate is what decides." in page
    assert "Saving or printing" not in page


def test_a_changed_file_of_a_hidden_name_does_not_reveal_it(client, issued):
    Certificate.objects.update(name_shown="hidden")
    assert "Lovelace" not in said(hand_in(client, file(WAYS["credential swapped"](issued))))


def test_a_genuine_file_of_a_withheld_record_says_so_and_no_more(client, issued):
    Certificate.objects.update(is_withheld=True)
    page = said(hand_in(client, file(issued.sealed)))
    assert "The file is the very one that we issued" in page
    assert "The holder keeps this record to themselves." in page
    assert "Lovelace" not in page


def test_several_files_at_once_become_one_receipt(client, issued):
    answer = hand_in(client, file(issued.sealed, "one.pdf"), file(b"text", "two.txt"))
    page = said(client.get(answer.headers["Location"]))
    assert "2 certificates checked" in page
    assert "one.pdf" in page
    assert "Unreadable" in page


def test_a_script_hands_in_one_by_one_and_every_file_joins_the_same_receipt(client, issued):
    as_script = {"headers": {"accept": "application/json"}}
    first = hand_in(client, file(issued.sealed, "one.pdf"), **as_script).json()
    fields = {"receipt": first["receipt"]}
    second = hand_in(client, file(b"text", "two.txt"), fields=fields, **as_script).json()
    assert second == first
    assert [line["asked"] for line in Receipt.objects.get().lines] == ["one.pdf", "two.txt"]


def test_a_receipt_of_one_file_is_made_when_it_is_asked_for(client, issued):
    page = hand_in(client, file(issued.sealed, "one.pdf"))
    assert Receipt.objects.count() == 0
    made = client.post("/verify/receipts", {"said": page.context["receipt"]})
    assert "one.pdf" in said(client.get(made.headers["Location"]))


def test_nobody_writes_their_own_receipt(client, issued):
    page = hand_in(client, file(b"text"))
    assert client.post("/verify/receipts", {"said": page.context["receipt"][:-1]}).status_code == 400
    assert client.post("/verify/receipts", {}).status_code == 400
    assert Receipt.objects.count() == 0


@pytest.mark.parametrize(
    ("files", "why"), [(0, "Choose the file of a certificate."), (51, "more than 50 files")]
)
def test_none_and_too_many_files_are_said_beside_the_field(client, db, files, why):
    answer = hand_in(client, *(file(b"text") for _ in range(files)))
    assert answer.status_code == 422
    assert said(answer).count(why) == 2


def test_too_much_at_once_is_not_even_read(client, db):
    answer = client.post("/verify/file", b"", "multipart/form-data; boundary=x", CONTENT_LENGTH=60_000_000)
    assert answer.status_code == 422
    assert "Together these files are larger than 50 MB." in said(answer)


def test_a_large_file_is_turned_away_and_touches_no_disk(client, db, monkeypatch):
    monkeypatch.setattr(settings, "FILE_UPLOAD_TEMP_DIR", "/nowhere")
    page = said(hand_in(client, file(b"%PDF-" + b"0" * LARGEST)))
    assert "It is larger than 5 MB." in page


def test_what_a_file_is_called_is_shown_as_text(client, db):
    page = hand_in(client, file(b"text", "<script>alert(1)</script>.pdf")).content.decode()
    assert "<script>alert" not in page

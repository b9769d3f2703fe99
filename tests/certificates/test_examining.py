"""Each way to spoil a certificate, judged by poppler where it can and by us."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from threading import BoundedSemaphore

import pytest
from cryptography import x509
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from certificates.sealing import examining_apart
from certificates.sealing.authority import as_pem, make_crl
from certificates.sealing.examining import LARGEST, Examination, Unreadable, examine
from certificates.sealing.examining_apart import examine_within
from tests.certificates import seals
from tests.certificates.tools import pdfsig, tool, trust_store

VALID, TRUSTED, STRANGER = (
    "Signature is Valid.",
    "Certificate is Trusted.",
    "Certificate issuer isn't Trusted.",
)
NONE = ("none", "none", False)
OTHER = b'{"type":["VerifiableCredential"],"name":"Another"}'


def untouched() -> bytes:
    return seals.sealed()


def flipped_byte() -> bytes:
    place = seals.sealed().index(b"stream") + 100
    return seals.sealed()[:place] + bytes([seals.sealed()[place] ^ 1]) + seals.sealed()[place + 1 :]


def line_end_appended() -> bytes:
    """As mail gateways do."""
    return seals.sealed() + b"\r\n"


def annotation_appended() -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(seals.sealed()))
    page = writer.find_page_for_modification(0)[0].get_object()
    note = {"/Type": "/Annot", "/Subtype": "/FreeText", "/Contents": "With distinction", "/DA": "/F 9 Tf"}
    entries = {pdf_name(key): _value(value) for key, value in note.items()}
    rectangle = generic.ArrayObject(map(generic.NumberObject, (100, 100, 300, 140)))
    reference = writer.add_object(generic.DictionaryObject({**entries, pdf_name("/Rect"): rectangle}))
    page["/Annots"].append(reference)
    writer.update_container(page["/Annots"])
    return _written(writer)


def credential_swapped() -> bytes:
    return _with_credential(seals.sealed(), OTHER)


def credential_swapped_and_sealed_by_a_look_alike() -> bytes:
    return seals.look_alike().seal(_with_credential(seals.unsealed(), OTHER))


def sealed_by_a_look_alike() -> bytes:
    return seals.look_alike().seal(seals.unsealed())


def seal_cut_off() -> bytes:
    return seals.unsealed()


def truncated() -> bytes:
    return seals.sealed()[: len(seals.sealed()) // 2]


#: By poppler: signature, certificate, whole document. By us: what is so.
MATRIX = {
    untouched: ((VALID, TRUSTED, True), "genuine sealed intact trusted unchanged whole"),
    flipped_byte: (("Digest Mismatch.", "none", True), "sealed unchanged whole"),
    line_end_appended: ((VALID, TRUSTED, False), "sealed intact trusted unchanged"),
    annotation_appended: ((VALID, TRUSTED, False), "sealed intact trusted"),
    credential_swapped: ((VALID, TRUSTED, False), "sealed intact trusted"),
    sealed_by_a_look_alike: ((VALID, STRANGER, True), "sealed intact unchanged whole"),
    credential_swapped_and_sealed_by_a_look_alike: (
        (VALID, STRANGER, True),
        "sealed intact unchanged whole",
    ),
    seal_cut_off: (NONE, ""),
    truncated: (NONE, ""),
}


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> Path:
    return trust_store(tmp_path_factory.mktemp("store") / "nss", as_pem(seals.ours().root[0]))


def ask(pdf: bytes, **more) -> Examination:
    return examine(pdf, roots=[seals.ours().root_der], moment=more.pop("moment", seals.NOW), **more)


def words(found: Examination) -> str:
    said = {
        "genuine": found.is_genuine,
        "sealed": found.has_seal,
        "intact": found.is_intact,
        "trusted": found.is_trusted,
        "unchanged": found.is_unchanged,
        "whole": found.is_whole,
    }
    return " ".join(word for word, is_so in said.items() if is_so)


@pytest.mark.parametrize("spoil", MATRIX, ids=lambda spoil: spoil.__name__)
def test_poppler_judges_the_seal(spoil, store, tmp_path):
    file = tmp_path / "file.pdf"
    file.write_bytes(spoil())
    assert pdfsig(file, store) == MATRIX[spoil][0]


@pytest.mark.parametrize("spoil", MATRIX, ids=lambda spoil: spoil.__name__)
def test_only_what_the_issuer_sealed_and_nobody_touched_is_genuine(spoil):
    assert words(ask(spoil())) == MATRIX[spoil][1]


def test_a_file_saved_again_by_another_program_is_not_intact(store, tmp_path):
    (tmp_path / "file.pdf").write_bytes(seals.sealed())
    tool("qpdf", tmp_path / "file.pdf", tmp_path / "again.pdf")
    assert pdfsig(tmp_path / "again.pdf", store)[0] != VALID
    found = ask((tmp_path / "again.pdf").read_bytes())
    assert (found.is_intact, found.is_genuine) == (False, False)
    assert found.credential == seals.CREDENTIAL


def test_an_encrypted_file_is_unreadable(tmp_path):
    (tmp_path / "file.pdf").write_bytes(seals.sealed())
    tool("qpdf", "--encrypt", "", "owner", "256", "--", tmp_path / "file.pdf", tmp_path / "locked.pdf")
    assert ask((tmp_path / "locked.pdf").read_bytes()) == Examination(Unreadable.ENCRYPTED)


@pytest.mark.parametrize(
    ("pdf", "why"),
    [
        (b"", Unreadable.NOT_PDF),
        (b"\x89PNG\r\n\x1a\n", Unreadable.NOT_PDF),
        (b"%PDF-1.7", Unreadable.BROKEN),
        (b"%PDF-1.7\n" + bytes(range(256)) * 40, Unreadable.BROKEN),
        (b"%PDF-1.7\n" + b" " * LARGEST, Unreadable.TOO_LARGE),
    ],
)
def test_what_is_no_pdf_says_why_and_never_raises(pdf, why):
    assert ask(pdf) == Examination(why)


def test_the_credential_and_the_key_are_told():
    found = ask(seals.sealed())
    assert (found.credential, found.key_id) == (seals.CREDENTIAL, seals.ours().key_id)


def test_a_swapped_credential_is_told_as_it_stands_now():
    assert ask(credential_swapped()).credential == OTHER


def test_a_stranger_is_not_told_as_one_of_our_keys():
    assert ask(sealed_by_a_look_alike()).key_id == ""


def test_a_seal_stays_trusted_as_of_its_issue_when_its_certificate_has_ended():
    later = seals.NOW + timedelta(days=365 * 11)
    assert not ask(seals.sealed(), moment=later).is_trusted
    assert ask(seals.sealed(), moment=seals.NOW).is_trusted


def test_a_seal_whose_key_was_withdrawn_is_not_trusted():
    since = seals.NOW - timedelta(days=1)
    serial = seals.ours().leaf.serial_number
    crl = make_crl(seals.ours().issuing, [(serial, since)], at=seals.NOW, life=timedelta(days=400))
    assert x509.load_der_x509_crl(crl).get_revoked_certificate_by_serial_number(serial)
    assert not ask(seals.sealed(), crls=[crl]).is_trusted


def test_a_list_that_does_not_name_the_key_changes_nothing():
    crl = make_crl(seals.ours().issuing, [], at=seals.NOW, life=timedelta(days=400))
    assert ask(seals.sealed(), crls=[crl]).is_genuine


def test_without_a_root_nobody_is_trusted():
    assert not examine(seals.sealed(), roots=[], moment=seals.NOW).is_trusted


def test_an_attachment_that_unpacks_without_end_is_not_read():
    found = ask(_with_credential(seals.unsealed(), b" " * 300_000))
    assert found.credential is None


def test_a_file_is_examined_in_a_process_of_its_own():
    found = examine_within(seals.sealed(), 30, roots=[seals.ours().root_der], moment=seals.NOW)
    assert found.is_genuine


def test_an_examination_that_takes_too_long_is_ended():
    found = examine_within(seals.sealed(), 0, roots=[seals.ours().root_der], moment=seals.NOW)
    assert found == Examination(Unreadable.TOO_SLOW)


def test_while_all_room_is_taken_no_more_processes_are_started(monkeypatch):
    monkeypatch.setattr(examining_apart, "_room", BoundedSemaphore(1))
    monkeypatch.setattr(examining_apart._processes, "Process", None)
    with examining_apart._room:
        found = examine_within(seals.sealed(), 0.01, roots=[], moment=seals.NOW)
    assert found == Examination(Unreadable.TOO_SLOW)


def test_room_is_given_back_whatever_comes_of_it(monkeypatch):
    monkeypatch.setattr(examining_apart, "_room", BoundedSemaphore(1))
    for seconds in (0, 30, 30):
        found = examine_within(seals.sealed(), seconds, roots=[seals.ours().root_der], moment=seals.NOW)
    assert found.is_genuine


def _with_credential(pdf: bytes, credential: bytes) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    specification = writer.root["/Names"]["/EmbeddedFiles"]["/Names"][1]
    fresh = generic.StreamObject(stream_data=credential)
    fresh[pdf_name("/Type")] = pdf_name("/EmbeddedFile")
    fresh.compress()
    specification["/EF"][pdf_name("/F")] = writer.add_object(fresh)
    writer.update_container(specification["/EF"])
    return _written(writer)


def _written(writer: IncrementalPdfFileWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _value(text: str):
    return pdf_name(text) if text.startswith("/") and " " not in text else generic.pdf_string(text)

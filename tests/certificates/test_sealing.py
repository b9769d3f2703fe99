import subprocess
import sys
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import page
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from certificates.sealing.authority import as_pem
from tests.certificates import seals
from tests.certificates.tools import pdfsig, tool, trust_store

FACES = {"Cert-Display", "Cert-Text", "Cert-Strong-Semi-Bold", "Cert-Mono"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """unsealed.pdf, sealed.pdf, and a store that trusts our root."""
    place = tmp_path_factory.mktemp("seal")
    (place / "unsealed.pdf").write_bytes(seals.unsealed())
    (place / "sealed.pdf").write_bytes(seals.sealed())
    trust_store(place / "nss", as_pem(seals.ours().root[0]))
    return place


@pytest.fixture(scope="module")
def file(folder) -> Path:
    return folder / "sealed.pdf"


def test_poppler_finds_the_seal_valid_trusted_and_over_the_whole_file(folder, file):
    assert pdfsig(file, folder / "nss") == ("Signature is Valid.", "Certificate is Trusted.", True)


def test_poppler_reads_who_sealed_when_and_how(folder, file):
    said = tool("pdfsig", "-nssdir", f"sql:{folder / 'nss'}", file)
    assert "Signature Field Name: IssuerSeal" in said
    assert "CN=Lean Leaders Seal,O=Lean Leaders" in said
    assert "Signature Type: ETSI.CAdES.detached" in said
    assert "Signing Hash Algorithm: SHA-256" in said


def test_qpdf_finds_nothing_to_mend(file):
    assert "No syntax or stream encoding errors found" in tool("qpdf", "--check", file)


@pytest.mark.parametrize("profile", ["3a", "ua1"])
def test_the_sealed_file_is_archival_and_accessible(file, profile):
    failures = page.validate_pdf(str(file), profile=profile).failures
    assert [str(failure) for failure in failures] == []


def test_the_file_stays_pdf_1_7_and_tagged(file):
    said = tool("pdfinfo", file)
    assert "PDF version:     1.7" in said
    assert "Tagged:          yes" in said


def test_the_seal_is_read_out_as_part_of_the_document(file):
    assert "Form" in tool("pdfinfo", "-struct", file)


def test_the_metadata_are_those_of_the_sheet(folder, file):
    drawn = tool("pdfinfo", "-meta", folder / "unsealed.pdf")
    assert drawn
    assert tool("pdfinfo", "-meta", file) == drawn


def test_only_our_typefaces_are_in_it(file):
    lines = tool("pdffonts", file).splitlines()[2:]
    assert {line.split("+")[1].split()[0] for line in lines} == FACES


def test_the_credential_comes_out_as_it_went_in(folder, file):
    tool("pdfdetach", "-savefile", "credential.json", "-o", folder / "out.json", file)
    assert (folder / "out.json").read_bytes() == seals.CREDENTIAL


def test_the_credential_is_attached_as_data_of_the_document():
    root = _root(seals.sealed())
    attached = root["/AF"][0]
    assert attached["/AFRelationship"] == "/Data"
    assert attached["/EF"]["/F"]["/Params"]["/ModDate"] == "D:20261218104300Z"
    assert attached["/EF"]["/F"]["/Params"]["/CreationDate"] == "D:20261218104300Z"


def test_the_seal_is_only_added_behind_the_sheet():
    assert seals.sealed().startswith(seals.unsealed())


def test_the_seal_certifies_and_allows_no_changes():
    assert b"/DocMDP" in seals.sealed()
    assert _root(seals.sealed())["/Perms"]["/DocMDP"]["/Reference"][0]["/TransformParams"]["/P"] == 1


def test_sealing_again_gives_the_same_bytes():
    assert seals.ours().seal(seals.unsealed()) == seals.sealed()


def test_the_seal_says_the_moment_it_was_told_in_utc():
    at = seals.NOW - timedelta(days=30)
    stamped = seals.ours().seal(seals.unsealed(), at=at)
    assert _root(stamped)["/Perms"]["/DocMDP"]["/M"] == f"D:{at:%Y%m%d%H%M%S}Z"


def test_another_process_draws_the_same_bytes_with_the_same_attachment(tmp_path):
    script = (
        "import os, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'tests.settings'; django.setup()\n"
        "from tests.certificates.seals import unsealed\n"
        f"open({str(tmp_path / 'again.pdf')!r}, 'wb').write(unsealed())"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
    assert (tmp_path / "again.pdf").read_bytes() == seals.unsealed()


def _root(pdf: bytes):
    return PdfFileReader(BytesIO(pdf)).root

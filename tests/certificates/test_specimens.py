"""What officers see while they write: the sheet as it would be issued, marked, with nothing that verifies."""

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from certificates.credentials.public_ids import normalise
from certificates.models import Certificate
from certificates.models.programmes import SAMPLES
from certificates.printing.picturing import picture
from certificates.printing.specimens import NO_ID, corrected_specimen, specimen_of
from certificates.programmes.designing import programme_of
from tests.certificates.test_claims import CLAIMS
from tests.conftest import AT
from tests.factories import make_course

pytestmark = pytest.mark.django_db


def text_of(pdf: bytes, tmp_path: Path) -> str:
    path = tmp_path / "one.pdf"
    path.write_bytes(pdf)
    command = [str(shutil.which("pdftotext")), "-layout", str(path), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def programme(db):
    return programme_of(make_course(achievement="Lean Leader", criteria="By passing its exam."))


@pytest.mark.parametrize("sample", SAMPLES.values())
def test_a_specimen_shows_the_sheet_with_the_name_and_says_what_it_is(programme, sample, tmp_path):
    shown = text_of(specimen_of(programme, earner=sample, at=AT), tmp_path)
    assert sample.split()[0] in shown
    assert "Lean Leader" in shown
    assert "Specimen" in shown
    assert "not valid" in shown


def test_the_id_of_a_specimen_stands_on_no_sheet(programme, tmp_path):
    shown = text_of(specimen_of(programme, earner="Ines Calder", at=AT), tmp_path)
    assert "SPEC" not in shown
    assert not Certificate.objects.filter(public_id=normalise(NO_ID) or "").exists()


def test_a_corrected_specimen_differs_in_the_name_alone(tmp_path):
    was = text_of(corrected_specimen(CLAIMS, earner=CLAIMS.earner), tmp_path)
    now = text_of(corrected_specimen(CLAIMS, earner="Ada King"), tmp_path)
    assert CLAIMS.earner in was
    assert now == was.replace(CLAIMS.earner, "Ada King")


def test_a_picture_is_the_page_in_its_proportions(programme):
    drawn = Image.open(io.BytesIO(picture(specimen_of(programme, earner="Ines Calder", at=AT), width=700)))
    assert drawn.format == "PNG"
    assert drawn.size == (700, 495)  # A4 across: 297 to 210


@pytest.mark.parametrize("rubbish", [b"", b"%PDF-1.7 one blank page", b"GIF89a"])
def test_what_is_no_pdf_has_no_picture(rubbish):
    with pytest.raises(ValueError, match="no PDF"):
        picture(rubbish)

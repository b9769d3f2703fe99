import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import page
import pytest
import segno
from PIL import Image
from weasyprint.urls import FatalURLFetchingError

from certificates.credentials.claims import Claims, Result, Signatory
from certificates.printing import rendering
from certificates.printing.fetching import ROOT, OwnFilesOnly
from certificates.printing.ornaments import Ornament, all_ornaments
from certificates.printing.rendering import render
from certificates.printing.sheet import Sheet, record_url, sheet_of
from tests.certificates.test_claims import CLAIMS, PARTICULARS
from tests.certificates.tools import tool

BASE = "https://leanleaders.example"
MODULES = tuple(Result("module", f"Module {number}", "92") for number in range(1, 12))
ELEVEN = replace(CLAIMS, results=(*MODULES, Result("exam", "Final exam", "82")))
# As long as the fields allow.
LONGEST = replace(
    ELEVEN,
    earner="Wolfeschlegelsteinhausenbergerdorff Nguyễn Thị Minh Khai "
    "Þórdís Ólafsdóttir Przybyszewska-Țăndărică von und zu Xyz",
    achievement="Advanced practitioner of lean leadership, coaching and "
    "continuous improvement in public and private work at present",
    criteria="By completing eleven modules with their checks at work, " * 7,
)


@pytest.fixture(scope="module")
def pdfs(tmp_path_factory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("sheets")
    for name, claims in (("usual", ELEVEN), ("longest", LONGEST)):
        (folder / f"{name}.pdf").write_bytes(render(sheet_of(claims, BASE)))
    return {path.stem: path for path in folder.iterdir()}


@pytest.mark.parametrize("name", ["usual", "longest"])
@pytest.mark.parametrize("profile", ["3a", "ua1"])
def test_the_file_is_archival_and_accessible(pdfs, name, profile):
    report = page.validate_pdf(str(pdfs[name]), profile=profile)
    assert [str(failure) for failure in report.failures] == []


@pytest.mark.parametrize("name", ["usual", "longest"])
def test_only_our_typefaces_are_in_it_and_it_has_one_page(pdfs, name):
    faces = {line.split("+")[1].split()[0] for line in tool("pdffonts", pdfs[name]).splitlines()[2:]}
    assert faces == {"Cert-Display", "Cert-Text", "Cert-Strong-Semi-Bold", "Cert-Mono"}
    assert "Pages:           1\n" in tool("pdfinfo", pdfs[name])


def test_it_reads_in_the_order_of_its_meaning(pdfs):
    said = re.sub(r"\s+", " ", tool("pdftotext", "-raw", pdfs["usual"], "-"))
    order = [
        "This certifies that",
        "Łukasz Čapek",
        "has met the standard for",
        "Lean Leader",
        "By passing. Final exam: 82 %.",
        "11 Module 11",
        "E Final exam",
        "ed25519-0123456789ab",
        "7F3K-92QD-M4AB-CDEF GHJK-MNPQ-01",
        "Awarded 18 December 2026",
        "Valid until 17 December 2029",
        "leanleaders.example/verify",
    ]
    places = [said.find(words, said.find("This certifies that")) for words in order]
    assert -1 not in places
    assert places == sorted(places)


def test_the_programmes_words_and_signatories_stand_on_the_sheet(tmp_path):
    three = tuple(
        Signatory(name, f"{name[:4]} role") for name in ("Jonas Brandt", "Mirela Osei", "Ines Calder")
    )
    told = replace(PARTICULARS, opening="We attest that", bridge="has earned", signatories=three)
    (tmp_path / "told.pdf").write_bytes(render(sheet_of(replace(ELEVEN, particulars=told), BASE)))
    said = re.sub(r"\s+", " ", tool("pdftotext", "-raw", tmp_path / "told.pdf", "-"))
    order = ["We attest that", "has earned", "Jonas Brandt Jona role", "Mirela Osei Mire role", "Ines Calder"]
    places = [said.find(words) for words in order]
    assert -1 not in places
    assert places == sorted(places)
    assert "Key that signed" not in said


def test_without_signatories_the_issuer_and_its_key_stand_there(tmp_path):
    told = replace(PARTICULARS, signatories=())
    (tmp_path / "told.pdf").write_bytes(render(sheet_of(replace(ELEVEN, particulars=told), BASE)))
    said = tool("pdftotext", "-raw", tmp_path / "told.pdf", "-")
    assert "Lean Leaders\nIssuer" in said
    assert "ed25519-0123456789ab\nKey that signed the record" in said


def test_the_longest_texts_keep_clear_of_the_stream_and_of_the_seal(pdfs):
    words = re.findall(
        r'xMax="([\d.]+)" yMax="([\d.]+)">([^<]+)<', tool("pdftotext", "-bbox", pdfs["longest"], "-")
    )
    last = max(i for i, (_, _, word) in enumerate(words) if word == "%.")
    first = next(i for i, (_, _, word) in enumerate(words) if word == "This")
    above = words[first : last + 1]
    # In points: the stream begins at 126 mm from the top, the seal at 203 mm from the left.
    assert max(float(foot) for _, foot, _ in above) < 126 / 25.4 * 72
    assert max(float(right) for right, _, _ in above) < 203 / 25.4 * 72


def test_the_same_sheet_is_the_same_bytes():
    assert render(sheet_of(ELEVEN, BASE)) == render(sheet_of(ELEVEN, BASE))


def test_remembered_ornaments_look_as_when_they_are_drawn(monkeypatch, tmp_path):
    render(sheet_of(ELEVEN, BASE))  # by now they are remembered
    (tmp_path / "remembered.pdf").write_bytes(render(sheet_of(ELEVEN, BASE)))
    monkeypatch.setattr(rendering, "_ornaments", dict)
    (tmp_path / "drawn.pdf").write_bytes(render(sheet_of(ELEVEN, BASE)))
    for name in ("remembered", "drawn"):
        tool("pdftoppm", "-r", 100, "-png", "-singlefile", tmp_path / f"{name}.pdf", tmp_path / name)
    assert (tmp_path / "remembered.png").read_bytes() == (tmp_path / "drawn.png").read_bytes()


def test_the_first_file_of_a_process_is_as_the_next(monkeypatch):
    again = render(sheet_of(ELEVEN, BASE))
    rendering._ornaments.cache_clear()
    assert render(sheet_of(ELEVEN, BASE)) == again


def test_an_ornament_that_is_more_than_strokes_is_refused(tmp_path, monkeypatch):
    file = tmp_path / "seal.svg"
    file.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path opacity=".5" d="M0 0H4V4z"/></svg>'
    )
    ornaments = all_ornaments() | {(rendering.PRINT / "seal.svg").as_uri(): Ornament(file)}
    monkeypatch.setattr(rendering, "_ornaments", lambda: ornaments)
    with pytest.raises(RuntimeError, match="more than strokes"):
        render(sheet_of(ELEVEN, BASE))


def test_threads_take_turns_and_share_one_set_of_fonts():
    before = rendering._typesetting()
    with ThreadPoolExecutor(3) as pool:
        pages = list(pool.map(render, [sheet_of(ELEVEN, BASE)] * 3))
    assert len(set(pages)) == 1
    assert rendering._typesetting() is before


def test_markup_in_a_name_is_text(tmp_path):
    file = tmp_path / "sheet.pdf"
    name = '<link rel="attachment" href="file:///etc/hostname">'
    file.write_bytes(render(sheet_of(replace(CLAIMS, earner=name), BASE)))
    assert "attachment" in tool("pdftotext", file, "-")
    assert b"/EmbeddedFile" not in file.read_bytes()


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/hostname",
        "http://localhost/x.svg",
        "https://example.org/x.ttf",
        "data:image/svg+xml,<svg/>",
        f"file://example.org{ROOT}/print/seal.svg",
        f"file://{ROOT}/print/../models.py",
        f"file://{ROOT}/models.py",
        f"file://{ROOT}/print/certificate.css",
    ],
)
def test_the_typesetter_opens_nothing_but_its_own_fonts_and_drawings(address):
    with pytest.raises(FatalURLFetchingError):
        OwnFilesOnly().fetch(address)


def test_the_typesetter_opens_its_own():
    assert OwnFilesOnly().fetch(f"file://{ROOT}/print/seal.svg").read().startswith(b"<svg")


def test_a_foreign_address_in_the_page_ends_the_rendering(monkeypatch):
    def page_with_a_stranger(template, context):
        return '<!DOCTYPE html><html lang="en"><title>x</title><img alt="x" src="http://127.0.0.1:9/x.svg"></html>'

    monkeypatch.setattr(rendering, "render_to_string", page_with_a_stranger)
    with pytest.raises(FatalURLFetchingError):
        render(sheet_of(CLAIMS, BASE))


def test_the_code_holds_the_records_address_in_the_small_alphabet():
    address = record_url(CLAIMS.public_id, BASE)
    assert address == "HTTPS://LEANLEADERS.EXAMPLE/V/7F3K92QDM4ABCDEFGHJKMNPQ01"
    code = segno.make(address, error="m", micro=False)
    assert (code.mode, code.error, code.version) == ("alphanumeric", "M", 3)


def test_the_printed_code_is_that_code_square_by_square(pdfs, tmp_path):
    tool("pdftoppm", "-r", 300, "-gray", "-png", "-singlefile", pdfs["usual"], tmp_path / "sheet")
    image = Image.open(tmp_path / "sheet.png").convert("L")
    # In millimetres: where the code stands on the sheet, with its quiet zone of four squares.
    left, top, size = 250.4, 169.75, 21.5
    matrix = list(
        segno.make(record_url(CLAIMS.public_id, BASE), error="m", micro=False).matrix_iter(border=4)
    )
    square = size / len(matrix)
    for row, squares in enumerate(matrix):
        for column, is_dark in enumerate(squares):
            place = (left + (column + 0.5) * square, top + (row + 0.5) * square)
            grey = image.getpixel(tuple(round(mm / 25.4 * 300) for mm in place))
            assert (grey < 128) is bool(is_dark), (row, column)


def test_sizes_follow_the_length_of_the_texts():
    sheet: Sheet = sheet_of(CLAIMS, BASE)
    assert (sheet.name_size, sheet.achievement_size, sheet.basis_size) == ("usual", "usual", "usual")
    assert sheet_of(replace(CLAIMS, earner="Maximiliane Oberhuber-Hahn"), BASE).name_size == "long"
    longest = sheet_of(LONGEST, BASE)
    assert (longest.name_size, longest.achievement_size, longest.basis_size) == ("longest",) * 3


@pytest.mark.parametrize(
    ("name", "size"),
    [
        # By its width, as all of these have 20 or 21 signs.
        ("Willi Illi Tilly Lil", "usual"),
        ("Nguyễn Thị Minh Khai", "usual"),
        ("Zoë Ångström-Großmann", "wide"),
        ("Wilhelm Mommsen Wwwww", "wide"),
        ("Wolfgang Amadeus Theophilus Mozart", "long"),
        ("Maximiliane Theophila Oberhuber-Hahn von Weissenfels", "longest"),
    ],
)
def test_a_name_is_as_large_as_stands_on_its_line(name, size):
    sheet = sheet_of(replace(ELEVEN, earner=name), BASE)
    assert sheet.name_size == size


@pytest.mark.parametrize("name", ["Zoë Ångström-Großmann", "Maximiliane Oberhuber-Hahn"])
def test_a_name_that_is_said_to_fit_stands_on_one_line(name, tmp_path):
    (tmp_path / "sheet.pdf").write_bytes(render(sheet_of(replace(ELEVEN, earner=name), BASE)))
    assert name in tool("pdftotext", "-raw", tmp_path / "sheet.pdf", "-").splitlines()


def test_the_stream_has_a_box_for_each_module_and_the_exam():
    assert [step.mark for step in sheet_of(ELEVEN, BASE).steps] == [*map(str, range(1, 12)), "E"]
    assert sheet_of(replace(CLAIMS, results=()), BASE).steps == ()


def test_claims_without_results_make_a_sheet_too():
    bare: Claims = replace(CLAIMS, results=())
    assert render(sheet_of(bare, BASE)).startswith(b"%PDF-1.7")

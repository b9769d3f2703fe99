"""What the engine of veraPDF says of sealed files, untouched: PDF/A-3a and PDF/UA-1."""

from dataclasses import replace
from pathlib import Path

import pytest

from certificates.credential import as_bytes
from certificates.rendering import render
from certificates.sheet import sheet_of
from tests.acceptance.outside import verapdf
from tests.acceptance.published import BASE, CLAIMS, credential
from tests.certificates import seals
from tests.certificates.test_time_stamps import authority, sealed_with  # noqa: F401 - the first is a fixture

NAMES = (
    "Ada Lovelace",
    "Łukasz Čapek",
    "Nguyễn Thị Minh Khai",
    "Ólafur Þórðarson",
    "Þórdís Ólafsdóttir",
    "Ayşe Nur Öztürk-Nguyễn",
    "Ștefan Țăndărică",
    "Ağlasun Şükrü Őrsi İnci",
    "Siobhán O’Connor-Nì Dhòmhnaill",
    "María de los Ángeles Fernández-Villaverde y Rodríguez de la Peña Santísima Trinidad",
)


def test_every_name_makes_a_file_for_the_archive_and_for_readers_who_do_not_see(tmp_path):
    attached = as_bytes(credential())
    files = []
    for place, name in enumerate(NAMES):
        sheet = sheet_of(replace(CLAIMS, earner=name), BASE)
        files.append(_written(seals.ours().seal(render(sheet, attached)), tmp_path / f"{place}.pdf"))
    assert _faults(files) == []


def test_time_stamps_and_kept_proofs_leave_it_so(authority, tmp_path):  # noqa: F811
    address, root = authority
    stamped = _written(sealed_with(address, None), tmp_path / "stamped.pdf")
    kept = _written(sealed_with(address, root), tmp_path / "kept.pdf")
    assert _faults([stamped, kept]) == []


@pytest.mark.parametrize(
    ("found", "replacement", "clause"),
    [
        (b'pdfaid:part="3"', b'pdfaid:part="2"', "6.6.4"),
        (b"<pdfuaid:part>1<", b"<pdfuaid:part>2<", "5"),
    ],
)
def test_the_engine_finds_what_is_wrong(tmp_path, found, replacement, clause):
    spoilt = seals.sealed().replace(found, replacement)
    assert spoilt != seals.sealed()
    faults = _faults([_written(spoilt, tmp_path / "spoilt.pdf")])
    assert any(fault.strip().startswith(f"{clause} ") for fault in faults)


def _written(pdf: bytes, path: Path) -> Path:
    path.write_bytes(pdf)
    return path


def _faults(files: list[Path]) -> list[str]:
    """Return every line that is not a pass after hundreds of checks; a profile that is missing makes none."""
    told = verapdf(files)
    passed = [line for line in told if line.startswith("PASS ") and int(line.split()[2]) > 500]
    assert len(told) >= 2 * len(files)
    return [line for line in told if line not in passed]

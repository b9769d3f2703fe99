"""What the engine of veraPDF says of sealed files, untouched: PDF/A-3a and PDF/UA-1."""

from dataclasses import replace
from pathlib import Path

import pytest

from certificates.credentials.credential import as_bytes
from certificates.printing.rendering import render
from certificates.printing.sheet import sheet_of
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


SPOILT = {
    "6.6.4": (b'pdfaid:part="3"', b'pdfaid:part="2"'),
    "5": (b"<pdfuaid:part>1<", b"<pdfuaid:part>2<"),
}


@pytest.fixture(scope="module")
def told(authority, tmp_path_factory) -> dict[str, list[str]]:  # noqa: F811
    """What is said of each file. The engine takes longer to start than to look: it is started once."""
    address, root = authority
    stamped = {"stamped": sealed_with(address, None), "proofs kept": sealed_with(address, root)}
    spoilt = {clause: seals.sealed().replace(*change) for clause, change in SPOILT.items()}
    made = {name: _sealed(name) for name in NAMES} | stamped | spoilt
    folder = tmp_path_factory.mktemp("files")
    paths = {name: folder / f"{place}.pdf" for place, name in enumerate(made)}
    for name, path in paths.items():
        path.write_bytes(made[name])
    lines = verapdf(paths.values())
    return {name: _about(path, lines) for name, path in paths.items()}


@pytest.mark.parametrize("name", [*NAMES, "stamped", "proofs kept"])
def test_a_sealed_file_is_for_the_archive_and_for_readers_who_do_not_see(told, name):
    assert [line.split()[:2] for line in told[name]] == [["PASS", "3a"], ["PASS", "ua1"]]
    # A profile that does not load makes no checks, and fails nothing.
    assert all(int(line.split()[2]) > 500 for line in told[name])


@pytest.mark.parametrize("clause", SPOILT)
def test_the_engine_finds_what_is_wrong(told, clause):
    assert any(line.startswith("FAIL ") for line in told[clause])
    assert any(line.strip().startswith(f"{clause} ") for line in told[clause])


def _sealed(name: str) -> bytes:
    sheet = sheet_of(replace(CLAIMS, earner=name), BASE)
    return seals.ours().seal(render(sheet, as_bytes(credential())))


def _about(path: Path, lines: list[str]) -> list[str]:
    """Return the file's lines, each with the faults that stand indented below it."""
    found, is_ours = [], False
    for line in lines:
        is_ours = is_ours if line.startswith(" ") else line.endswith(str(path))
        found += [line] if is_ours else []
    return found

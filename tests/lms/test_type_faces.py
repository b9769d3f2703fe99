"""A name finds each of its letters, on screen and in the PDF."""

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parents[2]
CSS = ROOT / "lms/static/css"
IN_PDF = sorted((ROOT / "certificates/printing/fonts").glob("*.ttf"))

#: Letters beyond Latin-1 in names: Polish, Czech, Icelandic, Hungarian, Turkish, Romanian, Latvian.
NAMES = "ŁłČčÞþŐőİıȘșŽžĀā"


def letters(path: Path) -> set[int]:
    return set(TTFont(path).getBestCmap())


def faces(family: str) -> list[tuple[Path, str]]:
    """Return the file and the unicode-range of each upright face of a family on screen."""
    found = []
    for rule in re.findall(r"@font-face\s*{(.*?)}", (CSS / "fonts.css").read_text(), re.DOTALL):
        if f'"{family}"' in rule and "font-style: normal" in rule:
            address = re.search(r'url\("([^"]+)"\)', rule)
            span = re.search(r"unicode-range:\s*([^;]+);", rule)
            assert address
            assert span
            found.append((CSS / address[1], span[1]))
    return found


def covers(span: str, letter: str) -> bool:
    ends = [part.strip().removeprefix("U+").split("-") for part in span.split(",")]
    return any(int(end[0], 16) <= ord(letter) <= int(end[-1], 16) for end in ends)


@pytest.mark.parametrize("family", ["Newsreader", "Atkinson Next", "Atkinson Mono"])
def test_a_name_on_screen_finds_each_letter_in_a_face_that_offers_it(family: str):
    held = [(letters(path), span) for path, span in faces(family)]
    missing = [x for x in NAMES if not any(covers(span, x) and ord(x) in cmap for cmap, span in held)]
    assert missing == []


@pytest.mark.parametrize("path", IN_PDF, ids=lambda path: path.name)
def test_a_name_in_the_pdf_finds_each_letter_in_one_file(path: Path):
    held = letters(path)
    assert [x for x in NAMES if ord(x) not in held] == []


@pytest.mark.parametrize("weight", [400, 500, 600])
def test_the_face_of_names_on_certificates_holds_vietnamese_letters(weight: int):
    held = letters(ROOT / f"certificates/printing/fonts/newsreader-{weight}.ttf")
    assert [x for x in "NguyễnTrầnPhươngĐặng" if ord(x) not in held] == []

"""Which names the certificate's typefaces can print. Asked at sign-up and again before issue."""

import unicodedata
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent / "fonts"
# Vietnamese sets two marks on a letter; more only pile up over the line above.
MOST_MARKS = 2
# Signs that fit on one line of the certificate.
LONGEST_WORD = 40


def clean_name(name: str) -> str:
    """Return the name composed (NFC), with single spaces, as it will be claimed and printed.

    Signs that cannot be seen (soft hyphens, spaces of no width, turns of direction) come along when a
    name is pasted, and are left out.
    """
    seen = "".join(sign for sign in name if unicodedata.category(sign) != "Cf")
    return " ".join(unicodedata.normalize("NFC", seen).split())


def initials_of(name: str) -> str:
    """Return the first sign of each word: "Ada de Lovelace" gives "A. D. L."."""
    return " ".join(f"{word[0].upper()}." for word in name.split())


def unprintable(text: str) -> set[str]:
    """Return the characters outside the bundled typefaces; empty when the text can be printed.

    A character that none of our fonts has would be taken from whatever the machine has, or print
    as a box, and the file would no longer be fit for the archive.
    """
    signs = set(clean_name(text)) - {" "}
    return {sign for sign in signs if not sign.isprintable() or ord(sign) not in _covered()}


def name_refusal(signs: set[str]) -> str:
    """Say which signs cannot be printed, and what to do about it."""
    return ngettext(
        "Certificates cannot print this sign: %(signs)s. Please write your name in Latin letters.",
        "Certificates cannot print these signs: %(signs)s. Please write your name in Latin letters.",
        len(signs),
    ) % {"signs": " ".join(sorted(signs))}


def refusal_of(name: str) -> str:
    """Say why a name cannot stand on a certificate; "" when it can."""
    signs = unprintable(name)
    return name_refusal(signs) if signs else overflow_refusal(name)


def overflow_refusal(name: str) -> str:
    """Say why a name would leave its line, upwards or sideways; "" when it stays."""
    name = clean_name(name)
    if any(len(word) > LONGEST_WORD for word in name.split()):
        return _("Please put a space in names of more than %(most)s signs.") % {"most": LONGEST_WORD}
    if _most_marks(name) > MOST_MARKS:
        return _("Please write no more than two accents on one letter.")
    return ""


def line_width(name: str, points: float) -> float:
    """Return how many points a name takes on one line in the certificate's large typeface."""
    widths, units = _advances()
    return sum(widths.get(ord(sign), units) for sign in name) * points / units


def _most_marks(name: str) -> int:
    most = count = 0
    for sign in unicodedata.normalize("NFD", name):
        count = count + 1 if unicodedata.combining(sign) else 0
        most = max(most, count)
    return most


@cache
def _covered() -> frozenset[int]:
    """Every sign that all faces have together: the style sheet lets each face stand in for the others."""
    return frozenset(code for path in FONTS.glob("*.ttf") for code in TTFont(path, lazy=True).getBestCmap())


@cache
def _advances() -> tuple[dict[int, int], int]:
    """The width of each sign of the large typeface, and of its em, in the font's own units."""
    font = TTFont(FONTS / "newsreader-400.ttf", lazy=True)
    widths = font["hmtx"]
    return {code: widths[glyph][0] for code, glyph in font.getBestCmap().items()}, font["head"].unitsPerEm

"""Which names the certificate's typefaces can print. Asked at sign-up and again before issue."""

import unicodedata
from functools import cache
from pathlib import Path

from django.utils.translation import ngettext
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent / "fonts"


def clean_name(name: str) -> str:
    """Return the name composed (NFC) and with single spaces, as it will be claimed and printed."""
    return " ".join(unicodedata.normalize("NFC", name).split())


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


@cache
def _covered() -> frozenset[int]:
    """Every sign that all faces have together: the style sheet lets each face stand in for the others."""
    return frozenset(code for path in FONTS.glob("*.ttf") for code in TTFont(path, lazy=True).getBestCmap())

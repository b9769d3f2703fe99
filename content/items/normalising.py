"""Writing that differs where meaning does not: texts and numbers in one form."""

import re
import unicodedata
from decimal import Decimal

from content.items.terms import ResponseInvalid
from content.items.wording import Wording as _

NUMBER_LIMIT = 30
FORGIVING_FROM = 6

_QUOTES = " \"'`´‘’‚“”„«»‹›"
_FINAL = _QUOTES + ".,;:!?…。"
# What PHP trims, and runs of asterisks that no backslash protects.
_ENDS = " \t\n\r\0\x0b"
_ASTERISKS = re.compile(r"(?<!\\)\*+")
# 1,250 is 1250 to one reader and 1.25 to another, so it is no number here.
_NUMBER = re.compile(r"(?![+-]?[1-9]\d{0,2},\d{3}$)[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)")


def normalise_text(text: str, *, keeps_case: bool = False) -> str:
    """Return the text without what a hurried writer varies; doing so twice is once.

    >>> normalise_text("  “Ji  DOKA.” ")
    'ji doka'
    """
    composed = unicodedata.normalize("NFKC", text)
    folded = composed if keeps_case else composed.casefold()
    normal = " ".join(folded.split()).lstrip(_QUOTES).rstrip(_FINAL)
    # Folding may make a letter that composes, and stripping may bare a space.
    return normal if normal == text else normalise_text(normal, keeps_case=keeps_case)


def to_number(text: str) -> Decimal:
    """Read a decimal with a comma or a point; raise ResponseInvalid for all else."""
    plain = text.strip().replace("−", "-")
    if len(plain) > NUMBER_LIMIT or not _NUMBER.fullmatch(plain):
        raise ResponseInvalid(
            _(
                "Write one number, without a unit and without a separator for "
                "thousands, for example 1250 or 12.5."
            )
        )
    return Decimal(plain.replace(",", "."))


def is_one_slip(written: str, meant: str) -> bool:
    """Whether at most one letter is missing, added, wrong or swapped with the next.

    Short words are never forgiven: muri is not mura.
    """
    if len(meant) < FORGIVING_FROM:
        return written == meant
    while written and meant and written[0] == meant[0]:
        written, meant = written[1:], meant[1:]
    while written and meant and written[-1] == meant[-1]:
        written, meant = written[:-1], meant[:-1]
    return max(len(written), len(meant)) <= 1 or (len(written) == 2 and written == meant[::-1])


def matches_pattern(pattern: str, text: str, *, ignores_case: bool) -> bool:
    """Whether the text is the pattern, in which * stands for any writing, or none, and \\* for an asterisk.

    Nothing else is forgiven: a final point counts, and letters are folded one by one, so ß is not ss.
    Source: Moodle 4.5, question/type/shortanswer/question.php, compare_string_with_wildcard.
    """
    first, *others = _literals(_comparable(pattern, ignores_case=ignores_case))
    written = _comparable(text.strip(_ENDS), ignores_case=ignores_case)
    if not others:
        return written == first
    *middle, last = others
    if not written.startswith(first):
        return False
    # Each bit as early as it can stand leaves the most room for the next.
    at = len(first)
    for bit in middle:
        if (found := written.find(bit, at)) < 0:
            return False
        at = found + len(bit)
    return written.endswith(last) and len(written) - len(last) >= at


def shortest_match(pattern: str) -> str:
    """Return a text that fits the pattern: each of its asterisks standing for nothing."""
    return "".join(_literals(pattern)).strip(_ENDS)


def _literals(pattern: str) -> list[str]:
    return [bit.replace(r"\*", "*") for bit in _ASTERISKS.split(pattern)]


def _comparable(text: str, *, ignores_case: bool) -> str:
    composed = unicodedata.normalize("NFC", text)
    return "".join(map(_folded, composed)) if ignores_case else composed


def _folded(letter: str) -> str:
    """Fold one letter to one letter; where that is not possible, leave it."""
    for fold in (str.casefold, str.lower):
        if len(fold(letter)) == 1:
            return fold(letter)
    return letter

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
# 1,250 is 1250 to one reader and 1.25 to another, so it is no number here.
_NUMBER = re.compile(r"(?![+-]?[1-9]\d{0,2},\d{3}$)[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)")


def normalise_text(text: str) -> str:
    """Return the text without what a hurried writer varies; doing so twice is once.

    >>> normalise_text("  “Ji  DOKA.” ")
    'ji doka'
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    normal = " ".join(folded.split()).lstrip(_QUOTES).rstrip(_FINAL)
    # Folding may make a letter that composes, and stripping may bare a space.
    return normal if normal == text else normalise_text(normal)


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

"""The id of a certificate: 130 random bits.

Whoever knows it may look at the record, so it must be beyond guessing.
"""

import re
import secrets
import unicodedata

#: Crockford's base 32: no I, L, O or U, so that a typed id has one reading and spells no word.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 26
GROUP = 4
_ADDRESS = re.compile(r"(?:^|/)V/([^/?#]+)")
_ENDING = re.compile(r"\.(JSON|PDF)$")
_MISREAD = str.maketrans("OIL", "011")


def new_public_id() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def display(public_id: str) -> str:
    """Return the id in groups of four, as printed: 7F3K-92QD-…"""
    return "-".join(public_id[start : start + GROUP] for start in range(0, len(public_id), GROUP))


def normalise(typed: str) -> str | None:
    """Return the stored form of a typed id, or None when it cannot be one.

    Case, spaces and any dashes do not count, nor how wide the signs are set; O is read as 0, I and L
    as 1. A pasted address of the record, or of its file or credential, will do as well.
    """
    found = normalise_part(typed)
    return found if len(found) == LENGTH and set(found) <= set(ALPHABET) else None


def normalise_part(typed: str) -> str:
    """Return the stored form of some signs of an id, whatever else they may be."""
    # NFKC makes the wide digits of East Asian keyboards, and letters set as ornaments, plain ones.
    plain = unicodedata.normalize("NFKC", typed).strip().upper()
    address = _ADDRESS.search(plain)
    last = address[1] if address else plain.rstrip("/").rpartition("/")[2]
    return "".join(sign for sign in _ENDING.sub("", last) if sign.isalnum()).translate(_MISREAD)

"""Whether a name or an e-mail address is the holder's: answered, never told. Pure."""

import hashlib
import hmac
import unicodedata
from enum import Enum

from certificates.credentials.claims import Claims

#: Letters that are no base letter with a mark, as keyboards without them write them.
_SPELT = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)


class Match(Enum):
    YES = "yes"
    #: Apart from accents or from the order of the words.
    NEARLY = "nearly"
    NO = "no"
    #: There is nothing on record to compare it with.
    UNTOLD = "untold"


def match(claims: Claims, typed: str) -> Match:
    """Compare what was typed, a name or an e-mail address, with what was signed."""
    return _match_address(claims, typed) if "@" in typed else _match_name(claims.earner, typed)


def _match_name(earner: str, typed: str) -> Match:
    if _words(earner) == _words(typed):
        return Match.YES
    is_near = sorted(map(_without_marks, _words(earner))) == sorted(map(_without_marks, _words(typed)))
    return Match.NEARLY if is_near else Match.NO


def _match_address(claims: Claims, typed: str) -> Match:
    told = claims.particulars
    if told is None or not told.email_hash:
        return Match.UNTOLD
    address = typed.strip().lower()
    digest = hashlib.sha256(f"{address}{told.salt}".encode()).hexdigest()
    return Match.YES if hmac.compare_digest(digest, told.email_hash) else Match.NO


def _words(name: str) -> list[str]:
    return unicodedata.normalize("NFC", name).casefold().replace(",", " ").replace("’", "'").split()


def _without_marks(word: str) -> str:
    bare = "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign))
    return bare.translate(_SPELT)

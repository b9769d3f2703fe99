"""One line of a list of checks: what was asked, and what came of it. Names no holder."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from certificates.checking.pasted_lists import SHOWN
from certificates.checking.showing import ERASED, WITHHELD, Shown

#: Files besides: what is no certificate of ours, and what cannot be read.
NOT_OURS, UNREADABLE = "not ours", "unreadable"
VALID = "valid"
#: From what needs looking into to what is well; the order of counts and of rows.
WORDS: dict[str, str | Promise] = {
    "altered": _("Altered"),
    "revoked": _("Revoked"),
    ERASED: _("Withdrawn"),
    NOT_OURS: _("Not ours"),
    "unknown": _("Unknown"),
    UNREADABLE: _("Unreadable"),
    "superseded": _("Replaced"),
    "expired": _("Expired"),
    "not yet valid": _("Not valid yet"),
    WITHHELD: _("Withheld"),
    VALID: _("Valid"),
}
LAMPS = {
    **dict.fromkeys(("altered", "revoked", ERASED), "stop"),
    **dict.fromkeys(("superseded", "expired", "not yet valid"), "wait"),
    **dict.fromkeys((NOT_OURS, "unknown", UNREADABLE, WITHHELD), "todo"),
    VALID: "done",
}
_ORDER = {word: place for place, word in enumerate(WORDS)}


@dataclass(frozen=True)
class Line:
    """asked: the typed text or the name of the file. word: of WORDS. Dates are ISO 8601, or "".

    sha256: of the file's bytes, lower-case hex; "" where no file was checked.
    """

    asked: str
    word: str
    public_id: str = ""
    achievement: str = ""
    awarded_on: str = ""
    valid_until: str = ""
    sha256: str = ""

    @property
    def label(self) -> str:
        return str(WORDS[self.word])

    @property
    def lamp(self) -> str:
        return LAMPS[self.word]

    @property
    def is_well(self) -> bool:
        return self.word == VALID

    @property
    def awarded(self) -> date | None:
        return date.fromisoformat(self.awarded_on) if self.awarded_on else None

    @property
    def until(self) -> date | None:
        return date.fromisoformat(self.valid_until) if self.valid_until else None


def line_of(asked: str, seen: Shown, *, word: str = "", sha256: str = "") -> Line:
    """word: how the file fared, where that is worse than what the record says."""
    return Line(
        # PostgreSQL keeps no text with a null sign in it; a sheet in UTF-16 can bring one.
        asked=" ".join(asked.replace("\0", " ").split())[:SHOWN],
        word=word or seen.word,
        public_id=seen.public_id,
        achievement=seen.achievement,
        awarded_on=seen.awarded_on.isoformat() if seen.awarded_on else "",
        valid_until=seen.valid_until.isoformat() if seen.valid_until else "",
        sha256=sha256,
    )


def read_lines(stored: Iterable[dict[str, str]]) -> list[Line]:
    """Return the lines that were stored as dicts. What a later version adds is left out."""
    known = {field.name for field in fields(Line)}
    return [Line(**{name: value for name, value in line.items() if name in known}) for line in stored]


def stored_lines(lines: Iterable[Line]) -> list[dict[str, str]]:
    return [asdict(line) for line in lines]


def problems_first(lines: Iterable[Line]) -> list[Line]:
    """Keep the order in which they were asked within each verdict."""
    return sorted(lines, key=lambda line: _ORDER[line.word])


def tally(lines: Iterable[Line]) -> list[tuple[str, str | Promise, str, int]]:
    """Return (word, label, lamp, count) for each verdict that came up, problems first."""
    counted = Counter(line.word for line in lines)
    return [(word, label, LAMPS[word], counted[word]) for word, label in WORDS.items() if counted[word]]

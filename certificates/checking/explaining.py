"""What came of checking a file, in the words of the page: headline, sentence, where it differs."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from certificates.checking.checking_files import GENUINE, FileCheck, Finding
from certificates.checking.presenting import OPENINGS_BY_WORD, Opening
from certificates.checking.showing import Shown
from certificates.credentials.comparing import Facts, facts_of, read_credential
from certificates.dates import last_day, local_day
from certificates.sealing.examining import Unreadable

Text = str | Promise

CHANGED = Opening(_("This file was changed."), "stop")
STRANGE = Opening(_("This file is no certificate of ours."), "todo")
BROKEN = Opening(_("We cannot read this file."), "todo")
SENTENCES: dict[Finding, Text] = {
    Finding.IDENTICAL: _("The file is the very one that we issued, byte for byte."),
    Finding.LINE_ENDS: _(
        "The file is the one that we issued. A mail program added a line end behind it, which says nothing."
    ),
    Finding.SEALED: _("The file is as we sealed it, and the credential inside is the one on record."),
    Finding.CREDENTIAL: _("The credential says what our record says, term by term."),
    Finding.BADGE: _(
        "The credential inside the badge says what our record says, term by term. "
        "The picture around it proves nothing."
    ),
    Finding.UNCOMPARED: _("There is nothing left on record to compare the file with."),
    Finding.SEAL_MISSING: _("It was issued with our seal, and the seal is gone."),
    Finding.SEAL_BROKEN: _("It bears our seal, and what it says is no longer what was sealed."),
    Finding.SEAL_FOREIGN: _("The seal on it was made by somebody else, whatever name it shows."),
    Finding.ADDED_TO: _("Something was added to it after we sealed it."),
    Finding.CREDENTIAL_DIFFERS: _("It names a certificate of ours, and says something else than our record."),
    Finding.CREDENTIAL_MISSING: _("It bears a seal of ours, and the credential that belongs inside is gone."),
    Finding.CREDENTIAL_DAMAGED: _("The credential inside was damaged, so the file is not as it was sealed."),
    Finding.PICTURE: _("A picture can show anything. This one carries no credential that could be checked."),
    Finding.NOT_OURS: _("It carries no credential of ours, so there is nothing in it that we could check."),
}
MAY_BE_HARMLESS = frozenset(
    {
        *(Finding.SEAL_MISSING, Finding.SEAL_BROKEN, Finding.ADDED_TO),
        *(Finding.CREDENTIAL_MISSING, Finding.CREDENTIAL_DAMAGED),
    }
)
REASONS: dict[Unreadable, Text] = {
    Unreadable.TOO_LARGE: _("It is larger than 5 MB. Our certificates have less than a tenth of that."),
    Unreadable.NOT_PDF: _("It is neither a PDF nor the JSON, PNG or SVG of a credential."),
    Unreadable.ENCRYPTED: _("It is locked with a password. Our certificates never are."),
    Unreadable.BROKEN: _("It is damaged or cut off. Ask for it to be sent once more."),
    Unreadable.TOO_SLOW: _("It took too long to read. Our certificates take less than a second."),
}


@dataclass(frozen=True)
class Difference:
    part: str
    in_file: str
    in_record: str
    is_same: bool


@dataclass(frozen=True)
class Explained:
    """word: for the colour. differences: of the credential, where the file holds one that differs.

    may_be_harmless: saving or printing the file again can have done it.
    """

    word: str
    opening: Opening
    sentence: Text
    differences: tuple[Difference, ...] = ()
    is_genuine: bool = False
    may_be_harmless: bool = False


def explain(checked: FileCheck) -> Explained:
    if checked.unreadable is not None:
        return Explained(checked.word, BROKEN, REASONS[checked.unreadable])
    sentence = SENTENCES[checked.finding]
    if checked.finding in GENUINE:
        return Explained(checked.word, OPENINGS_BY_WORD[checked.word], sentence, is_genuine=True)
    opening = CHANGED if checked.word == "altered" else STRANGE
    return Explained(
        checked.word,
        opening,
        sentence,
        _differences(checked),
        may_be_harmless=checked.finding in MAY_BE_HARMLESS,
    )


def _differences(checked: FileCheck) -> tuple[Difference, ...]:
    """Compare what a person can compare. What the holder hides is not told by the comparison either."""
    certificate = checked.certificate
    if checked.finding is not Finding.CREDENTIAL_DIFFERS or not (certificate and checked.credential):
        return ()
    theirs, seen = facts_of(read_credential(checked.credential)), checked.seen
    if not certificate.credential or not seen.public_id:
        return ()
    ours = facts_of(read_credential(certificate.credential.encode()))
    found = tuple(
        Difference(str(part), _said(name, theirs), _said(name, ours), _is_same(name, theirs, ours))
        for part, name in _PARTS
        if _may_tell(name, seen)
    )
    if all(each.is_same for each in found):
        rest = Difference(_now("Everything else"), _now("Not as signed"), _now("As signed"), is_same=False)
        return (*found, rest)
    return found


def _is_same(name: str, theirs: Facts, ours: Facts) -> bool:
    same: bool = getattr(theirs, name) == getattr(ours, name)
    return same


_DAYS = frozenset({"awarded", "valid_from", "valid_until"})
_PARTS: tuple[tuple[Text, str], ...] = (
    (_("Name"), "name"),
    (_("Award"), "achievement"),
    (_("Awarded"), "awarded"),
    (_("Valid from"), "valid_from"),
    (_("Valid until"), "valid_until"),
    (_("Results"), "results"),
)


def _may_tell(name: str, seen: Shown) -> bool:
    """Tell whether "same" or "differs" would give away what is hidden."""
    return {"name": seen.has_full_name, "results": seen.has_results}.get(name, True)


def _said(name: str, facts: Facts) -> str:
    value: str = getattr(facts, name)
    if not value:
        return _now("Nothing")
    return _as_day(value, is_end=name == "valid_until") if name in _DAYS else value


def _as_day(value: str, *, is_end: bool) -> str:
    """Say a moment of a credential as a day; an end is the last day, as the record says it."""
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return value
    if moment.tzinfo is None:
        return value
    return date_format(last_day(moment) if is_end else local_day(moment), "j F Y")

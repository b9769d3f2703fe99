"""What an import would do, as data: item by item, and what is to be said about it."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content.models import Item
from content.models.items import Pool


@dataclass(frozen=True)
class Choices:
    """What the importer says of a whole file.

    level, objectives (codes): for items whose tags name none. is_published: frozen at once, not drafts.
    is_whole: one item that cannot be taken keeps all others out. has_new_codes: a taken code is replaced.
    """

    pool: str = Pool.CHECK.value
    level: str = ""
    objectives: tuple[str, ...] = ()
    is_published: bool = False
    is_whole: bool = True
    has_new_codes: bool = False


class Fate(StrEnum):
    NEW = "new"
    THERE = "there"
    REFUSED = "refused"


@dataclass(frozen=True)
class Remark:
    """Why something is not taken, or what of it was left out. line 0: unknown."""

    name: str
    message: str
    line: int = 0
    source: str = ""
    is_warning: bool = False

    @property
    def place(self) -> str:
        """Where to look: the member of a package, the line, or both."""
        line = _("line %(line)s") % {"line": self.line} if self.line else ""
        return ", ".join(part for part in (self.source, line) if part)


@dataclass(frozen=True)
class Entry:
    """One item of the file, in words. item: as it would be written; None where it is not new."""

    name: str
    fate: Fate
    code: str = ""
    kind: str = ""
    stem: str = ""
    key: str = ""
    points: Fraction = Fraction(1)
    item: Item | None = None


@dataclass(frozen=True)
class Plan:
    """What becomes of each item, in the order of the file, and what is to be said about it."""

    entries: tuple[Entry, ...]
    remarks: tuple[Remark, ...]
    choices: Choices

    @cached_property
    def refusals(self) -> tuple[Remark, ...]:
        return tuple(remark for remark in self.remarks if not remark.is_warning)

    @cached_property
    def warnings(self) -> tuple[Remark, ...]:
        return tuple(remark for remark in self.remarks if remark.is_warning)

    @cached_property
    def new(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.fate is Fate.NEW)

    @cached_property
    def there(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.fate is Fate.THERE)

    @property
    def refused_count(self) -> int:
        """How many items are not taken: one may be refused for several reasons."""
        return len({(remark.source, remark.line, remark.name) for remark in self.refusals})

    @property
    def is_refused(self) -> bool:
        """Whether nothing is written because of what cannot be taken."""
        return bool(self.refusals) and (self.choices.is_whole or not self.new)


def summary(plan: Plan, *, is_rehearsal: bool = False) -> str:
    """Return in a sentence what an import did, or would do."""
    new, there, refused = len(plan.new), len(plan.there), plan.refused_count
    if plan.is_refused:
        first = _("Nothing would be imported.") if is_rehearsal else _("Nothing was imported.")
    elif is_rehearsal:
        first = ngettext("%(count)d item would be made.", "%(count)d items would be made.", new)
    else:
        first = ngettext("%(count)d item was made.", "%(count)d items were made.", new)
    parts = [first % {"count": new}]
    if there:
        words = ngettext("%(count)d is there already.", "%(count)d are there already.", there)
        parts.append(words % {"count": there})
    if refused:
        words = ngettext("%(count)d cannot be taken.", "%(count)d cannot be taken.", refused)
        parts.append(words % {"count": refused})
    return " ".join(parts)

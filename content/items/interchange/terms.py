"""The words that all formats share."""

from dataclasses import dataclass
from fractions import Fraction

from content.items.terms import Content
from content.items.wording import Wording


@dataclass(frozen=True)
class Imported:
    """One item as read from a file.

    name: as the file gives it, or "". code: its idnumber or identifier, or "".
    content: passes check_content; its HTML is raw, its ids are fresh.
    category: a path with "/" between. line: where it begins, from 1; 0 if unknown.
    source: the member of a package, else "".
    """

    name: str
    content: Content
    code: str = ""
    category: str = ""
    tags: tuple[str, ...] = ()
    line: int = 0
    source: str = ""
    points: Fraction = Fraction(1)


@dataclass(frozen=True)
class Refusal:
    """One item that is not taken, and why; a warning: taken, with something left out."""

    name: str
    message: Wording
    line: int = 0
    source: str = ""
    is_warning: bool = False


@dataclass(frozen=True)
class TestSection:
    """A part of a test. count: how many of its items are drawn, None: all. codes: of the items, in order."""

    __test__ = False  # a noun of QTI, and none of pytest's

    title: str = ""
    codes: tuple[str, ...] = ()
    count: int | None = None
    is_shuffled: bool = False


@dataclass(frozen=True)
class TestPlan:
    """How a file puts its items into a test. minutes, attempts: None for no limit."""

    __test__ = False

    title: str = ""
    sections: tuple[TestSection, ...] = ()
    minutes: int | None = None
    attempts: int | None = None


@dataclass(frozen=True)
class Reading:
    """What a file gave, in its order. tests: the plans in it, where the format has any."""

    items: tuple[Imported, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    tests: tuple[TestPlan, ...] = ()


@dataclass(frozen=True)
class Exported:
    """One item to be written."""

    code: str
    name: str
    content: Content
    tags: tuple[str, ...] = ()
    category: str = ""


class FileRefused(ValueError):
    """The file as a whole cannot be read. str(error) is safe and useful; line 0: unknown."""

    def __init__(self, message: Wording, line: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.line = line

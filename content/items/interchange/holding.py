"""Whether a format holds an item: it is written, read again, and compared."""

import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar

from content.items.interchange.keeping import Unkeepable, kept
from content.items.interchange.terms import Exported, Imported, Reading
from content.items.wording import Wording
from content.items.wording import Wording as _

T = TypeVar("T")
# What a part of a content is to its author, by the last word of its path.
_PARTS = {
    "accept": _("its accepted answers"),
    "key": _("its key"),
    "more": _("its further answers"),
    "options": _("its options"),
    "stem": _("its question"),
    "stimulus": _("what is read before its question"),
    "text": _("its text"),
    "weight": _("its shares"),
    "wrong": _("its typical errors"),
}


class Unwritable(ValueError):
    """A format cannot hold an item. str(error) is safe and useful."""

    def __init__(self, message: Wording) -> None:
        super().__init__(message)
        self.message = message


def held(
    exported: Exported,
    render: Callable[[Exported, Mapping[str, str]], T],
    read: Callable[[T], Reading],
) -> T:
    """Return the item as the format writes it, so that reading gives it back; raise Unwritable."""
    try:
        return _held(exported, render, read)
    except Unkeepable as lost:
        raise Unwritable(_no_place(lost.path)) from lost
    except Unwritable:
        raise
    except ValueError as error:
        # Control characters: XML allows of none, and a text file is refused with some.
        raise Unwritable(_("It holds a character that the format does not allow.")) from error


def _held(
    exported: Exported,
    render: Callable[[Exported, Mapping[str, str]], T],
    read: Callable[[T], Reading],
) -> T:
    plain = _read_back(read(render(exported, {})))
    written = render(exported, kept(exported.content, plain.content))
    if _about(_read_back(read(written))) != _about(exported):
        raise Unwritable(_("Its name, its code, its category or its tags do not fit the format."))
    return written


def _read_back(reading: Reading) -> Imported:
    if len(reading.items) == 1:
        return reading.items[0]
    reasons = [refusal.message for refusal in reading.refusals]
    raise Unwritable(reasons[0] if reasons else _("The format does not hold it."))


def _about(item: Exported | Imported) -> tuple[str, str, str, tuple[str, ...]]:
    return item.name, item.code, item.category, item.tags


def _no_place(path: str) -> Wording:
    names = [name for name in reversed(path.split(".")) if name in _PARTS]
    part = _PARTS[names[0]] if names else path
    return _("The format has no place for %(part)s as they are.", part=part)


def nameless(exported: Exported) -> Exported:
    """The item with nothing but its content, for a format that holds no more."""
    return replace(exported, code="", name="", tags=(), category="")


def fixed_rng() -> random.Random:
    """For ids of what is read only to be compared."""
    return random.Random(0)  # noqa: S311 - nothing is drawn for learners

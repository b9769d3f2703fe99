"""Lists of entries, each with an id and a text: options, steps, columns to match."""

import random
from collections.abc import Collection, Iterable, Iterator, Sequence

from content.items.shapes import Shape, misfits
from content.items.terms import Entry, Form, Problem, ResponseInvalid, View
from content.items.wording import Wording as _


def ids(entries: Iterable[Entry]) -> list[str]:
    return [entry["id"] for entry in entries]


def in_order(entries: Iterable[Entry], order: Iterable[str]) -> list[Entry]:
    """The entries whose ids are in the order; an id from elsewhere is a KeyError."""
    by_id = {entry["id"]: entry for entry in entries}
    return [by_id[entry_id] for entry_id in order]


def shown(entries: Iterable[Entry], order: Iterable[str]) -> list[View]:
    """What anybody may see of entries: an allow-list of their id and text."""
    return [{"id": e["id"], "text": e["text"]} for e in in_order(entries, order)]


def shuffled(entries: Iterable[Entry], rng: random.Random) -> list[str]:
    # Sorted first: what is drawn must hang on the seed, not on the author's order.
    drawn = sorted(ids(entries))
    rng.shuffle(drawn)
    return drawn


def refuse_strangers(chosen: Sequence[str], entries: Iterable[Entry]) -> None:
    """Raise ResponseInvalid unless each id belongs to the entries, and comes once."""
    if len(set(chosen)) < len(chosen) or not set(chosen) <= set(ids(entries)):
        raise ResponseInvalid(_("This answer does not belong to the question. Reload the page and retry."))


def refuse_misshapen(response: object, shape: Shape) -> None:
    """Raise ResponseInvalid unless the response has the shape."""
    if any(misfits(response, shape)):
        raise ResponseInvalid(_("This answer could not be read. Reload the page."))


def only_value(form: Form, name: str) -> str:
    """The value of a field that may be given once, or "" where it was not given."""
    values = form.get(name, ())
    if len(values) > 1:
        raise ResponseInvalid(_("Give one answer only."))
    return values[0] if values else ""


def entry_problems(field: str, entries: Collection[Entry], *, at_least: int) -> Iterator[Problem]:
    """Yield what is wrong with the texts: too few, empty, or alike to the eye."""
    if len(entries) < at_least:
        yield Problem(field, _("Write at least %(count)s of them.", count=at_least))
    seen = set()
    for number, entry in enumerate(entries):
        text = " ".join(entry["text"].split()).casefold()
        if not text:
            yield Problem(f"{field}.{number}.text", _("Write a text here."))
        elif text in seen:
            yield Problem(f"{field}.{number}.text", _("This text is there already."))
        seen.add(text)

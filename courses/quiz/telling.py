"""The story of an attempt in sentences, from its log: what happened, never what was answered. Pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from content.items.wording import Wording
from content.items.wording import Wording as _
from courses.quiz.replaying import Kind

# All that a sentence needs of what an event holds.
TOLD = ("number", "origin", "position", "reason", "minutes")


@dataclass(frozen=True)
class Step:
    """One row of the log. payload: see TOLD. actor: a name; "" for the clock, or for somebody who is gone."""

    kind: str
    at: datetime
    payload: Mapping[str, Any]
    actor: str = ""


@dataclass(frozen=True)
class Sentence:
    """One thing that happened, or a run of the same. until: when the last of the run was."""

    text: Wording
    at: datetime
    until: datetime
    actor: str


def story_of(steps: Iterable[Step]) -> list[Sentence]:
    """Tell the log in order; what one person does again and again in a row is told once."""
    return list(_sentences(steps))


def _sentences(steps: Iterable[Step]) -> Iterator[Sentence]:
    for (kind, actor), run in groupby(steps, key=lambda step: (step.kind, step.actor)):
        found = list(run)
        if kind in _RUNS:
            text = _RUNS[Kind(kind)](len(found))
            yield Sentence(text, found[0].at, found[-1].at, actor)
        else:
            yield from (Sentence(_text(step), step.at, step.at, actor) for step in found)


def _text(step: Step) -> Wording:
    tell = _ALONE.get(step.kind)
    return tell(step.payload) if tell else _("%(kind)s", kind=step.kind)


def _times(once: Wording, often: Callable[[int], Wording]) -> Callable[[int], Wording]:
    return lambda n: once if n == 1 else often(n)


_RUNS: Mapping[Kind, Callable[[int], Wording]] = {
    Kind.SAVE: _times(_("An answer saved"), lambda n: _("%(n)s answers saved", n=n)),
    Kind.FLAG: _times(_("A flag set or taken away"), lambda n: _("%(n)s flags set or taken away", n=n)),
    Kind.CHECK: _times(_("An answer checked"), lambda n: _("%(n)s answers checked", n=n)),
    Kind.RETRY: _times(_("Tried once more"), lambda n: _("Tried %(n)s times more", n=n)),
    Kind.REVEAL: _times(_("A whole answer shown"), lambda n: _("%(n)s whole answers shown", n=n)),
}


_minutes = _times(_("1 minute more given"), lambda n: _("%(n)s minutes more given", n=n))


def _submitted(told: Mapping[str, Any]) -> Wording:
    by_clock = told["origin"] == "deadline"
    return _("Handed in by the clock, when the time was up") if by_clock else _("Handed in")


_ALONE: Mapping[str, Callable[[Mapping[str, Any]], Wording]] = {
    Kind.START: lambda told: _("Attempt %(number)s begun", number=told.get("number", "")),
    Kind.ONWARD: lambda told: _("Item %(n)s left for good", n=told["position"] - 1),
    Kind.EXTEND: lambda told: _minutes(told["minutes"]),
    Kind.BREAK: lambda told: _("A break begun"),
    Kind.RESUME: lambda told: _("Back from the break"),
    Kind.SUBMIT: _submitted,
    Kind.MARK: lambda told: _("Answer %(n)s marked", n=told["position"]),
    Kind.RELEASE: lambda told: _("The marks released as a result"),
    Kind.REGRADE: lambda told: _("An item decided anew for everybody"),
    Kind.VOID: lambda told: _("Declared void: %(reason)s", reason=told["reason"]),
}

"""What may be seen of an item, and of a result. Every door asks here; what is not named is hidden."""

from collections.abc import Mapping
from enum import StrEnum
from itertools import accumulate
from operator import or_
from types import MappingProxyType


class Part(StrEnum):
    ITEM = "item"  # as asked, without anything of the answer
    RESPONSE = "response"  # what the learner gave
    REVIEW = "review"  # whether what they gave is right, and why; never what they did not give
    SOLUTION = "solution"  # the whole answer
    RECEIPT = "receipt"  # that it was handed in, and when
    SCORE = "score"  # points and verdict of the attempt
    MODULES = "modules"  # the share of points by module, with lessons to look at again


Parts = frozenset[Part]

_NOTHING: Parts = frozenset()
_ANSWERING = frozenset({Part.ITEM, Part.RESPONSE})
_JUDGING = _ANSWERING | {Part.SOLUTION}

# What a learner sees of an attempt that was handed in; each step holds the ones before it.
_STEPS: Mapping[str, Parts] = {
    "nothing": frozenset({Part.RECEIPT}),
    "score": frozenset({Part.SCORE}),
    "profile": frozenset({Part.MODULES}),
    "answers": _ANSWERING | {Part.REVIEW},
    "solutions": frozenset({Part.SOLUTION}),
}
SHOWN: Mapping[str, Parts] = MappingProxyType(
    dict(zip(_STEPS, accumulate(_STEPS.values(), or_), strict=True))
)

# Markers judge what was given, and never meet the score that comes of it or whose it is.
_MARKER = MappingProxyType({"marking": _JUDGING, "submitted": _JUDGING})
# Authors know the items; of a learner's sitting they see what is over.
_AUTHOR = MappingProxyType(
    {
        "marking": _JUDGING | {Part.REVIEW, Part.RECEIPT},
        "submitted": frozenset(Part),
        "void": _JUDGING | {Part.REVIEW, Part.RECEIPT},
    }
)
_STAFF: Mapping[str, Mapping[str, Parts]] = {"marker": _MARKER, "author": _AUTHOR}


def visible(
    purpose: str,
    phase: str,
    *,
    role: str = "learner",
    checked: bool = False,
    revealed: bool = False,
    at_once: str = "nothing",
    after_closing: str = "",
    is_closed: bool = False,
    at_hand: bool = True,
) -> Parts:
    """Return what may be seen.

    purpose: check or exam. phase: see courses.quiz.clock. role: learner, marker or author.
    checked: feedback was asked for, after which the response counts. revealed: so was the answer.
    at_once, after_closing: steps of SHOWN, the first until the quiz has closed, the second from then on
    unless it is "". is_closed: the window is over for everybody.
    at_hand: False for an item that an attempt under way has left for good, or not come to.
    """
    if purpose not in ("check", "exam"):
        return _NOTHING
    if role != "learner":
        return _STAFF.get(role, {}).get(phase, _NOTHING)
    if phase == "open" and at_hand:
        return _ANSWERING | (_checked(checked, revealed) if purpose == "check" else _NOTHING)
    if phase == "marking":
        return SHOWN["nothing"]
    if phase != "submitted":
        return _NOTHING
    return SHOWN.get(after_closing if is_closed and after_closing else at_once, SHOWN["nothing"])


def _checked(checked: bool, revealed: bool) -> Parts:
    """In a check the first answer opens its feedback, and asking for it the whole answer."""
    if not checked:
        return _NOTHING
    return frozenset({Part.REVIEW, Part.SOLUTION} if revealed else {Part.REVIEW})

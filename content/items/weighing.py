"""Credit as authors give it: an exact share, and the way of grading that an item chooses for itself."""

import re
from collections.abc import Iterator
from fractions import Fraction

from content.items.terms import Content, Problem
from content.items.wording import Wording as _

_WEIGHT = re.compile(r"-?[0-9]+(\.[0-9]+|/[1-9][0-9]*)?")


def weight(text: str) -> Fraction:
    """Read "1/3", "-1/2", "0.5" or "1", exactly.

    >>> weight("-1/2")
    Fraction(-1, 2)
    """
    return Fraction(text)


def clamped(credit: Fraction) -> Fraction:
    """Keep credit in [0, 1]: nothing is taken from other items, and nothing given beyond this one."""
    return min(max(credit, Fraction(0)), Fraction(1))


def weight_problems(field: str, text: str) -> Iterator[Problem]:
    """Yield why the text is no weight from -1 to 1."""
    if not _WEIGHT.fullmatch(text):
        yield Problem(field, _("Write a share such as 1/3, 0.5 or 1."))
    elif abs(weight(text)) > 1:
        yield Problem(field, _("A share lies between -1 and 1."))


def credit_problems(field: str, text: str) -> Iterator[Problem]:
    """Yield why the text is no credit for an answer: more than nothing, and not more than all."""
    problems = list(weight_problems(field, text))
    yield from problems
    if not problems and weight(text) <= 0:
        yield Problem(field, _("Give it more than 0. What earns nothing is a typical error."))


def grading_problems(content: Content, gradings: tuple[str, ...]) -> Iterator[Problem]:
    """Yield why the grading that a content names is none of those it may have."""
    if "grading" in content and content["grading"] not in gradings:
        yield Problem("grading", _("Choose a way of grading that belongs to this kind of answer."))

"""Steps to be ordered, as Moodle's ordering question writes them into GIFT: {>4 ALL VERTICAL …}."""

import random
from collections.abc import Sequence

from content.items.interchange import answers as make
from content.items.interchange.answers import Draft
from content.items.interchange.gift.texts import Texts
from content.items.interchange.gift.tokens import Token, joined
from content.items.interchange.orderings import GRADINGS, SHORT, grading_named, some_steps

_ALL = {"ALL", "EXACT"}
_SOME = {"RANDOM", "REL", "CONTIGUOUS", "CONTIG"}
_LAYOUTS = {"HORIZONTAL", "HORI", "H", "1", "VERTICAL", "VERT", "V", "0"}
_SHOWN = {"SHOW", "TRUE", "YES", "1", "HIDE", "FALSE", "NO", "0"}
_NUMBERED = {"NONE", "ABC", "ABCD", "123", "III", "IIII"}


def ordering(part: Sequence[Token], texts: Texts, rng: random.Random) -> Draft:
    first, *lines = joined(part).strip().removeprefix(">").split("\n")
    count, words = _counted(first.split())
    selects = _taken(words, [_ALL | _SOME])
    _layout, grading, _shown, _numbered = (
        _taken(words, [allowed]) for allowed in (_LAYOUTS, GRADINGS.keys() | SHORT.keys(), _SHOWN, _NUMBERED)
    )
    # What is left of the first line is a step.
    steps = [line for line in (" ".join(words), *lines) if line.strip()]
    make.refuse_many_answers(len(steps))
    draft = make.ordering([(_step(line, texts), "") for line in steps], grading_named(grading), rng)
    if selects not in _ALL and count < len(steps):
        draft.warnings.append(some_steps(count))
    return draft


def _counted(words: list[str]) -> tuple[int, list[str]]:
    """Return how many steps are to be shown, which is all where it is not said, and the words after it."""
    if words and words[0].isdecimal() and len(words[0]) < 4:
        return int(words[0]), words[1:]
    return 10**6, words


def _taken(words: list[str], allowed: Sequence[set[str]]) -> str:
    """Take the next word away if it is one of those allowed."""
    return words.pop(0).upper() if words and words[0].upper() in allowed[0] else ""


def _step(line: str, texts: Texts) -> str:
    return texts.answer([Token("", line, 0)])

"""What a learner may see of an item, and of a result. Every door asks here; what is not named is hidden."""

from enum import StrEnum


class Part(StrEnum):
    ITEM = "item"  # as asked, without anything of the answer
    RESPONSE = "response"  # what the learner gave
    REVIEW = "review"  # whether what they gave is right, and why; never what they did not give
    SOLUTION = "solution"  # the whole answer
    SCORE = "score"  # points and verdict of the attempt
    MODULES = "modules"  # the share of points by module, with lessons to look at again


_NOTHING: frozenset[Part] = frozenset()
_ANSWERING = frozenset({Part.ITEM, Part.RESPONSE})
_RESULT = frozenset({Part.SCORE, Part.MODULES})


def visible(purpose: str, phase: str, *, checked: bool = False, revealed: bool = False) -> frozenset[Part]:
    """Return what may be seen.

    purpose: check or exam. phase: see courses.quiz.clock.
    checked: feedback was asked for, after which the response counts. revealed: so was the answer.
    """
    if purpose == "exam":
        return _EXAM.get(phase, _NOTHING)
    if purpose == "check" and phase in ("open", "submitted"):
        seen = _ANSWERING | (_RESULT if phase == "submitted" else _NOTHING)
        seen |= {Part.REVIEW} if checked else _NOTHING
        return seen | ({Part.SOLUTION} if checked and revealed else _NOTHING)
    return _NOTHING


# An exam's items are met while it is open and never again; afterwards only the profile is shown.
_EXAM = {"open": _ANSWERING, "submitted": _RESULT}

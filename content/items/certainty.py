"""Certainty-based marking: how sure a learner was, and what that is worth. For practice only.

It teaches to know what one knows, and never enters the score of a quiz or a certificate.
Source: Moodle 4.5, question/behaviour/behaviourbase.php, question_cbm; A. R. Gardner-Medwin.
"""

from enum import IntEnum
from fractions import Fraction


class Certainty(IntEnum):
    """Low pays best below two thirds of being right, high from four fifths on."""

    LOW = 1
    MIDDLE = 2
    HIGH = 3


# Less than this of an answer is none of it (Moodle).
_NOTHING = Fraction(5, 10**8)
_IF_WRONG = {Certainty.LOW: 0, Certainty.MIDDLE: -2, Certainty.HIGH: -6}


def adjusted(fraction: Fraction, certainty: int) -> Fraction:
    """Return the points, from -6 to 3: what is right pays more the surer it was, what is wrong costs more.

    fraction: what the answer earned, 1 being all. certainty: 1, 2 or 3; ValueError for all else.
    """
    sure = Certainty(certainty)
    return Fraction(_IF_WRONG[sure]) if fraction <= _NOTHING else fraction * sure

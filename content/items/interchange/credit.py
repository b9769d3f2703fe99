"""Percentages as Moodle writes them, and the exact shares that they stand for."""

import re
from decimal import Decimal
from fractions import Fraction

# Moodle offers no others for an answer (question_bank::fraction_options_full), positive or negative.
_PARTS = [(n, 10) for n in range(1, 11)]
_PARTS += [(5, 6), (3, 4), (2, 3), (1, 3), (1, 4), (1, 6), (1, 7), (1, 8), (1, 9), (1, 20)]
LISTED = frozenset({Fraction(0)} | {Fraction(n * sign, d) for n, d in _PARTS for sign in (1, -1)})
# Moodle compares to five places; by hand, thirds are often written with one or two.
_STRICT = Fraction(1, 100_000)
_LENIENT = Fraction(1, 2000)
_PERCENT = re.compile(r"\s*[+-]?[0-9]{1,3}(?:[.,][0-9]{0,12})?\s*")


def share(percent: str) -> Fraction | None:
    """Return the share that a percentage written by hand stands for; None if it is none.

    >>> share("33.333"), share("40"), share("33")
    (Fraction(1, 3), Fraction(2, 5), Fraction(33, 100))
    """
    exact = _exact(percent)
    if exact is None or abs(exact) > 1:
        return None
    return _near(exact, _LENIENT) or exact


def listed_share(percent: str) -> Fraction | None:
    """Return the share of Moodle's list that the percentage stands for; None if it is not on it.

    >>> listed_share("83.33333"), listed_share("33")
    (Fraction(5, 6), None)
    """
    exact = _exact(percent)
    return None if exact is None else _near(exact, _STRICT)


def percent(value: Fraction) -> str:
    """Write a share as Moodle does, with seven digits at most.

    >>> percent(Fraction(1, 3)), percent(Fraction(-1, 2))
    ('33.33333', '-50')
    """
    # Rounded as a whole number, since a Fraction has no format of its own in Python 3.11.
    written = format(Decimal(round(value * 10**7)).scaleb(-5), "f")
    return written.rstrip("0").rstrip(".") if "." in written else written


def _exact(percent: str) -> Fraction | None:
    if not _PERCENT.fullmatch(percent):
        return None
    return Fraction(percent.strip().replace(",", ".").rstrip(".")) / 100


def _near(value: Fraction, distance: Fraction) -> Fraction | None:
    return next((near for near in LISTED if abs(near - value) < distance), None)

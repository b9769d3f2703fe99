"""Which numbers are close enough: exact intervals, both ends included. Pure.

Source: Moodle 4.5, question/type/numerical/question.php, get_tolerance_interval. There the nominal interval
is wider by a hair, which makes good what floats lose. Nothing is lost here, so there is no hair.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction

Interval = tuple[Fraction, Fraction]


def nominal(value: Fraction, tolerance: Fraction) -> Interval:
    """Give or take the tolerance."""
    return value - tolerance, value + tolerance


def relative(value: Fraction, tolerance: Fraction) -> Interval:
    """Give or take that share of the value: 0.05 is five per cent."""
    return nominal(value, abs(value) * tolerance)


def geometric(value: Fraction, tolerance: Fraction) -> Interval:
    """From the value divided by 1 + tolerance to the value times 1 + tolerance."""
    ends = value / (1 + tolerance), value * (1 + tolerance)
    return min(ends), max(ends)


# How far an answer may be from the right one, by the name of the mode.
TOLERANCES: Mapping[str, Callable[[Fraction, Fraction], Interval]] = {
    "nominal": nominal,
    "relative": relative,
    "geometric": geometric,
}


def holds(interval: Interval, value: Fraction) -> bool:
    low, high = interval
    return low <= value <= high

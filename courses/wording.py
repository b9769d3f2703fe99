"""How numbers are written: 6 days, 2.5 points. Minutes are content.offering.span's."""

from decimal import Decimal
from fractions import Fraction

from django.utils.translation import ngettext


def days(number: int) -> str:
    return ngettext("%(n)s day", "%(n)s days", number) % {"n": number}


def points(value: float | Decimal | Fraction) -> str:
    """Write points without idle zeros, rounded down as all scores are: 3, 2.5, 0.66."""
    return f"{int(Fraction(value) * 100) / 100:.2f}".rstrip("0").rstrip(".")

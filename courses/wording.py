"""How numbers are written: 6 days, 2.5 points. Minutes are content.offering.span's."""

from django.utils.translation import ngettext


def days(number: int) -> str:
    return ngettext("%(n)s day", "%(n)s days", number) % {"n": number}


def points(value: float) -> str:
    """Write points without idle zeros: 3, 2.5, 0.67."""
    return f"{value:.2f}".rstrip("0").rstrip(".")

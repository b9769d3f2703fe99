"""Small charts as numbers for SVG attributes: a table stands beside each, so they carry no words. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

# In the chart of discrimination 0 stands at a quarter; the thin line marks a good item.
ZERO, LIMIT = 25.0, 0.30


@dataclass(frozen=True)
class Bar:
    """In per cent of the width, as SVG writes it."""

    x: str
    width: str
    is_below: bool = False


def bar(value: float | None) -> Bar | None:
    """Draw 0..1 from the left."""
    return None if value is None else Bar("0%", f"{100 * value:.1f}%")


def from_zero(value: float | None) -> Bar | None:
    """Draw -1..1 from a line of its own; what is lower than a third below is cut off."""
    if value is None:
        return None
    if value >= 0:
        return Bar(f"{ZERO}%", f"{(100 - ZERO) * value:.1f}%")
    length = min(ZERO, (100 - ZERO) * -value)
    return Bar(f"{ZERO - length:.1f}%", f"{length:.1f}%", is_below=True)


LIMIT_AT = f"{ZERO + (100 - ZERO) * LIMIT:.1f}%"


@dataclass(frozen=True)
class Column:
    """One of several upright bars: place and size in the units of the drawing, 100 high."""

    x: int
    y: float
    height: float


def columns(shares: Sequence[float | None], *, step: int = 44) -> list[Column | None]:
    """Draw shares of 0..1 side by side; none where there is no share."""
    return [
        None if value is None else Column(step * place, round(100 - 100 * value, 1), round(100 * value, 1))
        for place, value in enumerate(shares)
    ]

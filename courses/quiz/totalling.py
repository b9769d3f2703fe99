"""From the shares of single answers to the result of an attempt, exactly. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction


@dataclass(frozen=True)
class Total:
    """Points earned and points to be had, both exact."""

    earned: Fraction = Fraction(0)
    maximum: Fraction = Fraction(0)

    @property
    def fraction(self) -> Fraction:
        """The share of all points, 0..1; 0 where there were none to be had."""
        return self.earned / self.maximum if self.maximum else Fraction(0)

    def passes(self, pass_mark: int) -> bool:
        """Decided on the exact share: what is stored is rounded. pass_mark: per cent."""
        return self.fraction * 100 >= pass_mark


def total_of(counted: Iterable[tuple[Fraction | None, Fraction]]) -> Total:
    """Add up (share of an answer, its points); what has no share or no points does not count."""
    scored = [(share, worth) for share, worth in counted if share is not None and worth]
    earned = sum((share * worth for share, worth in scored), Fraction(0))
    return Total(earned, sum((worth for _share, worth in scored), Fraction(0)))


def rounded_down(value: Fraction, *, places: int) -> Decimal:
    """Never up: what is stored must not reach a pass mark that the exact value does not."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_DOWN)

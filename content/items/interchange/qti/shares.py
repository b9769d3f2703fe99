"""What a mapping pays, as shares of an item: exactly, or not at all.

A total below zero counts as zero here, as everywhere in our scoring, and a warning says so. Whatever else a
mapping can say that shares cannot refuses the item.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from content.items.interchange.qti.declarations import Mapped
from content.items.interchange.qti.documents import Node
from content.items.interchange.qti.drafts import ItemRefused
from content.items.wording import Wording
from content.items.wording import Wording as _


@dataclass(frozen=True)
class Shares:
    """of: identifier -> share. points: what a share of 1 is worth. is_single: one may be chosen."""

    of: Mapping[str, Fraction]
    points: Fraction
    warnings: tuple[Wording, ...] = ()
    is_single: bool = False

    def is_key(self, identifier: str) -> bool:
        """Whether it belongs to the right answer; where one is chosen, what earns a part of it does not."""
        return self.of[identifier] == 1 if self.is_single else self.of[identifier] > 0

    def is_plain(self) -> bool:
        """Whether one option earns it all and no other anything."""
        return sorted(share for share in self.of.values() if share) == [1]

    def is_right_minus_wrong(self) -> bool:
        """Whether each wrong option costs what a right one earns."""
        right = [share for share in self.of.values() if share > 0]
        each = Fraction(1, len(right))
        return all(share in (each, -each) for share in self.of.values()) and sum(right) == 1


def single_shares(mapping: Mapped, identifiers: Sequence[str], node: Node) -> Shares:
    """Return what each option earns where one may be chosen."""
    refuse_gift(mapping, node)
    paid = {identifier: _bounded(mapping, mapping.value_of(identifier)) for identifier in identifiers}
    most = _most(max(paid.values()), node)
    shares = {identifier: max(value / most, Fraction(-1)) for identifier, value in paid.items()}
    return Shares(shares, most, _below_zero(mapping, paid.values()), is_single=True)


def several_shares(mapping: Mapped, identifiers: Sequence[str], limit: int, node: Node) -> Shares:
    """Return what each option earns where several may be chosen. limit: how many; 0: any number."""
    refuse_gift(mapping, node)
    paid = {identifier: mapping.value_of(identifier) for identifier in identifiers}
    earned = sum((value for value in paid.values() if value > 0), Fraction(0))
    most = _most(earned if mapping.upper is None else min(earned, mapping.upper), node)
    shares = {identifier: value / most for identifier, value in paid.items()}
    if min(shares.values()) < -1:
        if earned > most:
            raise ItemRefused(
                _("A wrong choice costs more than the whole question, which cannot be kept."), node
            )
        shares = {identifier: max(share, Fraction(-1)) for identifier, share in shares.items()}
    _refuse_limit(shares.values(), limit, node)
    return Shares(shares, most, _below_zero(mapping, paid.values()))


def _refuse_limit(shares: Collection[Fraction], limit: int, node: Node) -> None:
    # Here as many may be ticked as there are: ticking all of them must then not pay.
    if 0 < limit < len(shares) and sum(shares) > 0:
        raise ItemRefused(
            _("It limits how many may be chosen and takes nothing off, so that here ticking all would pay."),
            node,
        )


def refuse_gift(mapping: Mapped, node: Node) -> None:
    """Refuse what pays a blank response."""
    if mapping.lower is not None and mapping.lower > 0:
        raise ItemRefused(_("It gives points for no answer at all."), node)


def _most(value: Fraction, node: Node) -> Fraction:
    if value <= 0:
        raise ItemRefused(_("No answer earns any points."), node)
    return value


def _bounded(mapping: Mapped, value: Fraction) -> Fraction:
    """A lower bound is left aside: what is below zero is zero here."""
    return value if mapping.upper is None else min(value, mapping.upper)


def _below_zero(mapping: Mapped, values: Iterable[Fraction]) -> tuple[Wording, ...]:
    can_be = mapping.lower is None or mapping.lower < 0
    if can_be and any(value < 0 for value in values):
        return (_("In the file wrong choices can lead below zero; here the least is zero."),)
    return ()

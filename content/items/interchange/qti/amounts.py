"""What a rule of response processing sets a score to: numbers, mappings and other outcomes, added up."""

from dataclasses import dataclass
from fractions import Fraction

from content.items.interchange.qti.documents import Node, to_fraction
from content.items.interchange.qti.drafts import ItemRefused
from content.items.wording import Wording as _


@dataclass(frozen=True)
class MapOf:
    """What the mapping of a response pays, times the factor."""

    response: str
    factor: Fraction = Fraction(1)


@dataclass(frozen=True)
class Amount:
    """An expression as a sum: a constant, mappings, and other outcomes."""

    constant: Fraction = Fraction(0)
    maps: tuple[MapOf, ...] = ()
    outcomes: tuple[str, ...] = ()


def amount_of(node: Node) -> Amount:
    if node.name == "baseValue" and (number := to_fraction(node.text)) is not None:
        return Amount(number)
    if node.name == "mapResponse":
        return Amount(maps=(MapOf(node.get("identifier")),))
    if node.name == "variable":
        return Amount(outcomes=(node.get("identifier"),))
    if node.name == "sum":
        parts = [amount_of(child) for child in node.children()]
        return Amount(
            sum((part.constant for part in parts), Fraction(0)),
            tuple(one for part in parts for one in part.maps),
            tuple(one for part in parts for one in part.outcomes),
        )
    if node.name in ("product", "divide") and len(node.children()) == 2:
        return _scaled(node)
    if node.name == "max" and len(node.children()) == 2:
        return _floored(node)
    raise custom(node)


def _floored(node: Node) -> Amount:
    """The greater of zero and an amount: below zero is zero here anyway."""
    one, other = sorted((amount_of(child) for child in node.children()), key=lambda a: a != Amount())
    if one != Amount() or other.outcomes:
        raise custom(node)
    return other


def _scaled(node: Node) -> Amount:
    amount, by = (amount_of(child) for child in node.children())
    if node.name == "product" and not amount.maps:
        amount, by = by, amount
    if by != Amount(by.constant) or by.constant <= 0 or amount.outcomes:
        raise custom(node)
    factor = by.constant if node.name == "product" else 1 / by.constant
    maps = tuple(MapOf(one.response, one.factor * factor) for one in amount.maps)
    return Amount(amount.constant * factor, maps)


def custom(node: Node) -> ItemRefused:
    return ItemRefused(_("It is scored by a rule of its own, which is none of the standard templates."), node)

"""Numbers to work out, in QTI 2 and 3: a value, a tolerance, a range, and what further numbers earn."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

from content.items.interchange.qti.conditions import Condition
from content.items.interchange.qti.declarations import Declaration
from content.items.interchange.qti.documents import to_fraction
from content.items.interchange.qti.drafts import ItemRefused
from content.items.interchange.qti.rules import Exact, Listed, Rule
from content.items.wording import Wording as _


@dataclass(frozen=True)
class Accepted:
    """Numbers that earn something. mode, tolerance: as in our contents. way: what the file asks."""

    low: Fraction
    high: Fraction
    credit: Fraction
    mode: str = "range"
    answer: Fraction | None = None
    tolerance: Fraction = Fraction(0)
    way: tuple[Condition, ...] = ()


def accepted_numbers(declaration: Declaration, rule: Rule) -> list[Accepted]:
    """Return what earns something, the right answer first; raise ItemRefused where that changes credit."""
    found = [one for one in _accepted(declaration, rule) if one.credit > 0]
    if not found:
        raise ItemRefused(_("No answer earns any points."), declaration.node)
    most = max(one.credit for one in found)
    best = next(one for one in found if one.credit == most)
    before = found[: found.index(best)]
    if any(one.low <= best.high and best.low <= one.high for one in before):
        raise ItemRefused(
            _("Numbers that earn less come before the right answer and overlap it."), declaration.node
        )
    return [best, *(one for one in found if one is not best)]


def number_content(accepted: Sequence[Accepted], declaration: Declaration) -> dict[str, Any]:
    """Return answer, tolerance and mode, and the further intervals, as our content has them."""
    best, *others = accepted
    answer = best.answer if best.answer is not None else _inside(best, declaration)
    content: dict[str, Any] = {"answer": decimal_text(answer), "tolerance": decimal_text(best.tolerance)}
    if best.mode == "relative":
        content["mode"] = "relative"
    elif best.mode == "range":
        content |= {"mode": "range", "low": decimal_text(best.low), "high": decimal_text(best.high)}
    more = [
        {
            "low": decimal_text(one.low),
            "high": decimal_text(one.high),
            "weight": str(one.credit / best.credit),
        }
        for one in others
    ]
    return content | ({"more": more} if more else {})


def decimal_text(value: Fraction) -> str:
    """Write a number that has finitely many places, all of them.

    >>> decimal_text(Fraction(-5, 2)), decimal_text(Fraction(1000))
    ('-2.5', '1000')
    """
    with localcontext() as context:
        context.prec = 100
        written = format(Decimal(value.numerator) / Decimal(value.denominator), "f")
    return (written.rstrip("0").rstrip(".") if "." in written else written) or "0"


def _accepted(declaration: Declaration, rule: Rule) -> list[Accepted]:
    if isinstance(rule, Exact):
        return [_point(_number(value, declaration), rule.points) for value in declaration.correct[:1]]
    if isinstance(rule, Listed):
        return [_of_way(way, credit, declaration) for way, credit in rule.ways]
    mapping = rule.mapping
    if mapping.default > 0 or (mapping.lower or 0) > 0:
        raise ItemRefused(_("It gives points for any answer."), declaration.node)
    return [
        _point(_number(e.key, declaration), e.value if mapping.upper is None else min(e.value, mapping.upper))
        for e in mapping.entries
    ]


def _point(value: Fraction, credit: Fraction) -> Accepted:
    return Accepted(value, value, credit, "nominal", value)


def _of_way(way: tuple[Condition, ...], credit: Fraction, declaration: Declaration) -> Accepted:
    kinds = {condition.kind: condition for condition in way}
    if kinds.keys() == {"from", "to"} and len(way) == 2:
        low, high = (_number(kinds[kind].text, declaration) for kind in ("from", "to"))
        return Accepted(low, high, credit, way=way)
    if len(way) != 1 or way[0].kind not in ("value", "near", "correct"):
        raise ItemRefused(_("Its numbers are scored by a rule of their own."), declaration.node)
    [condition] = way
    key = declaration.correct[0] if declaration.correct else ""
    value = _number(condition.text or key, declaration)
    mode, below, above = condition.margin or ("absolute", Fraction(0), Fraction(0))
    scale = abs(value) if mode == "relative" else Fraction(1)
    low, high = value - below * scale, value + above * scale
    if below != above:
        return Accepted(low, high, credit, answer=value, way=way)
    return Accepted(low, high, credit, "relative" if mode == "relative" else "nominal", value, below, way)


def _inside(best: Accepted, declaration: Declaration) -> Fraction:
    """The key where the file gives one that lies in the range, else the middle."""
    given = to_fraction(declaration.correct[0]) if declaration.correct else None
    return given if given is not None and best.low <= given <= best.high else (best.low + best.high) / 2


def _number(text: str, declaration: Declaration) -> Fraction:
    number = to_fraction(text)
    if number is None:
        raise ItemRefused(_("This is not a number: %(text)s.", text=text), declaration.node)
    return number

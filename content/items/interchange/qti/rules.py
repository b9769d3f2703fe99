"""How each response of an item is scored, once its processing is understood."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from content.items.interchange.qti.amounts import MapOf, custom
from content.items.interchange.qti.conditions import Condition
from content.items.interchange.qti.declarations import Declaration, MapEntry, Mapped
from content.items.interchange.qti.documents import Node, to_fraction
from content.items.interchange.qti.drafts import ItemRefused
from content.items.interchange.qti.plain_steps import plain_steps
from content.items.interchange.qti.processing import Contribution, Steps, Whole
from content.items.wording import Wording as _


@dataclass(frozen=True)
class Exact:
    """All points for the correct response, nothing for any other."""

    points: Fraction


@dataclass(frozen=True)
class Table:
    """What a mapping pays."""

    mapping: Mapped


@dataclass(frozen=True)
class Listed:
    """The first of the ways that holds earns its credit: written answers and intervals of numbers."""

    ways: tuple[tuple[tuple[Condition, ...], Fraction], ...]


Rule = Exact | Table | Listed


@dataclass(frozen=True)
class Scoring:
    """The rule of each response. is_together: points are earned only where all of them are right.

    threshold, credit: what the parts have to add up to, and what that earns; None: each is worth it all.
    """

    rules: Mapping[str, Rule]
    is_together: bool = False
    threshold: Fraction | None = None
    credit: Fraction | None = None


def scoring_of(
    item: Node, declarations: Mapping[str, Declaration], contributions: Sequence[Contribution]
) -> Scoring:
    """Give each response its rule; raise ItemRefused where they hang together in another way."""
    contributions = [plain_steps(one, declarations) for one in contributions]
    first = contributions[0]
    if isinstance(first, Whole) and len(contributions) == 1:
        inner = scoring_of(item, declarations, first.parts)
        return Scoring(inner.rules, is_together=True, threshold=first.threshold, credit=first.credit)
    rules: dict[str, Rule] = {}
    for contribution in contributions:
        if isinstance(contribution, Steps) and len(_responses(contribution)) > 1:
            return _together(item, contribution, len(contributions))
        response, rule = _rule(item, declarations, contribution)
        before = rules.get(response)
        if isinstance(before, Table) and isinstance(rule, Table) and _is_member(contribution):
            rule = Table(Mapped((*before.mapping.entries, *rule.mapping.entries)))
        elif before:
            raise custom(item)
        rules[response] = rule
    if strangers := rules.keys() - declarations.keys():
        raise ItemRefused(
            _("It scores the response %(name)s, which is not declared.", name=min(strangers)), item
        )
    return Scoring(rules)


def _responses(steps: Steps) -> set[str]:
    return {condition.response for way, _credit in steps.ways for condition in way}


def _together(item: Node, steps: Steps, count: int) -> Scoring:
    """All or nothing over several responses: one way, which asks all of them."""
    if len(steps.ways) != 1 or count > 1:
        raise custom(item)
    [(way, credit)] = steps.ways
    asked: dict[str, list[Condition]] = {}
    for condition in way:
        asked.setdefault(condition.response, []).append(condition)
    return Scoring(
        {name: _written([(tuple(all_), credit)]) for name, all_ in asked.items()}, is_together=True
    )


def _rule(
    item: Node, declarations: Mapping[str, Declaration], contribution: Contribution
) -> tuple[str, Rule]:
    if isinstance(contribution, Whole):
        raise custom(item)
    if isinstance(contribution, MapOf):
        return contribution.response, _table(item, declarations, contribution)
    [response] = _responses(contribution) or {""}
    declared = declarations.get(response)
    if contribution.is_assumed and declared and declared.mapping:
        return response, _table(item, declarations, MapOf(response))
    kinds = {condition.kind for way, _credit in contribution.ways for condition in way}
    if kinds == {"mapped"}:
        return response, _rescaled(item, declared.mapping if declared else None, contribution)
    if kinds == {"member"} and _is_member(contribution):
        [((condition,), credit)] = contribution.ways
        return response, Table(Mapped((MapEntry(" ".join(condition.text.split()), credit),)))
    if not kinds or kinds & {"member", "mapped", "null", "given", "full", "values", "above", "below"}:
        raise custom(item)
    return response, _written(contribution.ways)


def _written(ways: Sequence[tuple[tuple[Condition, ...], Fraction]]) -> Rule:
    earning = [(way, credit) for way, credit in ways if credit]
    if len(earning) == 1 and len(earning[0][0]) == 1:
        [((condition,), credit)] = earning
        if condition.kind == "correct" and condition.is_case_sensitive and credit > 0:
            return Exact(credit)
    return Listed(tuple(ways))


def chosen_by_value(declaration: Declaration, rule: Rule) -> Rule:
    """Return ways that each ask for one choice as what a mapping pays; all other rules as they are.

    Of a choice that is asked for twice, the first way counts.
    """
    if not isinstance(rule, Listed) or declaration.cardinality != "single":
        return rule
    paid: dict[str, Fraction] = {}
    for way, credit in rule.ways:
        if len(way) != 1 or way[0].kind not in ("value", "correct"):
            return rule
        for value in [way[0].text] if way[0].kind == "value" else declaration.correct:
            paid.setdefault(value, credit)
    return Table(Mapped(tuple(MapEntry(value, credit) for value, credit in paid.items())))


def _is_member(contribution: Contribution) -> bool:
    if not isinstance(contribution, Steps) or len(contribution.ways) != 1:
        return False
    [(way, _credit)] = contribution.ways
    return len(way) == 1 and way[0].kind == "member"


def _table(item: Node, declarations: Mapping[str, Declaration], map_of: MapOf) -> Table:
    declared = declarations.get(map_of.response)
    if declared is None or declared.mapping is None:
        raise ItemRefused(
            _("It is scored by a mapping of %(name)s, which has none.", name=map_of.response), item
        )
    return Table(declared.mapping.times(map_of.factor))


def _rescaled(item: Node, mapping: Mapped | None, steps: Steps) -> Table:
    """Where the score is so much for each whole sum of a mapping, it is that mapping on another scale.

    Only for mappings that pay the same for each value, so that all their sums are known.
    """
    if mapping is None or mapping.default or mapping.lower or mapping.upper is not None:
        raise custom(item)
    values = {entry.value for entry in mapping.entries}
    [each] = values if len(values) == 1 else [Fraction(0)]
    if each <= 0 or any(len(way) != 1 for way, _credit in steps.ways):
        raise custom(item)
    paid = {to_fraction(way[0].text): credit for way, credit in steps.ways}
    factor = paid.get(each, Fraction(0)) / each
    sums = [each * number for number in range(1, len(mapping.entries) + 1)]
    if factor <= 0 or {total: total * factor for total in sums} != paid:
        raise custom(item)
    return Table(mapping.times(factor))

"""What an item of QTI 1.2 pays for a response: its conditions, run in their order.

Source: IMS QTI ASI 1.2.1, respcondition. The first that sets the score ends it, unless it says that others
follow (continue="Yes"). Those that add to it never end it: most who write them leave that attribute out.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from content.items.interchange.qti.documents import Node
from content.items.interchange.qti.drafts import ItemRefused
from content.items.interchange.qti.v1.processing import Condition
from content.items.wording import Wording as _

# Of so many choices each selection is tried out; of more only what the conditions look like is read.
_MOST_CHOICES = 8
_MOST_CONDITIONS = 50


@dataclass(frozen=True)
class _Rule:
    """kind: chosen (`value` is among them) · all · any · none (of the inner) · other · never."""

    kind: str
    value: str = ""
    inner: tuple["_Rule", ...] = ()


def paid_for(conditions: Sequence[Condition], chosen: Collection[str], *, is_single: bool) -> Fraction:
    """Return the score for a selection. is_single: alternatives may stand side by side in a condition."""
    return _run([(_rule(c, is_single=is_single), c) for c in conditions], chosen)


def paid_for_each(
    conditions: Sequence[Condition], choices: Sequence[str]
) -> Mapping[frozenset[str], Fraction] | None:
    """Return the score of each selection out of the choices, of none too; None if there are too many."""
    if len(choices) > _MOST_CHOICES or len(conditions) > _MOST_CONDITIONS:
        return None
    rules = [(_rule(condition, is_single=False), condition) for condition in conditions]
    selections = (chosen for count in range(len(choices) + 1) for chosen in combinations(choices, count))
    return {frozenset(chosen): _run(rules, chosen) for chosen in selections}


def _run(rules: Sequence[tuple[_Rule, Condition]], chosen: Collection[str]) -> Fraction:
    score, is_covered = Fraction(0), False
    for rule, condition in rules:
        if condition.points is None or not _holds(rule, chosen, is_covered=is_covered):
            continue
        is_covered = True
        score = score + condition.points if condition.is_added else condition.points
        if not (condition.is_added or condition.continues):
            break
    return score


def _holds(rule: _Rule, chosen: Collection[str], *, is_covered: bool) -> bool:
    if rule.kind == "chosen":
        return rule.value in chosen
    if rule.kind == "other":
        return not is_covered
    if rule.kind == "unanswered":
        return not chosen
    inner = (_holds(one, chosen, is_covered=is_covered) for one in rule.inner)
    if rule.kind == "all":
        return all(inner)
    return any(inner) if rule.kind == "any" else not any(inner)


def _rule(condition: Condition, *, is_single: bool) -> _Rule:
    variable = condition.node.child("conditionvar")
    if variable is None or not variable.children():
        return _Rule("any")
    inner = _rules(variable)
    are_alternatives = is_single and all(one.kind == "chosen" for one in inner)
    return _Rule("any" if are_alternatives else "all", inner=inner)


def _rules(node: Node) -> tuple[_Rule, ...]:
    return tuple(_part(child) for child in node.children() if child.name != "qticomment")


def _part(node: Node) -> _Rule:
    if node.name == "varequal":
        return _Rule("chosen", node.text)
    if node.name in ("other", "unanswered"):
        return _Rule(node.name)
    if node.name in _NESTED:
        return _Rule(_NESTED[node.name], inner=_rules(node))
    raise ItemRefused(_("One of its conditions asks for %(name)s.", name=node.name), node)


# Several parts in a "not" are alternatives to be ruled out.
_NESTED = {"and": "all", "or": "any", "not": "none"}

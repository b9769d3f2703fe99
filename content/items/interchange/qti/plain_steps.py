"""Ways to a score in fewer words: what says nothing, or says the same as another condition, is taken out."""

from collections.abc import Mapping
from dataclasses import replace

from content.items.interchange.qti.conditions import Condition
from content.items.interchange.qti.declarations import Declaration
from content.items.interchange.qti.documents import to_fraction
from content.items.interchange.qti.processing import Contribution, Steps

# They never hold of no response at all.
_OF_SOMETHING = ("correct", "value", "values", "near", "from", "to", "above", "below", "part", "member")
_WHOLE_NUMBERS = {"above": ("from", 1), "below": ("to", -1)}


def plain_steps(contribution: Contribution, declarations: Mapping[str, Declaration]) -> Contribution:
    """Return the same steps, with each condition in the form that the rules know best."""
    if not isinstance(contribution, Steps):
        return contribution
    ways = [
        (_needed(tuple(_plain(condition, declarations) for condition in way)), credit)
        for way, credit in contribution.ways
    ]
    others = [condition for way, _credit in ways for condition in way if condition.kind != "null"]
    if others and all(condition.kind in _OF_SOMETHING for condition in others):
        # What earns nothing for no response: that earns nothing in any case.
        ways = [(way, c) for way, c in ways if c or [condition.kind for condition in way] != ["null"]]
    return replace(contribution, ways=tuple(ways))


def _needed(way: tuple[Condition, ...]) -> tuple[Condition, ...]:
    """Without asking whether there is a response of which more is asked."""
    asked = {condition.response for condition in way if condition.kind in _OF_SOMETHING}
    return tuple(c for c in way if c.kind != "given" or c.response not in asked)


def _plain(condition: Condition, declarations: Mapping[str, Declaration]) -> Condition:
    declared = declarations.get(condition.response)
    if declared is None:
        return condition
    if condition.kind == "values" and _is_key(condition, declared):
        return Condition("correct", condition.response)
    if condition.kind in _WHOLE_NUMBERS and declared.base_type == "integer":
        kind, step = _WHOLE_NUMBERS[condition.kind]
        limit = to_fraction(condition.text)
        if limit is not None and limit.denominator == 1:
            return Condition(kind, condition.response, str(limit + step))
    return condition


def _is_key(condition: Condition, declared: Declaration) -> bool:
    if declared.cardinality == "ordered":
        return condition.texts == declared.correct
    return sorted(condition.texts) == sorted(declared.correct)

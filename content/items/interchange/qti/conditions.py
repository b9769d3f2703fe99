"""What a rule of response processing asks, as far as the standard templates and their usual equals do."""

from dataclasses import dataclass
from fractions import Fraction

from content.items.interchange.qti.documents import Node, to_fraction
from content.items.interchange.qti.drafts import ItemRefused
from content.items.wording import Wording as _

_MOST_WAYS = 200


@dataclass(frozen=True)
class Condition:
    """One thing that is asked of a response.

    kind: correct (is the key) · value (is `text`) · near (is within `margin` of `text`, or of the key where
    text is empty) · from, to (not below, not above `text`) · member (contains `text`) · mapped (its mapping
    pays `text`) · null · given · full (the whole score is reached).
    """

    kind: str
    response: str
    text: str = ""
    margin: tuple[str, Fraction, Fraction] | None = None  # mode, below, above
    is_case_sensitive: bool = True


# Each way is a list of conditions that hold together.
Ways = list[tuple[Condition, ...]]


def ways_of(node: Node) -> Ways:
    """Return in which ways the expression is true; raise ItemRefused where it asks for more than we know."""
    children = node.children()
    if node.name == "or":
        ways = [way for child in children for way in ways_of(child)]
    elif node.name == "and":
        ways = [()]
        for child in children:
            # Bounded at each step: alternatives multiply.
            ways = [(*way, *inner) for way in _bounded(ways, node) for inner in ways_of(child)]
    elif node.name == "not" and children and children[0].name == "isNull":
        ways = [(Condition("given", _variable(children[0].children())),)]
    else:
        ways = [(_condition(node),)]
    return _bounded(ways, node)


def _bounded(ways: Ways, node: Node) -> Ways:
    if len(ways) > _MOST_WAYS:
        raise _unknown(node)
    return ways


def _condition(node: Node) -> Condition:
    children = node.children()
    if node.name == "isNull":
        return Condition("null", _variable(children))
    if node.name in ("match", "equal", "stringMatch", "gte", "lte", "member") and len(children) == 2:
        return _comparison(node, {child.name: child for child in children})
    raise _unknown(node)


def _comparison(node: Node, sides: dict[str, Node]) -> Condition:
    names = set(sides)
    if names == {"variable"} and node.name in ("gte", "equal", "match"):
        return _whole(node)
    if names == {"variable", "correct"} and node.name in ("match", "equal", "stringMatch"):
        return _key(node, sides["variable"].get("identifier"), sides["correct"].get("identifier"))
    if names == {"mapResponse", "baseValue"} and node.name in ("match", "equal"):
        return Condition("mapped", sides["mapResponse"].get("identifier"), sides["baseValue"].text)
    if names == {"variable", "baseValue"}:
        return _value(node, sides["variable"].get("identifier"), sides["baseValue"].text)
    raise _unknown(node)


def _whole(node: Node) -> Condition:
    if [child.get("identifier") for child in node.children()] != ["SCORE", "MAXSCORE"]:
        raise _unknown(node)
    return Condition("full", "SCORE")


def _key(node: Node, response: str, of: str) -> Condition:
    if response != of:
        raise _unknown(node)
    margin = _margin(node)
    if margin:
        return Condition("near", response, margin=margin)
    return Condition("correct", response, is_case_sensitive=_is_case_sensitive(node))


def _value(node: Node, response: str, text: str) -> Condition:
    first = node.children()[0].name
    if node.name in ("gte", "lte") and first == "variable":
        return Condition("from" if node.name == "gte" else "to", response, text)
    if node.name == "member" and first == "baseValue":
        return Condition("member", response, text)
    if node.name not in ("match", "equal", "stringMatch"):
        raise _unknown(node)
    margin = _margin(node)
    if margin:
        return Condition("near", response, text, margin=margin)
    return Condition("value", response, text, is_case_sensitive=_is_case_sensitive(node))


def _is_case_sensitive(node: Node) -> bool:
    return node.name != "stringMatch" or node.is_true("caseSensitive")


def _margin(node: Node) -> tuple[str, Fraction, Fraction] | None:
    """Return mode and tolerances below and above; None where it has to be equal."""
    mode = node.get("toleranceMode", "exact")
    if node.name != "equal" or mode == "exact":
        return None
    ends = [to_fraction(part) for part in node.get("tolerance").split()]
    open_end = any(
        node.get(name, "true").lower() == "false" for name in ("includeLowerBound", "includeUpperBound")
    )
    if mode not in ("absolute", "relative") or not ends or None in ends or open_end:
        raise _unknown(node)
    low, high = ends[0] or Fraction(0), ends[-1] or Fraction(0)
    # A relative tolerance is written in per cent.
    return (mode, low / 100, high / 100) if mode == "relative" else (mode, low, high)


def _variable(nodes: list[Node]) -> str:
    if [node.name for node in nodes] != ["variable"]:
        raise ItemRefused(
            _("It asks whether something other than a response is empty."), nodes[0] if nodes else None
        )
    return nodes[0].get("identifier")


def _unknown(node: Node) -> ItemRefused:
    return ItemRefused(_("It is scored by a rule of its own: %(name)s.", name=node.name), node)

"""What a rule of response processing asks, as far as the standard templates and their usual equals do."""

from dataclasses import dataclass
from fractions import Fraction

from content.items.interchange.qti.documents import Node, to_fraction
from content.items.interchange.qti.drafts import ItemRefused
from content.items.wording import Wording as _

_MOST_WAYS = 200
_EQUAL = ("match", "equal", "stringMatch")
# What a limit asks of the response, standing on the left, and on the right.
_LIMITS = {"gte": ("from", "to"), "lte": ("to", "from"), "gt": ("above", "below"), "lt": ("below", "above")}
_COMPARISONS = (*_EQUAL, *_LIMITS, "member", "substring")


@dataclass(frozen=True)
class Condition:
    """One thing that is asked of a response.

    kind: correct (is the key) · value (is `text`) · values (is all of `texts`, in order where it has one) ·
    near (is within `margin` of `text`, or of the key where text is empty) · from, to (not below, not above
    `text`) · above, below · part (`text` is a part of it) · member (contains `text`) · mapped (its mapping
    pays `text`) · null · given · full (the whole score is reached).
    """

    kind: str
    response: str
    text: str = ""
    margin: tuple[str, Fraction, Fraction] | None = None  # mode, below, above
    is_case_sensitive: bool = True
    texts: tuple[str, ...] = ()


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
    elif node.name == "member" and (listed := _listed(children)):
        ways = [(Condition("value", listed.response, text),) for text in listed.texts]
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
    if node.name == "match" and (listed := _listed(children)):
        return listed
    if node.name in _COMPARISONS and len(children) == 2:
        return _comparison(node, {child.name: child for child in children})
    raise _unknown(node)


def _listed(nodes: list[Node]) -> Condition | None:
    """A response beside values in a container, or None where that is not what is compared."""
    if len(nodes) != 2 or nodes[0].name != "variable" or nodes[1].name not in ("multiple", "ordered"):
        return None
    values = nodes[1].children()
    if not values or any(value.name != "baseValue" for value in values):
        return None
    return Condition("values", nodes[0].get("identifier"), texts=tuple(value.text for value in values))


def _comparison(node: Node, sides: dict[str, Node]) -> Condition:
    names = set(sides)
    if names == {"variable"} and node.name in ("gte", "equal", "match"):
        return _whole(node)
    if names == {"variable", "correct"} and node.name in _EQUAL:
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
    is_turned = node.children()[0].name == "baseValue"
    if kinds := _LIMITS.get(node.name):
        return Condition(kinds[is_turned], response, text)
    if is_turned and node.name in ("member", "substring"):
        kind = "member" if node.name == "member" else "part"
        return Condition(kind, response, text, is_case_sensitive=_is_case_sensitive(node))
    if node.name not in _EQUAL:
        raise _unknown(node)
    margin = _margin(node)
    if margin:
        return Condition("near", response, text, margin=margin)
    return Condition("value", response, text, is_case_sensitive=_is_case_sensitive(node))


def _is_case_sensitive(node: Node) -> bool:
    if node.is_true("substring"):
        # It was given up for an operator of that name: which of the two may be the longer was never clear.
        raise _unknown(node)
    if node.name == "substring":
        return node.get("caseSensitive", "true").lower() in ("true", "1")
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

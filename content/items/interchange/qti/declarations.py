"""What a QTI item declares of its responses: the key, and what each value earns."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from content.items.interchange.qti.documents import Node, to_fraction
from content.items.interchange.qti.drafts import ItemRefused
from content.items.wording import Wording as _


@dataclass(frozen=True)
class MapEntry:
    key: str
    value: Fraction
    is_case_sensitive: bool = True


@dataclass(frozen=True)
class Mapped:
    """What each value of a response earns. lower, upper: bounds of the sum; None: none."""

    entries: tuple[MapEntry, ...]
    default: Fraction = Fraction(0)
    lower: Fraction | None = None
    upper: Fraction | None = None

    def times(self, factor: Fraction) -> "Mapped":
        """The same, paying so many times as much; factor > 0."""
        scaled = tuple(MapEntry(e.key, e.value * factor, e.is_case_sensitive) for e in self.entries)
        lower, upper = (None if bound is None else bound * factor for bound in (self.lower, self.upper))
        return Mapped(scaled, self.default * factor, lower, upper)

    def value_of(self, key: str) -> Fraction:
        """What one identifier or pair earns, before the bounds."""
        return next((entry.value for entry in self.entries if entry.key == key), self.default)


@dataclass(frozen=True)
class Declaration:
    """One response. correct: identifiers, pairs "A B", texts or numbers, as written."""

    identifier: str
    cardinality: str
    base_type: str
    correct: tuple[str, ...]
    mapping: Mapped | None
    node: Node

    @property
    def is_numeric(self) -> bool:
        return self.base_type in ("float", "integer")


def declarations_of(item: Node) -> Mapping[str, Declaration]:
    """Return the responses by identifier; raise ItemRefused where one makes no sense."""
    declared = [_declaration(node) for node in item.children("responseDeclaration")]
    if len({one.identifier for one in declared}) < len(declared):
        raise ItemRefused(_("It declares the same response twice."), item)
    return {one.identifier: one for one in declared}


def outcome_defaults(item: Node) -> Mapping[str, Fraction | None]:
    """Return the outcomes by identifier, each with the number that it begins with; None: it is no number."""
    return {node.get("identifier"): _default(node) for node in item.children("outcomeDeclaration")}


def _declaration(node: Node) -> Declaration:
    known = {"correctResponse", "mapping", "areaMapping", "defaultValue"}
    if stranger := next((child for child in node.children() if child.name not in known), None):
        raise ItemRefused(
            _("A response is declared with the unknown element %(name)s.", name=stranger.name), stranger
        )
    return Declaration(
        node.get("identifier"),
        node.get("cardinality", "single"),
        node.get("baseType"),
        _correct(node.child("correctResponse")),
        _mapping(node.child("mapping")),
        node,
    )


def _correct(node: Node | None) -> tuple[str, ...]:
    if node is None:
        return ()
    values = _values(node)
    if not all(values):
        raise ItemRefused(_("A correct response is empty."), node)
    return values


def _values(node: Node) -> tuple[str, ...]:
    for child in node.children():
        if child.name != "value":
            raise ItemRefused(_("A value is expected where %(name)s stands.", name=child.name), child)
    return tuple(child.text for child in node.children())


def _default(node: Node) -> Fraction | None:
    default = node.child("defaultValue")
    values = _values(default) if default else ()
    if node.get("identifier") == "MAXSCORE" and not any(values):
        raise ItemRefused(_("MAXSCORE is declared, but has no value."), node)
    if node.get("baseType") not in ("float", "integer"):
        return None
    return (to_fraction(values[0]) or Fraction(0)) if values else Fraction(0)


def _mapping(node: Node | None) -> Mapped | None:
    if node is None:
        return None
    entries = tuple(
        MapEntry(
            # A pair may be written with any spaces between its two.
            " ".join(entry.get("mapKey").split()),
            _number(entry, "mappedValue"),
            entry.get("caseSensitive", "true").lower() in ("true", "1"),
        )
        for entry in node.children("mapEntry")
    )
    if not entries:
        raise ItemRefused(_("A mapping has no entries."), node)
    default = _number(node, "defaultValue") if node.get("defaultValue") else Fraction(0)
    return Mapped(entries, default, _bound(node, "lowerBound"), _bound(node, "upperBound"))


def _bound(node: Node, name: str) -> Fraction | None:
    return _number(node, name) if node.get(name) else None


def _number(node: Node, name: str) -> Fraction:
    number = to_fraction(node.get(name))
    if number is None:
        raise ItemRefused(_("%(name)s is not a number: %(value)s.", name=name, value=node.get(name)), node)
    return number

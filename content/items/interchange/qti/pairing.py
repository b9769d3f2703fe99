"""Matching in QTI 2 and 3: two columns, or one set whose members belong together."""

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from content.items.interchange.qti.declarations import Declaration, Mapped
from content.items.interchange.qti.documents import Node
from content.items.interchange.qti.drafts import Draft, ItemRefused
from content.items.interchange.qti.gap_points import gap_points, whole_points
from content.items.interchange.qti.questions import Question
from content.items.interchange.qti.rules import Exact, Rule, Table
from content.items.interchange.qti.shares import refuse_gift
from content.items.wording import Wording as _


@dataclass(frozen=True)
class Columns:
    """Two sets of choices. is_turned: the file names the right first in its pairs."""

    lefts: Sequence[Node]
    rights: Sequence[Node]
    is_turned: bool = False

    def pair(self, left: str, right: str) -> str:
        """A pair as the file writes it."""
        return f"{right} {left}" if self.is_turned else f"{left} {right}"

    def wrong_pairs(self, key: Mapping[str, str]) -> list[str]:
        both = [
            (left.get("identifier"), right.get("identifier")) for left in self.lefts for right in self.rights
        ]
        return [self.pair(left, right) for left, right in both if key[left] != right]


@dataclass(frozen=True)
class Pairs:
    """What belongs together. points: what each left earns with its partner; None: only all together do."""

    columns: Columns
    key: Mapping[str, str]
    points: Mapping[str, Fraction] | None


def read_match(question: Question, interaction: Node) -> Draft:
    sets = [one.children("simpleAssociableChoice") for one in interaction.children("simpleMatchSet")]
    if len(sets) != 2:
        raise ItemRefused(_("A matching has two sets of choices."), interaction)
    declaration, rule = question.declaration(interaction), question.rule(interaction)
    for columns in (Columns(sets[0], sets[1]), Columns(sets[1], sets[0], is_turned=True)):
        key = _key(declaration, rule, columns)
        if key is not None:
            return _draft(
                question, interaction, rule, Pairs(columns, key, _points(rule, key, columns, interaction))
            )
    raise ItemRefused(_("Not every choice of one set has one partner in the other."), interaction)


def read_associate(question: Question, interaction: Node) -> Draft:
    """One set becomes two columns: the first of each pair left, what has no partner right."""
    choices = {choice.get("identifier"): choice for choice in interaction.within("simpleAssociableChoice")}
    declaration, rule = question.declaration(interaction), question.rule(interaction)
    key = _turned_apart(_correct_pairs(declaration, rule), interaction)
    if not {*key, *key.values()} <= choices.keys():
        raise ItemRefused(_("Its correct response is not among the choices."), declaration.node)
    lefts = [choice for name, choice in choices.items() if name in key]
    rights = [choice for name, choice in choices.items() if name not in key]
    points = None
    if isinstance(rule, Table):
        both_ways = _both_ways(rule.mapping)
        if any(entry.value and not _is_pair(entry.key, key) for entry in rule.mapping.entries):
            raise _wrong_pairs(interaction)
        points = gap_points(both_ways, {left: f"{left} {right}" for left, right in key.items()}, interaction)
    return _draft(question, interaction, rule, Pairs(Columns(lefts, rights), key, points))


def _correct_pairs(declaration: Declaration, rule: Rule) -> list[tuple[str, str]]:
    values = declaration.correct
    if not values and isinstance(rule, Table):
        values = tuple(entry.key for entry in rule.mapping.entries if entry.value > 0)
    pairs = [tuple(value.split()) for value in values]
    if not pairs or any(len(pair) != 2 for pair in pairs):
        raise ItemRefused(_("Its correct response holds no pairs."), declaration.node)
    return [(pair[0], pair[1]) for pair in pairs]


def _key(declaration: Declaration, rule: Rule, columns: Columns) -> dict[str, str] | None:
    """The partner of each left, or None where a left has none or several."""
    pairs = _correct_pairs(declaration, rule)
    pairs = [(right, left) for left, right in pairs] if columns.is_turned else pairs
    key = dict(pairs)
    if len(key) < len(pairs) or key.keys() != {left.get("identifier") for left in columns.lefts}:
        return None
    if not set(key.values()) <= {right.get("identifier") for right in columns.rights}:
        raise ItemRefused(_("Its correct response is not among the choices."), declaration.node)
    return key


def _points(rule: Rule, key: Mapping[str, str], columns: Columns, node: Node) -> dict[str, Fraction] | None:
    if not isinstance(rule, Table):
        return None
    if any(rule.mapping.value_of(pair) for pair in columns.wrong_pairs(key)):
        raise _wrong_pairs(node)
    return gap_points(rule.mapping, {left: columns.pair(left, right) for left, right in key.items()}, node)


def _turned_apart(pairs: list[tuple[str, str]], node: Node) -> dict[str, str]:
    """Put one of each pair on the left, such that nothing stands on both sides or twice on the left."""
    count = [name for pair in pairs for name in pair]
    key: dict[str, str] = {}
    for first, second in pairs:
        left, right = (first, second) if count.count(first) == 1 else (second, first)
        if count.count(left) > 1:
            raise ItemRefused(_("Its pairs cannot be put into two columns."), node)
        key[left] = right
    return key


def _is_pair(pair: str, key: Mapping[str, str]) -> bool:
    one, other = [*pair.split(), "", ""][:2]
    return key.get(one) == other or key.get(other) == one


def _both_ways(mapping: Mapped) -> Mapped:
    """Pairs of an association have no direction."""
    if mapping.default or any(entry.value < 0 for entry in mapping.entries):
        return mapping
    turned = tuple(
        type(entry)(" ".join(reversed(entry.key.split())), entry.value) for entry in mapping.entries
    )
    return Mapped((*mapping.entries, *turned), mapping.default, mapping.lower, mapping.upper)


def _draft(question: Question, interaction: Node, rule: Rule, pairs: Pairs) -> Draft:
    if isinstance(rule, Table):
        refuse_gift(rule.mapping, interaction)
    elif not isinstance(rule, Exact):
        raise ItemRefused(_("Pairs are scored by something else than the pairs."), interaction)
    worth = set((pairs.points or {}).values())
    if len(worth) > 1:
        return _as_cloze(question, pairs)
    response = interaction.get("responseIdentifier")
    columns = {
        "left": [_entry(question, node, response) for node in pairs.columns.lefts],
        "right": [_entry(question, node, response) for node in pairs.columns.rights],
        "key": {question.ids.of[left]: question.ids.of[right] for left, right in pairs.key.items()},
    }
    total = sum((pairs.points or {}).values(), Fraction(0)) or _exact_points(rule)
    grading = {} if pairs.points else {"grading": "all_or_nothing"}
    return question.draft("matching", total, **columns, **grading)


def _exact_points(rule: Rule) -> Fraction:
    return rule.points if isinstance(rule, Exact) else Fraction(1)


def _entry(question: Question, node: Node, response: str) -> dict[str, str]:
    identifier = node.get("identifier")
    return {
        "id": question.ids.draw(identifier),
        "text": question.entry_text(node),
        "feedback": question.feedback.on_choice(node, response),
    }


def _as_cloze(question: Question, pairs: Pairs) -> Draft:
    """Pairs that earn different points: each left is a gap with its own points."""
    points = pairs.points or {}
    rights = [(right.get("identifier"), question.entry_text(right)) for right in pairs.columns.rights]
    gaps: list[dict[str, Any]] = []
    lines = []
    for left in pairs.columns.lefts:
        name, label = left.get("identifier"), question.entry_text(left)
        gap_id = question.ids.draw(name)
        lines.append(f"<li>{html.escape(label, quote=False)} [[{gap_id}]]</li>")
        options = [
            {
                "id": question.ids.draw(f"{name}/{identifier}"),
                "text": text,
                "correct": pairs.key[name] == identifier,
                "feedback": "",
            }
            for identifier, text in rights
        ]
        interaction = {"type": "single_choice", "options": options}
        gaps.append({"id": gap_id, "label": label, "points": points[name], "interaction": interaction})
    text = f"<ul>{''.join(lines)}</ul>"
    return question.draft("cloze", sum(points.values(), Fraction(0)), text=text, gaps=whole_points(gaps))


def _wrong_pairs(node: Node) -> ItemRefused:
    return ItemRefused(_("Its mapping gives or takes points for wrong pairs, which cannot be kept."), node)

"""Writing texts with gaps: each gap is a response of its own, and the score adds them up."""

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from lxml import etree

from content.items.interchange.qti.numbers import decimal_text
from content.items.interchange.qti.writing.answers import (
    Scored,
    chain,
    said_of_numbers,
    said_of_texts,
    scored_number,
    scored_text,
    with_said,
)
from content.items.interchange.qti.writing.choices import identifier_of, shares_of, table_of
from content.items.interchange.qti.writing.drawn import Drawn
from content.items.interchange.qti.writing.parts import (
    SCORE,
    base,
    html_part,
    is_correct,
    make,
    number,
    outcome,
    response,
    scale_of,
    set_outcome,
    variable,
    when,
)
from content.items.terms import Content

_GAP = re.compile(r"\[\[([a-z0-9]+)\]\]")
# What the gaps earn, where only all of it counts.
_PARTS = "PARTS"


def draw_cloze(content: Content) -> Drawn:
    names = {gap["id"]: f"GAP{place}" for place, gap in enumerate(content["gaps"], start=1)}
    most = Fraction(sum(gap["points"] for gap in content["gaps"]))
    drawn = Drawn([], [_text(content, names)], most)
    for gap in content["gaps"]:
        _add_gap(drawn, gap, names[gap["id"]])
    return _together(drawn) if content.get("grading") == "all_or_nothing" else drawn


def _together(drawn: Drawn) -> Drawn:
    """Let the rules add up something else, and pay once it is complete."""
    for rule in drawn.rules:
        for node in rule.iter("setOutcomeValue", "variable"):
            if node.get("identifier") == SCORE:
                node.set("identifier", _PARTS)
    complete = make("gte", variable(_PARTS), base("float", decimal_text(drawn.most)))
    drawn.rules.append(when(complete, set_outcome(SCORE, base("float", "1"))))
    drawn.outcomes.insert(0, outcome(_PARTS, "float", "0"))
    drawn.most = Fraction(1)
    return drawn


def _text(content: Content, names: Mapping[str, str]) -> etree._Element:
    """The text, with each gap as an interaction in it."""
    # The gap goes through the reading of HTML as an element that no text of ours holds.
    marked = _GAP.sub(lambda found: f'<img id="{found[1]}">', content["text"])
    part = html_part("text", marked)
    gaps = {gap["id"]: gap for gap in content["gaps"]}
    for hole in list(part.iter("img")):
        gap = gaps[hole.get("id")]
        interaction = _interaction(gap, names[gap["id"]])
        interaction.tail = hole.tail
        hole.getparent().replace(hole, interaction)
    return part


def _interaction(gap: Content, name: str) -> etree._Element:
    label = gap.get("label", "")
    if gap["interaction"]["type"] != "single_choice":
        return make("textEntryInteraction", responseIdentifier=name, label=label)
    choices = [
        make("inlineChoice", option["text"], identifier=identifier_of(place))
        for place, option in enumerate(gap["interaction"]["options"])
    ]
    return make("inlineChoiceInteraction", *choices, responseIdentifier=name, shuffle="true", label=label)


def _add_gap(drawn: Drawn, gap: Content, name: str) -> None:
    inner, points = gap["interaction"], Fraction(gap["points"])
    scored = _SCORED[inner["type"]](inner, name)
    drawn.responses.append(scored.declared)
    drawn.rules.append(_rule(scored, name, points))
    said = _SAID[inner["type"]](inner, name)
    before = len(drawn.feedback_rules)
    told = with_said(Drawn([], []), said, name)
    drawn.feedback += told.feedback
    drawn.feedback_rules[before:] = told.feedback_rules
    drawn.outcomes += told.outcomes


def _rule(scored: Scored, name: str, points: Fraction) -> etree._Element:
    if scored.steps:
        return chain(scored.steps, points, is_added=True)
    if scored.scale is None:
        return chain([(is_correct(name), Fraction(1))], points, is_added=True)
    paid = make("mapResponse", identifier=name)
    factor = points / scored.scale
    if factor != 1:
        paid = _times(paid, factor)
    return set_outcome(SCORE, make("sum", variable(SCORE), paid))


def _times(paid: etree._Element, factor: Fraction) -> etree._Element:
    if factor.denominator == 1:
        return make("product", paid, number(factor))
    return make("divide", paid, number(1 / factor)) if factor.numerator == 1 else _both(paid, factor)


def _both(paid: etree._Element, factor: Fraction) -> etree._Element:
    product = make("product", paid, number(Fraction(factor.numerator)))
    return make("divide", product, number(Fraction(factor.denominator)))


def _scored_choice(inner: Content, name: str) -> Scored:
    content: dict[str, Any] = dict(inner)
    shares = shares_of(content)
    right = [identifier for identifier, share in shares.items() if share == 1][:1]
    if inner.get("grading") != "weights":
        return Scored(response(name, "single", "identifier", right, None))
    scale = scale_of(shares.values())
    table = table_of(shares, scale)
    return Scored(response(name, "single", "identifier", right, table), scale=scale)


def _said_of_choices(inner: Content, name: str) -> Any:
    for place, option in enumerate(inner["options"]):
        if option["feedback"].strip():
            chosen = make("match", variable(name), base("identifier", identifier_of(place)))
            yield chosen, option["feedback"]


_SCORED = {"single_choice": _scored_choice, "short_text": scored_text, "numeric": scored_number}
_SAID = {"single_choice": _said_of_choices, "short_text": said_of_texts, "numeric": said_of_numbers}

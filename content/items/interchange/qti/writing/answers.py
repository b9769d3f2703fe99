"""Writing answers that are written: words, numbers, and long ones."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from lxml import etree

from content.items.interchange.holding import Unwritable
from content.items.interchange.qti.numbers import decimal_text
from content.items.interchange.qti.questions import PREFIX
from content.items.interchange.qti.writing.choices import MAP, MATCH
from content.items.interchange.qti.writing.drawn import Drawn
from content.items.interchange.qti.writing.parts import (
    FEEDBACK,
    RESPONSE,
    SCORE,
    base,
    between,
    feedback,
    make,
    mapping,
    number,
    outcome,
    paragraphs,
    response,
    scale_of,
    set_outcome,
    variable,
    when,
)
from content.items.terms import Content
from content.items.weighing import weight
from content.items.wording import Wording as _


@dataclass(frozen=True)
class Scored:
    """One response. steps: condition and share, the first that holds counts; or a table on a scale."""

    declared: etree._Element
    steps: list[tuple[etree._Element, Fraction]] = field(default_factory=list)
    scale: Fraction | None = None


def draw_short_text(content: Content) -> Drawn:
    scored = scored_text(content, RESPONSE)
    is_plain = scored.scale is None
    drawn = Drawn(
        [scored.declared], [_line(RESPONSE, "")], scored.scale or Fraction(1), MATCH if is_plain else MAP
    )
    return with_said(drawn, said_of_texts(content, RESPONSE), RESPONSE)


def draw_number(content: Content) -> Drawn:
    scored = scored_number(content, RESPONSE)
    drawn = Drawn([scored.declared], [_line(RESPONSE, content["unit"])])
    drawn.rules.append(chain(scored.steps, Fraction(1), is_added=False))
    return with_said(drawn, said_of_numbers(content, RESPONSE), RESPONSE)


def draw_essay(content: Content) -> Drawn:
    criteria = [
        make("div", make("p", one["criterion"]), make("ul", *(_level(level) for level in one["levels"])))
        for one in content["rubric"]
    ]
    told = make("div", *paragraphs(content["model_answer"]))
    told.set("class", f"{PREFIX}model-answer")
    body = [
        make("extendedTextInteraction", responseIdentifier=RESPONSE),
        make("rubricBlock", *criteria, told, view="scorer"),
    ]
    most = sum((Fraction(one["levels"][-1]["points"]) for one in content["rubric"]), Fraction(0))
    return Drawn([response(RESPONSE, "single", "string", [], None)], body, most, is_human=True)


def scored_text(content: Content, identifier: str) -> Scored:
    """A single answer in which case matters has to be matched; else a table says what each is worth."""
    if content.get("wildcards"):
        raise Unwritable(_("QTI compares texts as they are, without asterisks for any writing."))
    more = [(entry["text"], weight(entry["weight"])) for entry in content.get("more", ())]
    is_sensitive = bool(content.get("case_sensitive"))
    if is_sensitive and not more and len(content["accept"]) == 1:
        return Scored(response(identifier, "single", "string", content["accept"], None))
    scale = scale_of(share for _text, share in more)
    entries = [(text, scale) for text in content["accept"]] + [(text, share * scale) for text, share in more]
    table = mapping(entries)
    for entry in table:
        entry.set("caseSensitive", "true" if is_sensitive else "false")
    return Scored(response(identifier, "single", "string", content["accept"][:1], table), scale=scale)


def scored_number(content: Content, identifier: str) -> Scored:
    steps = [(_near(content, identifier, ""), Fraction(1))]
    steps += [
        (between(identifier, entry["low"], entry["high"]), weight(entry["weight"]))
        for entry in content.get("more", ())
    ]
    return Scored(response(identifier, "single", "float", [content["answer"]], None), steps)


def chain(
    steps: list[tuple[etree._Element, Fraction]], points: Fraction, *, is_added: bool
) -> etree._Element:
    """Return the condition that pays the share of the first step that holds, of so many points."""
    branches: list[etree._Element] = []
    for condition, share in steps:
        paid = number(share * points)
        value = make("sum", variable(SCORE), paid) if is_added else paid
        name = "responseElseIf" if branches else "responseIf"
        branches.append(make(name, condition, set_outcome(SCORE, value)))
    return make("responseCondition", *branches)


def said_of_texts(content: Content, identifier: str) -> Iterator[tuple[etree._Element, str]]:
    """Yield what asks for each answer that something is said of, and what is said."""
    sensitive = "true" if content.get("case_sensitive") else "false"
    said = [(entry["text"], entry["feedback"]) for entry in content.get("more", ()) if entry["feedback"]]
    for text, on in said + [(wrong["match"], wrong["feedback"]) for wrong in content["wrong"]]:
        asked = make("stringMatch", variable(identifier), base("string", text), caseSensitive=sensitive)
        yield asked, on


def said_of_numbers(content: Content, identifier: str) -> Iterator[tuple[etree._Element, str]]:
    if content["feedback_correct"]:
        yield _near(content, identifier, ""), content["feedback_correct"]
    for entry in content.get("more", ()):
        if entry["feedback"]:
            yield between(identifier, entry["low"], entry["high"]), entry["feedback"]
    for wrong in content["wrong"]:
        yield _near(content, identifier, wrong["value"]), wrong["feedback"]


def with_said(drawn: Drawn, said: Iterator[tuple[etree._Element, str]], name: str) -> Drawn:
    """Add what is said of single answers; each sets an outcome that shows its text."""
    of = f"{FEEDBACK}_{name}"
    for place, (condition, text) in enumerate(said, start=1):
        identifier = f"said{place}"
        drawn.feedback.append(feedback(of, identifier, text))
        drawn.feedback_rules.append(when(condition, set_outcome(of, base("identifier", identifier))))
    if drawn.feedback_rules:
        drawn.outcomes.append(outcome(of, "identifier"))
    return drawn


def _near(content: Content, identifier: str, value: str) -> etree._Element:
    """Ask for a number near enough: to the value, or to the answer where none is given."""
    mode = content.get("mode", "nominal")
    if mode == "geometric":
        raise Unwritable(_("QTI has no tolerance that is a factor."))
    if mode == "range" and not value:
        return between(identifier, content["low"], content["high"])
    meant = base("float", value) if value else make("correct", identifier=identifier)
    tolerance = Fraction(0) if mode == "range" else Fraction(content["tolerance"])
    width = decimal_text(tolerance * 100 if mode == "relative" else tolerance)
    kind = "relative" if mode == "relative" else "absolute"
    return make("equal", variable(identifier), meant, toleranceMode=kind, tolerance=f"{width} {width}")


def _line(identifier: str, unit: str) -> etree._Element:
    entry = make("textEntryInteraction", responseIdentifier=identifier)
    return make("p", entry, f" {unit}") if unit else make("p", entry)


def _level(level: Content) -> etree._Element:
    return make("li", f"{level['points']}: {level['text']}")

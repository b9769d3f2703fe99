"""Writing choices and orders."""

from collections.abc import Mapping
from fractions import Fraction

from lxml import etree

from content.items.interchange.qti.numbers import decimal_text
from content.items.interchange.qti.writing.drawn import Drawn
from content.items.interchange.qti.writing.parts import (
    FEEDBACK,
    RESPONSE,
    make,
    mapping,
    outcome,
    response,
    scale_of,
    set_outcome,
    variable,
)
from content.items.terms import Content, Entry

MATCH = "match_correct"
MAP = "map_response"


def draw_single(content: Content) -> Drawn:
    shares = shares_of(content)
    right = [identifier for identifier, share in shares.items() if share == 1][:1]
    is_plain = content.get("grading") != "weights"
    scale = Fraction(1) if is_plain else scale_of(shares.values())
    table = None if is_plain else table_of(shares, scale)
    declared = response(RESPONSE, "single", "identifier", right, table)
    interaction = _interaction(content["options"], "1")
    drawn = Drawn([declared], [interaction], scale, MATCH if is_plain else MAP)
    return _with_feedback(drawn, content["options"], "single")


def draw_multiple(content: Content) -> Drawn:
    """Without a grading of its own, right minus wrong: that is how it is graded unless a quiz is stricter."""
    options, grading = content["options"], content.get("grading")
    right = [identifier_of(number) for number, option in enumerate(options) if option["correct"]]
    interaction = _interaction(options, "0")
    if grading == "all_or_nothing":
        declared = response(RESPONSE, "multiple", "identifier", right, None)
        return _with_feedback(Drawn([declared], [interaction], template=MATCH), options, "multiple")
    shares = shares_of(content)
    scale = scale_of(shares.values()) if grading == "weights" else Fraction(len(right))
    table = table_of(shares, scale)
    table.set("upperBound", decimal_text(scale))
    declared = response(RESPONSE, "multiple", "identifier", right, table)
    return _with_feedback(Drawn([declared], [interaction], scale, MAP), options, "multiple")


def draw_order(content: Content) -> Drawn:
    steps = content["sequence"]
    choices = [
        make("simpleChoice", step["text"], identifier=identifier_of(n)) for n, step in enumerate(steps)
    ]
    interaction = make("orderInteraction", *choices, responseIdentifier=RESPONSE, shuffle="true")
    identifiers = [choice.get("identifier") for choice in choices]
    return Drawn(
        [response(RESPONSE, "ordered", "identifier", identifiers, None)], [interaction], template=MATCH
    )


def identifier_of(number: int) -> str:
    """Name an entry by its place. number: from 0."""
    return f"C{number + 1}"


def table_of(shares: Mapping[str, Fraction], scale: Fraction) -> etree._Element:
    """Return the mapping of shares, which never leads below zero."""
    return mapping(((key, share * scale) for key, share in shares.items()), lowerBound="0")


def shares_of(content: Content) -> dict[str, Fraction]:
    """What each option earns, by its identifier: its share, or what its mark for right amounts to."""
    options, is_single = content["options"], content["type"] == "single_choice"
    keys = 1 if is_single else sum(option["correct"] for option in options)
    wrong = Fraction(0) if is_single else Fraction(-1, keys)
    return {
        identifier_of(number): Fraction(option.get("weight", "0"))
        if content.get("grading") == "weights"
        else (Fraction(1, keys) if option["correct"] else wrong)
        for number, option in enumerate(options)
    }


def _interaction(options: list[Entry], most: str) -> etree._Element:
    choices = [_choice(option, identifier_of(number)) for number, option in enumerate(options)]
    return make("choiceInteraction", *choices, responseIdentifier=RESPONSE, shuffle="true", maxChoices=most)


def _choice(option: Entry, identifier: str) -> etree._Element:
    choice = make("simpleChoice", option["text"], identifier=identifier)
    if option["feedback"].strip():
        said = make(
            "feedbackInline",
            option["feedback"],
            outcomeIdentifier=FEEDBACK,
            identifier=identifier,
            showHide="show",
        )
        choice.append(said)
    return choice


def _with_feedback(drawn: Drawn, options: list[Entry], cardinality: str) -> Drawn:
    if any(option["feedback"].strip() for option in options):
        drawn.outcomes.append(outcome(FEEDBACK, "identifier", cardinality=cardinality))
        drawn.feedback_rules.append(set_outcome(FEEDBACK, variable(RESPONSE)))
    return drawn

"""What items are made of when they are written: elements in the words of QTI 2.x, without a namespace."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import lcm

from lxml import etree

from content.items.interchange.qti.numbers import decimal_text
from content.items.interchange.qti.questions import PREFIX

RESPONSE = "RESPONSE"
SCORE = "SCORE"
MAXSCORE = "MAXSCORE"
FEEDBACK = "FEEDBACK"
RESULT = "RESULT"
RIGHT = "right"


def make(name: str, *children: etree._Element | str, **attributes: str) -> etree._Element:
    """Return an element; a text among the children stands where it comes."""
    element = etree.Element(name, **{key: value for key, value in attributes.items() if value})
    for child in children:
        if isinstance(child, str):
            _append_text(element, child)
        else:
            element.append(child)
    return element


def _append_text(element: etree._Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def html_part(mark: str, html: str) -> etree._Element:
    """Return a part of the body that holds HTML, marked so that it is found again."""
    parsed = etree.fromstring(f"<div>{html}</div>", etree.HTMLParser(no_network=True, remove_comments=True))
    part = next(parsed.iter("div"))
    part.set("class", PREFIX + mark)
    part.tail = None
    return part


def paragraphs(text: str) -> list[etree._Element]:
    """Return plain text as paragraphs, one for each line."""
    return [make("p", line) for line in text.split("\n") if line.strip()]


def response(
    identifier: str, cardinality: str, base_type: str, correct: Sequence[str], mapping: etree._Element | None
) -> etree._Element:
    node = make("responseDeclaration", identifier=identifier, cardinality=cardinality, baseType=base_type)
    if correct:
        node.append(make("correctResponse", *(make("value", value) for value in correct)))
    if mapping is not None:
        node.append(mapping)
    return node


def mapping(
    entries: Iterable[tuple[str, Fraction]], *, default: str = "0", **attributes: str
) -> etree._Element:
    """Return a mapping of what each key pays; the credits have finitely many places."""
    nodes = [make("mapEntry", mapKey=key, mappedValue=decimal_text(value)) for key, value in entries]
    return make("mapping", *nodes, defaultValue=default, **attributes)


def scale_of(shares: Iterable[Fraction]) -> Fraction:
    """Return by what shares are multiplied so that decimals can write them all; 1 where they can already."""
    denominators = [share.denominator for share in shares if not _is_decimal(share)]
    return Fraction(lcm(*denominators)) if denominators else Fraction(1)


def outcome(
    identifier: str, base_type: str, default: str = "", cardinality: str = "single"
) -> etree._Element:
    node = make("outcomeDeclaration", identifier=identifier, cardinality=cardinality, baseType=base_type)
    if default:
        node.append(make("defaultValue", make("value", default)))
    return node


def base(base_type: str, value: str) -> etree._Element:
    return make("baseValue", value, baseType=base_type)


def number(value: Fraction) -> etree._Element:
    """Return a number: as a decimal, else as a division of two."""
    if _is_decimal(value):
        return base("float", decimal_text(value))
    return make("divide", base("float", str(value.numerator)), base("float", str(value.denominator)))


def variable(identifier: str) -> etree._Element:
    return make("variable", identifier=identifier)


def set_outcome(identifier: str, value: etree._Element) -> etree._Element:
    return make("setOutcomeValue", value, identifier=identifier)


def when(condition: etree._Element, *consequences: etree._Element) -> etree._Element:
    return make("responseCondition", make("responseIf", condition, *consequences))


def is_correct(identifier: str) -> etree._Element:
    return make("match", variable(identifier), make("correct", identifier=identifier))


def between(identifier: str, low: str, high: str) -> etree._Element:
    return make(
        "and",
        make("gte", variable(identifier), base("float", low)),
        make("lte", variable(identifier), base("float", high)),
    )


def feedback(outcome_identifier: str, identifier: str, text: str) -> etree._Element:
    return make(
        "modalFeedback",
        *paragraphs(text),
        outcomeIdentifier=outcome_identifier,
        identifier=identifier,
        showHide="show",
    )


def notes(kept: Mapping[str, str]) -> list[etree._Element]:
    """Return what QTI has no place for, where other systems do not look."""
    # What would end the instruction cannot stand in it; JSON may spell it otherwise.
    return [
        etree.PI("lean-leaders", f"{path} {value.replace('?>', chr(92) + 'u003f>')}")
        for path, value in kept.items()
    ]


def _is_decimal(value: Fraction) -> bool:
    denominator = value.denominator
    for prime in (2, 5):
        while denominator % prime == 0:
            denominator //= prime
    return denominator == 1

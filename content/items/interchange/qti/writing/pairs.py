"""Writing what belongs together."""

from fractions import Fraction

from lxml import etree

from content.items.interchange.qti.writing.choices import MAP, MATCH
from content.items.interchange.qti.writing.drawn import Drawn
from content.items.interchange.qti.writing.parts import RESPONSE, make, mapping, response
from content.items.terms import Content, Entry


def draw_match(content: Content) -> Drawn:
    """A right may serve several lefts, so it may be matched any number of times."""
    lefts = {left["id"]: f"L{number}" for number, left in enumerate(content["left"], start=1)}
    rights = {right["id"]: f"R{number}" for number, right in enumerate(content["right"], start=1)}
    pairs = [f"{lefts[left['id']]} {rights[content['key'][left['id']]]}" for left in content["left"]]
    interaction = make(
        "matchInteraction",
        make("simpleMatchSet", *(_choice(left, lefts[left["id"]], "1") for left in content["left"])),
        make("simpleMatchSet", *(_choice(right, rights[right["id"]], "0") for right in content["right"])),
        responseIdentifier=RESPONSE,
        shuffle="true",
        maxAssociations=str(len(lefts)),
    )
    if content.get("grading") == "all_or_nothing":
        declared = response(RESPONSE, "multiple", "directedPair", pairs, None)
        return Drawn([declared], [interaction], template=MATCH)
    table = mapping((pair, Fraction(1)) for pair in pairs)
    declared = response(RESPONSE, "multiple", "directedPair", pairs, table)
    return Drawn([declared], [interaction], Fraction(len(pairs)), MAP)


def _choice(entry: Entry, identifier: str, most: str) -> etree._Element:
    return make("simpleAssociableChoice", entry["text"], identifier=identifier, matchMax=most)

"""Small items of QTI 2, written out part by part, and what becomes of them when they are read."""

import random

from content.items.interchange import qti
from content.items.interchange.qti.reading import read_all
from content.items.scoring import score
from tests.content.items.interchange.qti_items import answer_to

MATCH_CORRECT = (
    '<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"/>'
)
MAP_RESPONSE = (
    '<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/map_response"/>'
)
CHOICES = "".join(f'<simpleChoice identifier="{name}">Choice {name}</simpleChoice>' for name in "ABC")


def declared(correct=(), mapping="", *, cardinality="single", base="identifier", name="RESPONSE"):
    values = "".join(f"<value>{value}</value>" for value in correct)
    key = f"<correctResponse>{values}</correctResponse>" if values else ""
    return (
        f'<responseDeclaration identifier="{name}" cardinality="{cardinality}" baseType="{base}">'
        f"{key}{mapping}</responseDeclaration>"
    )


def mapped(entries, attributes=""):
    pairs = "".join(f'<mapEntry mapKey="{key}" mappedValue="{value}"/>' for key, value in entries.items())
    return f"<mapping {attributes}>{pairs}</mapping>"


def item(declarations, body, processing=MATCH_CORRECT, *, more="", attributes=""):
    return (
        f'<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="I1" '
        f'title="One" {attributes}>{declarations}'
        '<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>'
        f"<itemBody>{body}</itemBody>{processing}{more}</assessmentItem>"
    )


def choice(most="1"):
    return (
        '<choiceInteraction responseIdentifier="RESPONSE" '
        f'maxChoices="{most}"><prompt>Which?</prompt>{CHOICES}</choiceInteraction>'
    )


def taken(xml):
    shelf = read_all(xml.encode(), rng=random.Random(5))
    assert [str(one.message) for one in shelf.refusals if not one.is_warning] == []
    return shelf.found[0]


def refused(xml):
    reading = qti.read(xml.encode(), rng=random.Random(5))
    assert reading.items == ()
    [refusal] = reading.refusals
    assert (refusal.name, refusal.line > 0) == ("One", True)
    return str(refusal.message)


def earned(found, **responses):
    content = found.imported.content
    response = answer_to(content, found.identifiers, responses or {"RESPONSE": []})
    return score(content, response) * found.imported.points


IS_RIGHT = '<match><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></match>'
TO_ONE = '<setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue></setOutcomeValue>'


def processing(rules):
    return f"<responseProcessing>{rules}</responseProcessing>"


def condition(test, then=TO_ONE, otherwise=""):
    return f"<responseCondition><responseIf>{test}{then}</responseIf>{otherwise}</responseCondition>"

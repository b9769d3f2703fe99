"""Items of QTI 2 and 3 written out by hand: what is understood, and what refuses an item."""

import random
from fractions import Fraction

import pytest

from content.items.interchange import qti
from content.items.interchange.qti.reading import read_all
from content.items.interchange.terms import FileRefused, TestPlan, TestSection
from content.items.scoring import score
from tests.content.items.interchange.qti_items import answer_to
from tests.content.items.interchange.test_packages import zipped

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


def test_a_body_beside_a_prompt_is_what_is_read_before_the_question():
    found = taken(item(declared(["B"]), f"<p>Long ago.</p>{choice()}"))
    content = found.imported.content
    assert (content["stimulus"], content["stem"]) == ("<p>Long ago.</p>", "<p>Which?</p>")
    assert [(o["text"], o["correct"]) for o in content["options"]] == [
        ("Choice A", False),
        ("Choice B", True),
        ("Choice C", False),
    ]


def test_several_to_choose_are_all_or_nothing_by_match_correct():
    found = taken(item(declared(["A", "B"], cardinality="multiple"), choice("0")))
    assert found.imported.content["grading"] == "all_or_nothing"
    assert earned(found, RESPONSE=["A"]) == 0
    assert earned(found, RESPONSE=["A", "B"]) == 1


def test_a_mapping_becomes_shares_and_its_most_the_points():
    table = mapped({"A": "2", "B": "0.5"}, 'defaultValue="-1" lowerBound="0"')
    found = taken(item(declared(["A"], table), choice(), MAP_RESPONSE))
    assert found.imported.points == 2
    assert [o["weight"] for o in found.imported.content["options"]] == ["1", "1/4", "-1/2"]
    assert [earned(found, RESPONSE=[name]) for name in "ABC"] == [2, Fraction(1, 2), 0]


def test_a_mapping_that_takes_off_as_much_as_it_gives_is_right_minus_wrong():
    table = mapped({"A": "1", "B": "1"}, 'defaultValue="-1" lowerBound="0"')
    found = taken(item(declared(["A", "B"], table, cardinality="multiple"), choice("0"), MAP_RESPONSE))
    assert found.imported.content["grading"] == "right_minus_wrong"
    assert earned(found, RESPONSE=["A", "B", "C"]) == 1


def test_below_zero_is_zero_with_a_warning():
    table = mapped({"A": "1"}, 'defaultValue="-1"')
    xml = item(declared(["A"], table), choice(), MAP_RESPONSE)
    [warning] = qti.read(xml.encode(), rng=random.Random(5)).refusals
    assert warning.is_warning
    assert warning.message == "In the file wrong choices can lead below zero; here the least is zero."


@pytest.mark.parametrize(
    ("table", "most", "reason"),
    [
        (mapped({"A": "1"}, 'lowerBound="0.5"'), "0", "It gives points for no answer at all."),
        (mapped({"A": "-1"}), "0", "No answer earns any points."),
        (mapped({"A": "1e999999999"}), "0", "mappedValue is not a number: 1e999999999."),
        (mapped({}), "0", "A mapping has no entries."),
        (
            mapped({"A": "1", "B": "1"}),
            "2",
            "It limits how many may be chosen and takes nothing off, so that here ticking all would pay.",
        ),
    ],
)
def test_what_shares_cannot_say_of_a_mapping_refuses_the_item(table, most, reason):
    assert refused(item(declared(["A"], table, cardinality="multiple"), choice(most), MAP_RESPONSE)) == reason


IS_RIGHT = '<match><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></match>'
TO_ONE = '<setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue></setOutcomeValue>'


def processing(rules):
    return f"<responseProcessing>{rules}</responseProcessing>"


def condition(test, then=TO_ONE, otherwise=""):
    return f"<responseCondition><responseIf>{test}{then}</responseIf>{otherwise}</responseCondition>"


@pytest.mark.parametrize(
    "rules",
    [
        condition(IS_RIGHT),
        condition(IS_RIGHT, TO_ONE, f"<responseElse>{TO_ONE.replace('>1<', '>0<')}</responseElse>"),
        condition(
            IS_RIGHT,
            '<setOutcomeValue identifier="SCORE"><sum><variable identifier="SCORE"/>'
            '<baseValue baseType="integer">1</baseValue></sum></setOutcomeValue>',
        ),
    ],
)
def test_rules_that_equal_match_correct_are_it(rules):
    found = taken(item(declared(["B"]), choice(), processing(rules)))
    assert [earned(found, RESPONSE=[name]) for name in "AB"] == [0, 1]


def test_the_usual_rule_of_a_mapping_is_map_response():
    null = '<isNull><variable identifier="RESPONSE"/></isNull>'
    pay = '<setOutcomeValue identifier="SCORE"><mapResponse identifier="RESPONSE"/></setOutcomeValue>'
    rules = condition(null, TO_ONE.replace(">1<", ">0<"), f"<responseElse>{pay}</responseElse>")
    found = taken(item(declared(["A"], mapped({"A": "2", "B": "1"})), choice(), processing(rules)))
    assert [earned(found, RESPONSE=[name]) for name in "ABC"] == [2, 1, 0]


@pytest.mark.parametrize(
    ("rules", "reason"),
    [
        (condition(f"<not>{IS_RIGHT}</not>"), "It is scored by a rule of its own: not."),
        (f"<exitResponse/>{condition(IS_RIGHT)}", "Its response processing has the rule exitResponse."),
        (
            condition(IS_RIGHT, TO_ONE, f"<responseElse>{TO_ONE}</responseElse>"),
            "It is scored by a rule of its own, which is none of the standard templates.",
        ),
        (
            condition(IS_RIGHT) + condition(IS_RIGHT),
            "It is scored by a rule of its own, which is none of the standard templates.",
        ),
        (
            condition(IS_RIGHT, TO_ONE.replace("SCORE", "OTHER")),
            "It sets the outcome OTHER, which is not declared.",
        ),
    ],
)
def test_all_other_processing_refuses_the_item(rules, reason):
    assert refused(item(declared(["B"]), choice(), processing(rules))) == reason


@pytest.mark.parametrize(
    ("xml", "reason"),
    [
        (item(declared(["B"]), "<p>Nothing</p>"), "It has nothing to answer."),
        (item(declared(["Z"]), choice()), "Its correct response is not among the choices."),
        (
            item(declared(["B"]), f'<p><img src="x.png" alt="X"/></p>{choice()}'),
            "It holds a picture or a recording, and those are not taken from files.",
        ),
        (
            item(declared(["B"]), choice() + choice()),
            "It asks several things at once: choiceInteraction, choiceInteraction.",
        ),
        (
            item(declared(["B"]), choice(), attributes='adaptive="true"'),
            "It is adaptive: it changes with each answer.",
        ),
        (
            item(declared(["B"]), f"{choice()}<p><printedVariable identifier='X'/></p>"),
            "It uses printedVariable, which is outside of what can be taken.",
        ),
        (
            item("", '<hotspotInteraction responseIdentifier="RESPONSE"/>'),
            "Its interaction hotspotInteraction has no equal here.",
        ),
        (
            item(declared(["B"]), choice(), MATCH_CORRECT.replace("match_correct", "map_response_point")),
            "It is scored by map_response_point, which has no equal here.",
        ),
        (
            item(declared(["B"]), choice(), ""),
            "It has no response processing, so nothing says what is right.",
        ),
    ],
)
def test_what_lies_outside_refuses_the_item_by_name(xml, reason):
    assert refused(xml) == reason


def test_alternatives_that_multiply_refuse_the_item_before_they_fill_the_memory():
    test = '<match><variable identifier="RESPONSE"/><baseValue baseType="identifier">{0}</baseValue></match>'
    either = "<or>" + "".join(test.format(name) for name in "ABCABCABC") + "</or>"
    rules = processing(condition(f"<and>{either * 30}</and>"))
    assert refused(item(declared(["B"]), choice(), rules)) == "It is scored by a rule of its own: and."


def test_too_many_choices_refuse_the_item():
    many = "".join(f'<simpleChoice identifier="N{n}">{n}</simpleChoice>' for n in range(1001))
    body = f'<choiceInteraction responseIdentifier="RESPONSE">{many}</choiceInteraction>'
    assert refused(item(declared(["N1"]), body)) == "It has more than 1000 choices."


def test_a_rule_of_feedback_that_speaks_of_what_is_not_declared_refuses_the_item():
    feedback = '<outcomeDeclaration identifier="FB" cardinality="single" baseType="identifier"/>'
    said = '<setOutcomeValue identifier="FB"><baseValue baseType="identifier">x</baseValue></setOutcomeValue>'
    rules = condition(IS_RIGHT) + condition('<isNull><variable identifier="NONE"/></isNull>', said)
    xml = item(declared(["B"]) + feedback, choice(), processing(rules))
    assert refused(xml) == "It speaks of NONE, which is not declared."


def test_a_score_for_what_nothing_asks_refuses_the_item():
    both = declared(["B"]) + declared(["C"], name="OTHER")
    add = TO_ONE.replace("<baseValue", '<sum><variable identifier="SCORE"/><baseValue')
    add = add.replace("</baseValue>", "</baseValue></sum>")
    rules = condition(IS_RIGHT, add) + condition(IS_RIGHT.replace("RESPONSE", "OTHER"), add)
    assert refused(item(both, choice(), processing(rules))) == "It scores OTHER, for which nothing is asked."


def test_an_order_has_each_step_once():
    order = (
        f'<orderInteraction responseIdentifier="RESPONSE"><prompt>Sort</prompt>{CHOICES}</orderInteraction>'
    )
    found = taken(item(declared(["C", "A", "B"], cardinality="ordered"), order))
    assert [step["text"] for step in found.imported.content["sequence"]] == [
        "Choice C",
        "Choice A",
        "Choice B",
    ]
    assert earned(found, RESPONSE=["C", "B", "A"]) == 0
    wrong = item(declared(["C", "A"], cardinality="ordered"), order)
    assert refused(wrong) == "The correct order does not hold each of the steps once."


def gap_match(table):
    words = "".join(f'<gapText identifier="W{n}" matchMax="1">word {n}</gapText>' for n in (1, 2, 3))
    body = (
        '<gapMatchInteraction responseIdentifier="RESPONSE"><prompt>Fill</prompt>'
        f'{words}<p>First <gap identifier="G1"/> then <gap identifier="G2"/>.</p></gapMatchInteraction>'
    )
    declaration = declared(["W1 G1", "W2 G2"], table, cardinality="multiple", base="directedPair")
    return item(declaration, body, MAP_RESPONSE if table else MATCH_CORRECT)


def test_gaps_to_match_are_a_text_with_gaps_and_their_points():
    found = taken(gap_match(mapped({"W1 G1": "1", "W2 G2": "2"})))
    content = found.imported.content
    first, second = (gap["id"] for gap in content["gaps"])
    assert content["text"] == f"<p>First [[{first}]] then [[{second}]].</p>"
    assert [gap["points"] for gap in content["gaps"]] == [1, 2]
    assert earned(found, RESPONSE=["W3 G1", "W2 G2"]) == 2
    assert taken(gap_match("")).imported.content["grading"] == "all_or_nothing"


def test_gaps_that_take_points_off_for_wrong_words_refuse_the_item():
    table = mapped({"W1 G1": "1", "W2 G2": "2"}, 'defaultValue="-1" lowerBound="0"')
    reason = "Its mapping gives or takes points for wrong pairs, which cannot be kept."
    assert refused(gap_match(table)) == reason


def test_text_entries_are_texts_numbers_or_gaps():
    entry = '<textEntryInteraction responseIdentifier="RESPONSE"/>'
    text = taken(item(declared(["York"], base="string"), f"<p>It is {entry}</p>")).imported.content
    assert (text["stem"], text["accept"], text["case_sensitive"]) == ("<p>It is _____</p>", ["York"], True)
    near = (
        '<equal toleranceMode="relative" tolerance="5 5"><variable identifier="RESPONSE"/>'
        '<correct identifier="RESPONSE"/></equal>'
    )
    body = f"<p>Takt?</p><p>{entry}</p>"
    number = taken(item(declared(["60.0"], base="float"), body, processing(condition(near)))).imported.content
    assert (number["answer"], number["tolerance"], number["mode"]) == ("60", "0.05", "relative")
    both = [declared(["a"], base="string", name="R1"), declared(["B"], name="R2")]
    gaps = (
        '<p>Read.</p><p><textEntryInteraction responseIdentifier="R1"/> and <inlineChoiceInteraction '
        'responseIdentifier="R2"><inlineChoice identifier="A">x</inlineChoice><inlineChoice identifier="B">y'
        "</inlineChoice></inlineChoiceInteraction></p>"
    )
    tests = "".join(IS_RIGHT.replace("RESPONSE", name) for name in ("R1", "R2"))
    found = taken(item("".join(both), gaps, processing(condition(f"<and>{tests}</and>"))))
    assert (found.imported.content["stem"], found.imported.content["grading"]) == (
        "<p>Read.</p>",
        "all_or_nothing",
    )
    assert earned(found, R1=["a"], R2=["B"]) == 1
    assert earned(found, R1=["a"], R2=["A"]) == 0


def test_feedback_has_its_place_on_an_option_and_on_the_right_answer():
    mirror = '<setOutcomeValue identifier="FB"><variable identifier="RESPONSE"/></setOutcomeValue>'
    right = (
        '<setOutcomeValue identifier="RES"><baseValue baseType="identifier">yes</baseValue></setOutcomeValue>'
    )
    outcomes = "".join(
        f'<outcomeDeclaration identifier="{name}" cardinality="single" baseType="identifier"/>'
        for name in ("FB", "RES")
    )
    said = "".join(
        f'<modalFeedback outcomeIdentifier="{of}" identifier="{name}" showHide="show">'
        f"Said {name}</modalFeedback>"
        for of, name in (("FB", "A"), ("RES", "yes"))
    )
    rules = processing(condition(IS_RIGHT, TO_ONE + right) + mirror)
    content = taken(item(declared(["B"]) + outcomes, choice(), rules, more=said)).imported.content
    assert content["feedback"] == "Said yes"
    assert [option["feedback"] for option in content["options"]] == ["Said A", "", ""]


TEST = """<assessmentTest xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="T" title="Final">
<timeLimits maxTime="5401"/><testPart identifier="P" navigationMode="linear" submissionMode="individual">
<itemSessionControl maxAttempts="2"/><assessmentSection identifier="S" title="Part" visible="true">
<selection select="1"/><ordering shuffle="true"/><assessmentItemRef identifier="ref" href="../items/one.xml"/>
</assessmentSection></testPart></assessmentTest>"""


def test_a_test_is_read_as_settings_with_the_codes_of_its_items():
    data = zipped(("tests/t.xml", TEST), ("items/one.xml", item(declared(["B"]), choice())))
    reading = qti.read(data, rng=random.Random(1))
    assert [one.source for one in reading.items] == ["items/one.xml"]
    section = TestSection("Part", ("I1",), count=1, is_shuffled=True)
    assert reading.tests == (TestPlan("Final", (section,), minutes=91, attempts=2),)


@pytest.mark.parametrize(
    ("data", "line", "reason"),
    [
        (b'\n<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', 2, "document type"),
        (b"<a>\n<b></a>", 2, "not well-formed XML"),
        (b"<a>\n&x;</a>", 2, "not well-formed XML"),
        (b"<questestinterop/>", 1, "There are no questions in the file."),
        (b"<quiz/>", 1, "This XML is no QTI: it begins with quiz."),
        ("<a>é</a>".encode("utf-16"), 1, "not UTF-8"),
        (b'<?xml version="1.0" encoding="utf-7"?><a/>', 1, "not UTF-8"),
    ],
)
def test_a_file_that_is_no_plain_xml_is_refused_with_its_line(data, line, reason):
    with pytest.raises(FileRefused, match=reason) as refused_file:
        qti.read(data, rng=random.Random(1))
    assert refused_file.value.line == line

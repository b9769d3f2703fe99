"""Items of QTI 2 and 3 written out by hand: what is understood."""

import random
from fractions import Fraction

import pytest

from content.items.interchange import qti
from content.items.interchange.terms import FileRefused, TestPlan, TestSection
from tests.content.items.interchange.qti_written_out import (
    IS_RIGHT,
    MAP_RESPONSE,
    MATCH_CORRECT,
    TO_ONE,
    choice,
    condition,
    declared,
    earned,
    item,
    mapped,
    processing,
    refused,
    taken,
)
from tests.content.items.interchange.test_packages import zipped


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

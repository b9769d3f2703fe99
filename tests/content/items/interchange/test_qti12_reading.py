"""Items of QTI 1.2 written out by hand, as Canvas and others write them; and facts of files of theirs."""

import random
from fractions import Fraction

import pytest

from content.items.interchange import qti
from content.items.interchange.terms import TestPlan, TestSection
from content.items.scoring import score
from tests.content.items.interchange.corpora import CORPORA
from tests.content.items.interchange.test_packages import zipped

INSTRUCTURE = CORPORA / "qti" / "qti12-instructure-mit"


def labels(names):
    return "".join(
        f'<response_label ident="{name}"><material><mattext>Choice {name}</mattext></material>'
        "</response_label>"
        for name in names
    )


def chosen(names, cardinality="Single"):
    inner = f"<render_choice>{labels(names)}</render_choice>"
    return f'<response_lid ident="r" rcardinality="{cardinality}">{inner}</response_lid>'


def equal(value, response="r"):
    return f'<varequal respident="{response}">{value}</varequal>'


def pays(test, points, action="Set"):
    return (
        f"<respcondition><conditionvar>{test}</conditionvar>"
        f'<setvar varname="SCORE" action="{action}">{points}</setvar></respcondition>'
    )


def document(response, conditions="", *, kind="", stem="Which?", most='maxvalue="100"'):
    metadata = (
        "<itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>question_type</fieldlabel>"
        f"<fieldentry>{kind}</fieldentry></qtimetadatafield></qtimetadata></itemmetadata>"
    )
    return (
        f'<questestinterop><item ident="i1" title="One">{metadata if kind else ""}<presentation><material>'
        f'<mattext texttype="text/html">{stem}</mattext></material>{response}</presentation><resprocessing>'
        f'<outcomes><decvar varname="SCORE" {most}/></outcomes>{conditions}</resprocessing>'
        "</item></questestinterop>"
    )


def taken(xml):
    reading = qti.read(xml.encode(), rng=random.Random(5))
    assert [str(one.message) for one in reading.refusals if not one.is_warning] == []
    return reading.items[0].content


def refused(xml):
    reading = qti.read(xml.encode(), rng=random.Random(5))
    assert reading.items == ()
    [refusal] = reading.refusals
    assert (refusal.name, refusal.line) == ("One", 1)
    return str(refusal.message)


def test_one_choice_with_points_for_several_is_weighed_by_the_best():
    content = taken(document(chosen("AB"), pays(equal("A"), 4) + pays(equal("B"), 1)))
    assert [option["weight"] for option in content["options"]] == ["1", "1/4"]


def test_choices_that_only_count_together_are_all_or_nothing():
    test = f"<and>{equal('A')}{equal('B')}<not>{equal('C')}</not></and>"
    content = taken(document(chosen("ABC", "Multiple"), pays(test, 100)))
    assert ([o["correct"] for o in content["options"]], content["grading"]) == (
        [True, True, False],
        "all_or_nothing",
    )


def test_choices_with_points_of_their_own_are_shares_of_what_all_right_ones_earn():
    conditions = pays(equal("A"), 50, "Add") + pays(equal("B"), 50, "Add") + pays(equal("C"), -10, "Add")
    content = taken(document(chosen("ABC", "Multiple"), conditions))
    assert [option["weight"] for option in content["options"]] == ["1/2", "1/2", "-1/10"]
    keys = [option["id"] for option in content["options"]]
    assert score(content, {"choices": sorted([keys[0], keys[2]])}) == Fraction(2, 5)


def test_an_ordered_response_is_an_ordering():
    test = equal("B") + equal("C") + equal("A")
    content = taken(document(chosen("ABC", "Ordered"), pays(test, 100)))
    assert [step["text"] for step in content["sequence"]] == ["Choice B", "Choice C", "Choice A"]


def fib(kind=""):
    return f'<response_str ident="r" rcardinality="Single"><render_fib {kind}/></response_str>'


def test_alternatives_of_a_blank_are_accepted_and_an_error_has_its_feedback():
    said = (
        f'<respcondition><conditionvar>{equal("andon")}</conditionvar><displayfeedback linkrefid="f1"/>'
        "</respcondition>"
    )
    text = '<itemfeedback ident="f1"><material><mattext>The signal.</mattext></material></itemfeedback>'
    conditions = said + pays(equal("jidoka") + equal("Jidoka") + equal("autonomation"), 100)
    content = taken(document(fib(), conditions).replace("</item>", f"{text}</item>"))
    assert content["accept"] == ["jidoka", "autonomation"]
    assert content["wrong"] == [{"match": "andon", "feedback": "The signal."}]


def ends(low, high):
    return f'<and><vargte respident="r">{low}</vargte><varlte respident="r">{high}</varlte></and>'


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        (f"<or>{equal('60.0000')}{ends('59.5', '60.5')}</or>", {"answer": "60", "tolerance": "0.5"}),
        (
            f"<or>{equal('60')}{ends('59', '62')}</or>",
            {"answer": "60", "tolerance": "0", "mode": "range", "low": "59", "high": "62"},
        ),
        (ends("1", "2"), {"answer": "1.5", "tolerance": "0.5"}),
        (equal("7"), {"answer": "7", "tolerance": "0"}),
    ],
)
def test_a_number_has_its_tolerance_or_its_range(test, expected):
    content = taken(document(fib('fibtype="Decimal"'), pays(test, 100)))
    assert {key: content[key] for key in expected} == expected


@pytest.mark.parametrize(
    ("xml", "reason"),
    [
        (document(chosen("AB"), pays(equal("A"), 0)), "No answer earns any points."),
        (document(fib(), kind="calculated_question"), "Its type calculated_question has no equal here."),
        (document("", kind=""), "It has nothing to answer."),
        (document('<response_xy ident="r"/>'), "Its interaction response_xy has no equal here."),
        (
            document(chosen("AB"), pays(equal("A"), 1, "Multiply")),
            "A score is reckoned in a way that cannot be kept: Multiply.",
        ),
        (
            document(chosen("AB"), pays(equal("A"), 1), stem="&lt;img src='x'&gt;"),
            "It holds a picture or a recording, and those are not taken from files.",
        ),
    ],
)
def test_what_lies_outside_refuses_the_item_by_name(xml, reason):
    assert refused(xml) == reason


def test_an_essay_is_for_people_with_its_limits_of_words():
    response = (
        '<response_str ident="r" word_limit_enabled="Yes" word_limit_min="10" word_limit_max="20">'
        "<render_fib/></response_str>"
    )
    content = taken(document(response, kind="essay_question"))
    assert (content["type"], content["min_words"], content["max_words"]) == ("essay", 10, 20)


def test_an_assessment_is_a_test_with_its_items_and_limits():
    fields = "".join(
        f"<qtimetadatafield><fieldlabel>{label}</fieldlabel><fieldentry>{entry}</fieldentry></qtimetadatafield>"
        for label, entry in (("cc_maxattempts", "3"), ("cc_timelimit", "45"))
    )
    inner = (
        document(chosen("AB"), pays(equal("A"), 1))
        .replace("<questestinterop>", "")
        .replace("</questestinterop>", "")
    )
    xml = (
        f'<questestinterop><assessment ident="a" title="Quiz"><qtimetadata>{fields}</qtimetadata>'
        f'<section ident="s">{inner}</section></assessment></questestinterop>'
    )
    reading = qti.read(xml.encode(), rng=random.Random(1))
    assert reading.tests == (TestPlan("Quiz", (TestSection("", ("i1",)),), minutes=45, attempts=3),)
    assert reading.items[0].category == "Quiz"


def test_a_question_that_a_package_holds_twice_is_taken_once():
    xml = document(chosen("AB"), pays(equal("A"), 1))
    reading = qti.read(zipped(("a.xml", xml), ("b.xml.qti", xml)), rng=random.Random(1))
    assert [one.code for one in reading.items] == ["i1"]
    [warning] = reading.refusals
    assert (warning.message, warning.source) == ("It is in the archive twice and taken once.", "b.xml.qti")


def of_file(name):
    path = INSTRUCTURE / name
    if not path.exists():
        pytest.skip(f"no {name} beside the tree")
    return qti.read(path.read_bytes(), rng=random.Random(2))


def test_facts_of_canvas_choices_with_feedback():
    content = of_file("mc_feedback.xml").items[0].content
    assert content["stem"] == "<div><p>Feedback Check</p></div>"
    assert [(o["text"], o["correct"], o["feedback"]) for o in content["options"]] == [
        ("A", True, "Answer A Feedback"),
        ("B", False, "Answer B Feedback"),
        ("C", False, "Answer C Feedback"),
        ("D", False, "Answer D Feedback"),
    ]
    assert content["feedback"] == "General Correct Feedback\nGeneral Feedback"


def test_facts_of_canvas_matching_with_a_distractor():
    content = of_file("matching.xml").items[0].content
    rights = {right["id"]: right["text"] for right in content["right"]}
    pairs = {left["text"]: rights[content["key"][left["id"]]][:18] for left in content["left"]}
    assert pairs == {"Light Microscope": "Magnify up to abou", "Electron Microscopes": "Uses a beam of ele"}
    assert list(rights.values())[2] == "A distractor answer."
    assert content["grading"] == "all_or_nothing"


def test_facts_of_canvas_dropdowns_and_blanks():
    content = of_file("canvas_multiple_dropdowns.xml").items[0].content
    keys = [o["text"] for gap in content["gaps"] for o in gap["interaction"]["options"] if o["correct"]]
    assert (keys, [gap["points"] for gap in content["gaps"]]) == (["red", "blue"], [1, 1])
    blanks = of_file("canvas_multiple_fib.xml").items[0].content
    assert [gap["interaction"]["accept"] for gap in blanks["gaps"]] == [["red"], ["blue"]]
    mixed = of_file("nq_multiple_fib_answer_types.xml").items[0].content
    keys = [o["text"] for gap in mixed["gaps"] for o in gap["interaction"]["options"] if o["correct"]]
    assert keys == ["black", "white", "brown"]


def test_facts_of_canvas_numbers():
    content = of_file("numeric_margin_error_percent.xml").items[0].content
    assert (content["answer"], content["tolerance"], content["mode"]) == ("200", "0.2", "relative")
    assert [score(content, {"value": value}) for value in ("160", "240", "159.9")] == [1, 1, 0]
    second = of_file("numeric_exact_match.xml").items[1].content
    assert [score(second, {"value": value}) for value in ("4321", "1234", "1111", "1112")] == [1, 1, 1, 0]

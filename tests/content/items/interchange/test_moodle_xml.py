"""The kinds of question in Moodle XML (docs.moodle.org, "Moodle XML format", and its format.php)."""

from fractions import Fraction

import pytest

from content.items.interchange import moodle_xml
from content.items.scoring import score
from tests.content.items.interchange.reading import one, options, pairs, read, warnings

QUIZ = "<?xml version='1.0' encoding='UTF-8'?>\n<quiz>{}</quiz>"


def question(kind, inside, *, stem="Q?", stem_format="html", name="N"):
    return (
        f"<question type='{kind}'><name><text>{name}</text></name>"
        f"<questiontext format='{stem_format}'><text><![CDATA[{stem}]]></text></questiontext>"
        f"{inside}</question>"
    )


def answer(text, fraction=0, feedback="", more="", text_format="html"):
    said = f"<feedback format='html'><text><![CDATA[{feedback}]]></text></feedback>" if feedback else ""
    return (
        f"<answer fraction='{fraction}' format='{text_format}'>"
        f"<text><![CDATA[{text}]]></text>{said}{more}</answer>"
    )


def content(*args, **named):
    return one(moodle_xml, QUIZ.format(question(*args, **named))).content


def test_one_right_option_makes_a_single_choice():
    found = content(
        "multichoice", "<single>true</single>" + answer("<p>a &lt; b</p>", 100, "<b>Yes</b>") + answer("c", 0)
    )
    assert found["type"] == "single_choice"
    assert options(found) == [("a < b", True, "Yes"), ("c", False, "")]


def test_several_right_options_keep_their_shares():
    listed = answer("a", "33.33333") + answer("b", "66.66667") + answer("c", "-50") + answer("d")
    found = content("multichoice", "<single>false</single>" + listed)
    assert found["type"] == "multiple_response"
    assert [option["weight"] for option in found["options"]] == ["1/3", "2/3", "-1/2", "0"]


def test_the_plugin_for_all_or_nothing_is_known():
    found = content("multichoiceset", answer("a", 100) + answer("b", 100) + answer("c"))
    assert (found["type"], found["grading"]) == ("multiple_response", "all_or_nothing")
    assert [option["correct"] for option in found["options"]] == [True, True, False]


@pytest.mark.parametrize("names", [("true", "false"), ("Vrai", "Faux")])
def test_true_or_false_is_a_choice_of_two(names):
    found = content("truefalse", answer(names[0], 0, "It is not.") + answer(names[1], 100))
    assert options(found) == [("True", False, "It is not."), ("False", True, "")]


def test_false_may_come_first():
    found = content("truefalse", answer("false", 0) + answer("true", 100, "Yes."))
    assert options(found) == [("True", True, "Yes."), ("False", False, "")]


def test_pairs_are_matched_and_an_empty_one_is_a_distractor():
    def pair(left, right):
        return (
            f"<subquestion format='html'><text><![CDATA[{left}]]></text>"
            f"<answer><text>{right}</text></answer></subquestion>"
        )

    inside = (
        pair("<p>Frog</p>", "amphibian")
        + pair("Cat", "mammal")
        + pair("", "insect")
        + pair("Newt", "amphibian")
    )
    found = content("matching", inside)
    assert pairs(found) == {"Frog": "amphibian", "Cat": "mammal", "Newt": "amphibian"}
    assert [right["text"] for right in found["right"]] == ["amphibian", "mammal", "insect"]


def test_short_answers_are_literal_and_may_mind_their_case():
    inside = (
        "<usecase>1</usecase>"
        + answer("H2O", 100)
        + answer("<i>H2O</i>", 50, "Plain.")
        + answer("*", 0, "No.")
    )
    found = content("shortanswer", inside)
    assert (found["accept"], found["case_sensitive"], found["wildcards"]) == (["H2O"], True, True)
    assert found["more"] == [{"text": "<i>H2O</i>", "weight": "1/2", "feedback": "Plain."}]
    assert found["wrong"] == [{"match": "*", "feedback": "No."}]


def test_an_asterisk_with_a_backslash_is_one():
    found = content("shortanswer", answer(r"2 \* 3", 100))
    assert found["accept"] == ["2 * 3"]
    assert "wildcards" not in found


def test_numbers_have_a_tolerance_and_a_unit():
    units = "<units><unit><multiplier>100</multiplier><unit_name>cm</unit_name></unit>"
    units += "<unit><multiplier>1</multiplier><unit_name>m</unit_name></unit></units>"
    inside = answer("3.5", 100, "Right.", "<tolerance>0.1</tolerance>") + answer(
        "4", 50, "", "<tolerance>1</tolerance>"
    )
    found = content("numerical", inside + units)
    assert (found["answer"], found["tolerance"], found["unit"]) == ("3.5", "0.1", "m")
    assert found["more"] == [{"low": "3", "high": "5", "weight": "1/2", "feedback": ""}]
    assert [score(found, {"value": v}) for v in ("3.6", "3.61", "5.1")] == [1, Fraction(1, 2), 0]
    assert "It is asked in one unit: m." in warnings(
        moodle_xml, QUIZ.format(question("numerical", inside + units))
    )


@pytest.mark.parametrize(
    ("written", "grading"),
    [
        ("", "adjacent_pairs"),
        ("ABSOLUTE_POSITION", "absolute_position"),
        ("RELATIVE", "adjacent_pairs"),
        ("-1", "all_or_nothing"),
        ("0", "absolute_position"),
        ("7", "relative_to_correct"),
    ],
)
def test_steps_come_in_their_order_with_notes_and_a_grading(written, grading):
    inside = f"<gradingtype>{written}</gradingtype>" + "".join(
        answer(step, number, f"On {step}") for number, step in enumerate(["Plan", "Do", "Check"], start=1)
    )
    found = content("ordering", inside)
    assert [(step["text"], step["note"]) for step in found["sequence"]] == [
        ("Plan", "On Plan"),
        ("Do", "On Do"),
        ("Check", "On Check"),
    ]
    assert found["grading"] == grading


def test_an_essay_has_limits_and_an_answer_for_its_markers():
    inside = "<minwordlimit>50</minwordlimit><maxwordlimit></maxwordlimit>"
    inside += "<graderinfo format='html'><text>&lt;p&gt;Look for waste.&lt;/p&gt;</text></graderinfo>"
    found = content("essay", inside)
    assert (found["type"], found["min_words"], found["model_answer"]) == ("essay", 50, "Look for waste.")
    assert "max_words" not in found


def gaps(found):
    return [gap["interaction"] for gap in found["gaps"]]


def test_a_cloze_text_has_gaps_of_three_kinds():
    stem = "<p>At the {1:MULTICHOICE:=Gemba#Yes~Office} of {2:NUMERICAL:=40:0.5} "
    stem += "it is {:SA:=Jidoka~%50%Judoka#Nearly}.</p>"
    found = content("cloze", "", stem=stem)
    assert [gap["points"] for gap in found["gaps"]] == [1, 2, 1]
    choice, number, word = gaps(found)
    assert options(choice) == [("Gemba", True, "Yes"), ("Office", False, "")]
    assert (number["answer"], number["tolerance"]) == ("40", "0.5")
    assert word["accept"] == ["Jidoka"]
    assert word["more"] == [{"text": "Judoka", "weight": "1/2", "feedback": "Nearly"}]
    ids = [gap["id"] for gap in found["gaps"]]
    assert found["text"] == f"<p>At the [[{ids[0]}]] of [[{ids[1]}]] it is [[{ids[2]}]].</p>"
    assert found["stem"] == "<p>Fill in the gaps.</p>"


@pytest.mark.parametrize(("kind", "word"), [("gapselect", "selectoption"), ("ddwtos", "dragbox")])
def test_numbered_gaps_choose_among_the_words_of_their_group(kind, word):
    words = [("cat", 1), ("sat", 2), ("dog", 1), ("lay", 2)]
    inside = "".join(f"<{word}><text>{text}</text><group>{group}</group></{word}>" for text, group in words)
    found = content(kind, inside, stem="The [[3]] [[2]] by the [[3]].")
    assert [options(gap) for gap in gaps(found)] == [
        [("cat", False, ""), ("dog", True, "")],
        [("sat", True, ""), ("lay", False, "")],
        [("cat", False, ""), ("dog", True, "")],
    ]


@pytest.mark.parametrize(
    ("text_format", "written", "stem"),
    [
        ("html", "<p>5 &lt; 6?</p>", "<p>5 &lt; 6?</p>"),
        ("plain_text", "<p> 5 < 6?", "<p>&lt;p&gt; 5 &lt; 6?</p>"),
        ("moodle_auto_format", "5 < 6?\nIs it?", "<p>5 &lt; 6?<br>Is it?</p>"),
        ("markdown", "*5* or 6?", "<p><em>5</em> or 6?</p>"),
    ],
)
def test_texts_are_read_in_their_format(text_format, written, stem):
    inside = answer("true", 100) + answer("false")
    assert content("truefalse", inside, stem=written, stem_format=text_format)["stem"] == stem


def test_a_question_has_a_code_tags_a_category_points_and_general_feedback():
    category = "<question type='category'><category><text>$course$/Lean/5S</text></category></question>"
    inside = "<generalfeedback format='html'><text>&lt;p&gt;So it is.&lt;/p&gt;</text></generalfeedback>"
    inside += "<defaultgrade>2.5000000</defaultgrade><idnumber>T &amp; F</idnumber>"
    inside += "<tags><tag><text>lean</text></tag><tag><text>5S</text></tag></tags>"
    inside += answer("true", 100) + answer("false")
    found = one(moodle_xml, QUIZ.format(category + "\n" + question("truefalse", inside)))
    assert (found.name, found.code, found.category) == ("N", "T & F", "$course$/Lean/5S")
    assert (found.tags, found.points, found.line) == (("lean", "5S"), Fraction(5, 2), 3)
    assert found.content["feedback"] == "So it is."


def test_what_is_said_of_a_right_answer_stands_in_for_general_feedback():
    said = "<correctfeedback format='html'><text>Well seen.</text></correctfeedback>"
    stock = "<correctfeedback format='html'><text>Your answer is correct.</text></correctfeedback>"
    listed = answer("a", 100) + answer("b")
    assert content("multichoice", said + listed)["feedback"] == "Well seen."
    assert content("multichoice", stock + listed)["feedback"] == ""


@pytest.mark.parametrize(
    ("inside", "message"),
    [
        ("<hint format='html'><text>Think.</text></hint>", "Its hints are left out."),
        (
            "<incorrectfeedback format='html'><text>Look again.</text></incorrectfeedback>",
            "What is said of right, partly right or wrong answers as a whole is left out.",
        ),
        (
            "<generalfeedback><text>&lt;img src='@@PLUGINFILE@@/a.png'&gt;</text></generalfeedback>",
            "A picture or a recording in the feedback is left out.",
        ),
    ],
)
def test_what_is_left_out_is_told(inside, message):
    text = QUIZ.format(question("multichoice", answer("a", 100) + answer("b") + inside))
    assert warnings(moodle_xml, text) == [message]


def test_questions_without_a_root_are_read_as_plugins_export_them():
    text = question("truefalse", answer("true", 100) + answer("false"))
    assert len(read(moodle_xml, f"<!-- question: 1 -->\n{text}\n{text}").items) == 2

"""What cannot be read in a Moodle XML file is told by name and line, and the rest is taken."""

import pytest

from content.items.interchange import moodle_xml
from content.items.interchange.files import MAX_BYTES, MAX_ITEMS
from content.items.interchange.terms import FileRefused
from tests.content.items.interchange.reading import read, refusal
from tests.content.items.interchange.test_moodle_xml import QUIZ, answer, question

NOT_TAKEN = "It holds a picture or a recording, and those are not taken from files."
TRUE_OR_FALSE = question("truefalse", answer("true", 100) + answer("false"))


@pytest.mark.parametrize(
    ("kind", "inside", "message"),
    [
        ("description", "", "Nothing is asked: it is a text to read."),
        ("ddimageortext", "", "It is answered on a picture, and pictures are not taken from files."),
        ("calculated", "", "Its numbers are drawn for each learner from a formula, and ours are given."),
        ("hotspot", "", "Questions of the kind “hotspot” are not taken."),
        (
            "multichoice",
            answer("a", 100) + answer("b", 33),
            "An answer cannot earn 33 per cent: Moodle offers no such share.",
        ),
        ("multichoice", answer("a", 50) + answer("b"), "One option has to earn it all"),
        ("multichoice", answer("a", 100), "Write at least 2 of them."),
        ("multichoice", "", "Write at least 2 of them."),
        (
            "multichoice",
            answer("<img src='@@PLUGINFILE@@/a.png'>", 100) + answer("b"),
            "An answer holds a picture",
        ),
        ("multichoice", "<image>a.png</image>" + answer("a", 100) + answer("b"), NOT_TAKEN),
        ("truefalse", answer("true", 100), "It takes two answers, true and false."),
        ("numerical", answer("six", 100), "“six” is not a number."),
        ("numerical", answer("*", 100), "Every number would earn something."),
        (
            "numerical",
            answer("6", 100)
            + "<unitgradingtype>1</unitgradingtype><units><unit><unit_name>m</unit_name></unit></units>",
            "It grades the unit as well, and our numbers are asked in a given one.",
        ),
        (
            "essay",
            "<attachmentsrequired>1</attachmentsrequired>",
            "It asks for files, and answers here are written.",
        ),
        (
            "essay",
            "<responseformat>noinline</responseformat>",
            "It asks for files, and answers here are written.",
        ),
        ("gapselect", "", "Nothing is asked: there is no gap in its text."),
        ("cloze", "", "Nothing is asked: there is no gap in its text."),
        (
            "multichoice",
            "<keep path='options.x.text'>1</keep>" + answer("a", 100) + answer("b"),
            "cannot be read",
        ),
    ],
)
def test_a_refusal_says_what_is_wrong_and_where(kind, inside, message):
    refused = refusal(moodle_xml, QUIZ.format("\n\n" + question(kind, inside, name="Third")))
    assert (refused.name, refused.line) == ("Third", 4)
    assert message in refused.message


@pytest.mark.parametrize(
    ("stem", "message"),
    [
        ("{1:MULTICHOICE:=Apple}", "Write at least 2 of them. (gap 1, options)"),
        ("{1:MC:a~b}", "Mark exactly one option as right. (gap 1, options)"),
        ("{1:SA:=a} {3:NUMERICAL:=zero}", "Gap 2: “zero” is not a number."),
        ("{1:SHORTANSWER:%50%a}", "Write at least one answer that is accepted. (gap 1, accept)"),
        ("{1:SHORTANSWER:=Berlin", "Gap 1 is never closed with a brace."),
        ("{1:MULTIRESPONSE:=a~=b~c}", "Gap 1 asks for several options at once, and a gap takes one."),
        ("{1:REGEXP:=a}", "Gap 1 is of the kind REGEXP, which is not known."),
        ("{1:SA:%500%a}", "Gap 1: no answer can earn 500 per cent."),
        ("{1:SA:=a} <img src='@@PLUGINFILE@@/a.png'>", NOT_TAKEN),
    ],
)
def test_a_gap_that_cannot_be_filled_is_told_by_its_number(stem, message):
    assert refusal(moodle_xml, QUIZ.format(question("cloze", "", stem=stem))).message == message


def test_a_gap_without_a_word_of_its_number_is_told():
    inside = "<selectoption><text>cat</text><group>1</group></selectoption>"
    refused = refusal(moodle_xml, QUIZ.format(question("gapselect", inside, stem="The [[2]].")))
    assert refused.message == "Gap [[2]] has no word of that number."


def test_the_rest_of_a_file_is_read():
    reading = read(moodle_xml, QUIZ.format(question("description", "") + TRUE_OR_FALSE))
    assert (len(reading.items), len(reading.refusals)) == (1, 1)


def test_a_document_type_is_refused_before_it_is_obeyed():
    bomb = '<!DOCTYPE quiz [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    with pytest.raises(FileRefused, match="document type") as error:
        read(moodle_xml, f"<?xml version='1.0'?>\n<!-- c -->\n{bomb}<quiz>{TRUE_OR_FALSE}</quiz>")
    assert error.value.line == 3


def test_a_document_type_in_a_question_is_text():
    text = question(
        "truefalse", answer("true", 100) + answer("false"), stem="Is &lt;!DOCTYPE html&gt; first?"
    )
    assert len(read(moodle_xml, QUIZ.format(text)).items) == 1


@pytest.mark.parametrize(
    ("data", "message", "line"),
    [
        (b"<quiz>\n<question>\n</quiz>", "not well-formed XML", 3),
        (b"<quiz>\n&nbsp;</quiz>", "not well-formed XML", 2),
        (b"<html><body/></html>", "no Moodle XML", 1),
        (b"", "not well-formed XML", 1),
        (b"<?xml version='1.0' encoding='ISO-8859-1'?><quiz/>", "UTF-8", 1),
        (b"<quiz>\n\xe9</quiz>", "UTF-8", 2),
        (b"<quiz>" + b"<a>" * 300 + b"</a>" * 300 + b"</quiz>", "not well-formed XML", 1),
        (b"<" * 1024 * 1024, "not well-formed XML", 1),
        (b"<quiz>" + b"\\{" * 1024 * 512, "not well-formed XML", 1),
        (b" " * (MAX_BYTES + 1), "larger than 10 MiB", 0),
        (b"<quiz>" + b"<question/>" * (MAX_ITEMS + 1) + b"</quiz>", "more than 5000 questions", 0),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_by_line(data, message, line):
    with pytest.raises(FileRefused, match=message) as error:
        read(moodle_xml, data)
    assert error.value.line == line


def test_a_question_of_a_megabyte_is_refused():
    text = question("cloze", "", stem="{1:SA:" * 180_000)
    assert "longer than" in refusal(moodle_xml, QUIZ.format(text)).message


@pytest.mark.parametrize("sign", ["{1:SA:", "{1:SA:=a}", "{1:MC:~", "\\", "&", "[[1]]", "<", "<!--"])
def test_the_longest_cloze_of_one_sign_is_refused(sign):
    text = question("cloze", "", stem="x" + sign * (190_000 // len(sign)))
    assert refusal(moodle_xml, QUIZ.format(text)).message

"""The rules of Aiken, one by one (docs.moodle.org, "Aiken format")."""

import pytest

from content.items.interchange import aiken
from content.items.interchange.terms import Exported, FileRefused
from tests.content.items import examples
from tests.content.items.interchange.reading import one, options, read, refusal

GOOD = "Where does the work happen?\nA) Office\nB. Gemba\nANSWER: B\n"


def plain(**changes):
    content = examples.single_choice() | {"feedback": ""}
    for option in content["options"]:
        option["feedback"] = ""
    return Exported("", "", content | changes)


def test_a_question_is_a_line_with_options_and_an_answer():
    item = one(aiken, GOOD)
    assert item.content["stem"] == "<p>Where does the work happen?</p>"
    assert options(item.content) == [("Office", False, ""), ("Gemba", True, "")]
    assert item.line == 1


def test_a_space_after_the_letter_may_be_missing_where_the_letter_is_due():
    assert options(one(aiken, "Q?\nA)one\nB)two\nANSWER:A").content)[0] == ("one", True, "")


def test_markup_is_text():
    assert one(aiken, GOOD.replace("work", "<b>work</b>")).content["stem"] == (
        "<p>Where does the &lt;b&gt;work&lt;/b&gt; happen?</p>"
    )


@pytest.mark.parametrize(
    ("text", "name", "line", "message"),
    [
        ("A) one\n", "A) one", 1, "This line belongs to no question: write the question on the line before."),
        (
            "ANSWER: A\n",
            "ANSWER: A",
            1,
            "This line belongs to no question: write the question on the line before.",
        ),
        ("Q?\nA) one\nANSWER: A", "Q?", 3, "Give it two options at least."),
        (
            "Q?\nA) one\nB) two\nANSWER: C",
            "Q?",
            4,
            "The right answer is one of its letters, such as ANSWER: A.",
        ),
        (
            "Q?\nA) one\nB) two\nANSWER:",
            "Q?",
            4,
            "The right answer is one of its letters, such as ANSWER: A.",
        ),
        (
            "Q?\nA) one\nC) two\nB) three\nANSWER: A",
            "Q?",
            3,
            "The letters follow one another: after 1 options another is due.",
        ),
        ("Q?\nA) one\nB) two\n", "Q?", 1, "It has no line with its answer, such as ANSWER: A."),
        ("Q?\nA) one\nB) one\nANSWER: A", "Q?", 4, "This text is there already. (options.1.text)"),
    ],
)
def test_a_refusal_names_question_and_line(text, name, line, message):
    refused = refusal(aiken, text)
    assert (refused.name, refused.line, refused.message) == (name, line, message)


def test_after_a_question_without_an_answer_the_next_is_read():
    reading = read(aiken, "Unfinished?\nA) one\n\n" + GOOD)
    assert [(r.name, r.line) for r in reading.refusals] == [("Unfinished?", 4)]
    assert [item.line for item in reading.items] == [4]


def test_a_question_is_written_as_it_is_read():
    assert aiken.write([plain()]).decode() == "Which?\nA) Gemba\nB) Office\nC) Report\nANSWER: A\n"


@pytest.mark.parametrize(
    ("exported", "message"),
    [
        (Exported("", "", examples.multiple_response()), "Aiken has questions with one right option only."),
        (
            Exported("", "", examples.single_choice()),
            "Aiken has no place for feedback, shares or a stimulus.",
        ),
        (plain(stem="<p>Which <b>one</b>?</p>"), "The format has no place for its question as they are."),
    ],
)
def test_what_it_cannot_hold_is_told(exported, message):
    assert aiken.unwritable(exported) == message


@pytest.mark.parametrize("line", ["Q\n", "ANSWER: A\n", "Q\nA) a\nB) a\nANSWER: A\n"])
def test_a_megabyte_of_one_question_is_refused_as_a_whole(line):
    with pytest.raises(FileRefused, match="more than 5000 questions"):
        read(aiken, line * (1024 * 1024 // len(line)))


@pytest.mark.parametrize("sign", ["\\", "{", "A)", "A) ", "A) x\n"])
def test_a_megabyte_of_one_sign_is_refused(sign):
    assert refusal(aiken, sign * (1024 * 1024 // len(sign))).message

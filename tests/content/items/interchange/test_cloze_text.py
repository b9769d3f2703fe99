"""Moodle's cloze text in a file of its own (docs.moodle.org, "Embedded Answers (Cloze) question type")."""

import random

import pytest

from content.items.interchange import cloze_text
from content.items.interchange.cloze_gaps import cloze
from content.items.interchange.cloze_writing import cloze_text as written_as_cloze
from content.items.interchange.holding import Unwritable
from content.items.interchange.markup import TextFormat
from tests.content.items import examples
from tests.content.items.interchange.reading import one, options, refusal, warnings


def gap(text, text_format=TextFormat.HTML):
    return cloze(text, text_format, random.Random(1)).keys["gaps"][0]["interaction"]


def test_a_file_is_one_question():
    item = one(cloze_text, "The capital of\nFrance is {1:SHORTANSWER:=Paris}.")
    [only] = item.content["gaps"]
    assert item.content["text"] == f"<p>The capital of<br>France is [[{only['id']}]].</p>"
    assert (item.name, item.line) == ("", 1)


@pytest.mark.parametrize(
    ("kind", "ours"),
    [
        ("MULTICHOICE", "single_choice"),
        ("MCV", "single_choice"),
        ("MULTICHOICE_HS", "single_choice"),
        ("SHORTANSWER", "short_text"),
        ("MW", "short_text"),
        ("SAC", "short_text"),
        ("NUMERICAL", "numeric"),
        ("NM", "numeric"),
    ],
)
def test_a_gap_has_one_of_three_kinds_under_many_names(kind, ours):
    assert gap(f"{{1:{kind}:=5~6}}")["type"] == ours


def test_a_gap_without_points_has_one():
    assert cloze("{:SA:=a}", TextFormat.HTML, random.Random(1)).keys["gaps"][0]["points"] == 1


def test_case_counts_only_where_the_kind_says_so():
    assert gap("{1:SHORTANSWER_C:=Ohm}")["case_sensitive"] is True
    assert "case_sensitive" not in gap("{1:SHORTANSWER:=Ohm}")


def test_answers_begin_with_an_equals_sign_or_a_share():
    found = gap("{1:MULTICHOICE:%0%California#Wrong~=Arizona#OK~%50%Nevada}")
    assert options(found) == [("California", False, "Wrong"), ("Arizona", True, "OK"), ("Nevada", False, "")]
    assert [option["weight"] for option in found["options"]] == ["0", "1", "1/2"]


def test_shares_in_a_gap_are_taken_as_they_are():
    found = gap("{3:NUMERICAL:%100%1701:0#Exact~%66%1701:20#Near}")
    assert (found["answer"], found["feedback_correct"]) == ("1701", "Exact")
    assert found["more"] == [{"low": "1681", "high": "1721", "weight": "33/50", "feedback": "Near"}]


def test_a_backslash_makes_a_sign_text_and_an_entity_holds_none():
    found = gap(r"{1:MULTICHOICE:=a\~b\}c\#d#x\#y~&#916;&lt;#z}")
    assert options(found) == [("a~b}c#d", True, "x#y"), ("Δ<", False, "z")]


def test_markup_in_an_answer_is_no_part_of_it():
    assert gap("{1:SHORTANSWER:=H<sub>2</sub>O}")["accept"] == ["H2O"]


def test_what_is_said_of_the_right_word_is_told_to_be_left_out():
    assert warnings(cloze_text, "{1:SHORTANSWER:=a#Yes}") == [
        "Gap 1: what is said of the right answer is left out."
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Nothing to fill in.", "Nothing is asked: there is no gap in its text."),
        ("Fruits {1:MULTICHOICE:=Apple#Correct}", "Write at least 2 of them. (gap 1, options)"),
        ("A grade {3:NUMERICAL:=zero}", "Gap 1: “zero” is not a number."),
        ("{1:SHORTANSWER:=a", "Gap 1 is never closed with a brace."),
        ("{" * 1024 * 1024, "It is longer than 200000 characters."),
        ("\\" * 1024 * 1024, "It is longer than 200000 characters."),
        ("{1:SA:=a}" * 20_000, "It has more than 200 answers."),
    ],
)
def test_a_file_that_is_no_question_is_refused_by_its_beginning(text, message):
    refused = refusal(cloze_text, text)
    assert refused.message == message
    assert refused.name == (text if len(text) <= 60 else text[:59] + "…")


def test_gaps_are_written_as_moodle_reads_them():
    content = examples.cloze() | {"text": "<p>[[gap1]], [[gap2]], [[gap3]]</p>"}
    assert written_as_cloze(content) == (
        "<p>{1:MULTICHOICE:=Gemba#On Gemba.~Office#On Office.~Report#On Report.}, "
        "{2:NUMERICAL:=40:0.5#Right, 40.~2400:0#Those are seconds.}, "
        "{1:SHORTANSWER:=jidoka~=ji doka~andon#Andon is the signal.}</p>"
    )


def test_what_looks_like_a_gap_in_an_answer_stays_an_answer():
    content = examples.cloze() | {"text": "<p>[[gap1]], [[gap2]], [[gap3]]</p>"}
    [choice] = [gap for gap in content["gaps"] if gap["id"] == "gap1"]
    choice["interaction"]["options"][0]["text"] = "[[gap2]] {1:SA:=x} ~#"
    assert r"=[[gap2]] \{1:SA:=x\} \~\##On Gemba." in written_as_cloze(content)


def test_all_or_nothing_has_no_place_in_it():
    with pytest.raises(Unwritable, match="all or nothing"):
        written_as_cloze(examples.cloze() | {"grading": "all_or_nothing"})

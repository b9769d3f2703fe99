"""How an item is laid out: gaps in their order, what was given in its field, and nothing that is hidden."""

import random

import pytest

from content.items.responding import draw_order, parse
from content.items.scoring import key
from courses.quiz.feedback import visible
from courses.quiz.fields import fields_of
from courses.quiz.presenting import present
from courses.quiz.sheet import sheet_of
from tests.content.items import examples

ASKED = visible("check", "open")
CHECKED = visible("check", "open", checked=True)
REVEALED = visible("check", "open", checked=True, revealed=True)


def laid_out(content, response=None, seen=ASKED, filled=None):
    return sheet_of(present(content, draw_order(content, random.Random(7)), response, seen), filled)


@pytest.mark.parametrize("make", [m for m in examples.ALL if m is not examples.essay])
def test_a_stored_response_is_read_again_from_its_own_fields(make):
    content = make()
    assert parse(content, fields_of(key(content))) == key(content)


def test_gaps_are_numbered_as_they_come_in_the_text():
    gaps = laid_out(examples.cloze()).gaps
    assert [(gap.letter, gap.name) for gap in gaps] == [
        ("1", "gap-gap1-choice"),
        ("2", "gap-gap2-value"),
        ("3", "gap-gap3-text"),
    ]
    assert [(gap.text, gap.unit) for gap in gaps] == [("", ""), ("takes", "minutes"), ("", "")]


def test_each_gap_shows_what_was_given_for_it():
    given = {"gaps": {"gap1": {"choice": "bbbb"}, "gap2": {"value": "39.5"}}}
    assert [gap.value for gap in laid_out(examples.cloze(), given).gaps] == ["bbbb", "39.5", ""]


def test_a_checked_gap_says_whether_it_is_right_and_a_blank_one_nothing():
    given = {"gaps": {"gap1": {"choice": "bbbb"}, "gap2": {"value": "40"}}}
    sheet = laid_out(examples.cloze(), given, CHECKED)
    assert [gap.result for gap in sheet.gaps] == ["not-yet", "best", ""]
    assert [gap.why for gap in sheet.gaps] == ["On Office.", "Right, 40.", ""]
    assert sheet.verdict == "partly"
    assert sheet.is_marked


def test_a_refused_answer_stands_as_it_was_typed():
    sheet = laid_out(examples.cloze(), filled={"gap-gap2-value": ["forty"]})
    assert sheet.gaps[1].value == "forty"


def test_a_choice_that_lacks_something_marks_nothing_it_did_not_give():
    sheet = laid_out(examples.multiple_response(), {"choices": ["aaaa", "bbbb"]}, CHECKED)
    assert sheet.verdict == "partly"
    assert not sheet.is_marked


def test_the_whole_answer_of_a_categorising_stands_by_category():
    content = examples.matching() | {"layout": "categorise"}
    sheet = laid_out(content, key(content), REVEALED)
    groups = {category: [pair["text"] for pair in pairs] for category, pairs in sheet.groups}
    assert {name: sorted(texts) for name, texts in groups.items()} == {
        "Waste": ["Muda", "Scrap"],
        "Overburden": ["Muri"],
        "Unevenness": [],
    }


def test_an_essay_shows_its_criteria_before_it_is_written():
    sheet = laid_out(examples.essay())
    assert [criterion["criterion"] for criterion in sheet.rubric] == ["Names the wastes", "Says what to try"]
    assert sheet.limits == (50, 300)
    assert sheet.solution is None


@pytest.mark.parametrize("make", examples.ALL)
def test_what_is_asked_holds_no_result(make):
    sheet = laid_out(make())
    assert not sheet.is_checked
    assert {row.result for row in (*sheet.rows, *sheet.gaps)} <= {""}

import random
from fractions import Fraction

import pytest
from hypothesis import given

from content.items.content import canonical, check_content, fresh_ids, sha256
from content.items.interactions.choice import SingleChoice
from content.items.interactions.short_text import ShortText
from tests.content.items import examples
from tests.content.items.strategies import all_contents


@pytest.mark.parametrize("example", examples.ALL)
def test_a_sound_item_has_no_problems(example):
    assert check_content(example()) == []


@given(all_contents())
def test_any_sound_item_has_no_problems(content):
    assert check_content(content) == []


def fields(content):
    return [problem.field for problem in check_content(content)]


MORE = {"low": "50", "high": "55", "weight": "1/2", "feedback": ""}
PART = {"text": "stop", "weight": "1/2", "feedback": ""}
CRITERION = examples.essay()["rubric"][0]


@pytest.mark.parametrize(
    ("example", "change", "field"),
    [
        (examples.single_choice, {"type": "hotspot"}, "type"),
        (examples.single_choice, {"schema": 2}, "schema"),
        (examples.single_choice, {"schema": True}, "schema"),
        (examples.single_choice, {"stem": "<p> &nbsp;</p>"}, "stem"),
        (examples.single_choice, {"weight": "2"}, "weight"),
        (examples.single_choice, {"feedback": None}, "feedback"),
        (examples.single_choice, {"options": "aaaa"}, "options"),
        (examples.single_choice, {"options": [{"id": "aaaa"}]}, "options.0.correct"),
        (examples.single_choice, {"options": [examples.option("a", "Gemba")]}, "id"),
        (examples.matching, {"key": {"lll1": "rrr1", "lll2": "rrr1"}}, "key"),
        (examples.matching, {"key": {"lll1": "rrr1", "lll2": "rrr1", "lll3": "zzzz"}}, "key"),
        (examples.ordering, {"sequence": examples.ordering()["sequence"][:2]}, "sequence"),
        (examples.numeric, {"answer": "4,5"}, "answer"),
        (examples.numeric, {"answer": "1e3"}, "answer"),
        (examples.numeric, {"answer": 40}, "answer"),
        (examples.numeric, {"tolerance": "-1"}, "tolerance"),
        (examples.numeric, {"wrong": [{"value": "40.5", "feedback": "No."}]}, "wrong.0.value"),
        (examples.short_text, {"accept": []}, "accept"),
        (examples.short_text, {"accept": ["jidoka", "."]}, "accept.1"),
        (examples.short_text, {"wrong": [{"match": "JIDOKA!", "feedback": "No."}]}, "wrong.0.match"),
        (examples.self_assessed, {"model_answer": " "}, "model_answer"),
        (examples.self_assessed, {"pass_points": 4}, "pass_points"),
        (examples.self_assessed, {"pass_points": 0}, "pass_points"),
        (examples.self_assessed, {"rubric": [{"points": 0, "criterion": "Open"}]}, "rubric.0"),
        (examples.single_choice, {"grading": "right_minus_wrong"}, "grading"),
        (examples.multiple_response, {"grading": "halves"}, "grading"),
        (examples.matching, {"grading": "weights"}, "grading"),
        (examples.ordering, {"grading": "weights"}, "grading"),
        (examples.numeric, {"grading": "all_or_nothing"}, "grading"),
        (examples.essay, {"grading": "all_or_nothing"}, "grading"),
        (examples.matching, {"layout": "grid"}, "layout"),
        (examples.numeric, {"mode": "close"}, "mode"),
        (examples.numeric, {"mode": "range"}, "low"),
        (examples.numeric, {"mode": "range", "low": "1", "high": "many"}, "high"),
        (examples.numeric, {"mode": "range", "low": "41", "high": "50"}, "answer"),
        (examples.numeric, {"more": [MORE | {"weight": "0"}]}, "more.0.weight"),
        (examples.numeric, {"more": [MORE | {"weight": "half"}]}, "more.0.weight"),
        (examples.numeric, {"more": [MORE | {"low": "60"}]}, "more.0"),
        (examples.numeric, {"more": [MORE | {"high": "3000"}]}, "wrong.0.value"),
        (examples.short_text, {"more": [PART | {"text": "ji doka"}]}, "more.0.text"),
        (examples.short_text, {"more": [PART | {"weight": "2"}]}, "more.0.weight"),
        (examples.short_text, {"wildcards": True, "accept": ["*"]}, "accept.0"),
        (examples.short_text, {"wildcards": True, "distance": True}, "distance"),
        (examples.cloze, {"text": "<p>[[gap1]] [[gap2]]</p>"}, "gaps.2"),
        (examples.cloze, {"text": "<p>[[gap1]] [[gap2]] [[gap3]] [[gap3]]</p>"}, "gaps.2"),
        (examples.cloze, {"text": examples.cloze()["text"] + "[[4]]"}, "text"),
        (examples.cloze, {"text": '<a href="[[gap1]]">x</a> [[gap2]] [[gap3]]'}, "gaps.1"),
        (examples.cloze, {"text": "", "gaps": []}, "gaps"),
        (examples.essay, {"rubric": []}, "rubric"),
        (examples.essay, {"rubric": [CRITERION | {"criterion": " "}]}, "rubric.0.criterion"),
        (examples.essay, {"rubric": [CRITERION | {"levels": CRITERION["levels"][:1]}]}, "rubric.0"),
        (examples.essay, {"rubric": [CRITERION | {"levels": CRITERION["levels"][::-1]}]}, "rubric.0"),
        (examples.essay, {"rubric": [CRITERION | {"levels": CRITERION["levels"][1:]}]}, "rubric.0"),
        (examples.essay, {"markers": 3}, "markers"),
        (examples.essay, {"min_words": 0}, "min_words"),
        (examples.essay, {"min_words": 400}, "max_words"),
    ],
)
def test_what_cannot_be_asked_is_named_by_its_field(example, change, field):
    assert field in fields(example() | change)


@pytest.mark.parametrize("content", [None, [], "item", {}, {"type": ["single_choice"]}])
def test_what_is_no_item_at_all_is_refused(content):
    assert fields(content) == ["type"]


@pytest.mark.parametrize("keys", [0, 2])
def test_a_single_choice_has_exactly_one_right_option(keys):
    content = examples.single_choice()
    for number, option in enumerate(content["options"]):
        option["correct"] = number < keys
    assert [p.message for p in check_content(content)] == ["Mark exactly one option as right."]


@pytest.mark.parametrize("correct", [True, False])
def test_a_multiple_response_has_right_and_wrong_options(correct):
    content = examples.multiple_response()
    for option in content["options"]:
        option["correct"] = correct
    assert fields(content) == ["options"]


@pytest.mark.parametrize(
    ("example", "weights", "expected"),
    [
        (examples.single_choice, ["1", "0", "-1/2"], []),
        (examples.single_choice, ["9/10", "0", "0"], ["options"]),
        (examples.single_choice, ["1", "1", "0"], ["options.1.weight"]),
        (examples.single_choice, ["0", "1", "0"], ["options.0.weight", "options.1.weight"]),
        (examples.single_choice, ["1", "0.5.1", "3"], ["options.1.weight", "options.2.weight"]),
        (examples.multiple_response, ["1/3", "1/3", "1/3", "0", "-1"], []),
        (examples.multiple_response, ["0.33", "0.33", "0.33", "0", "0"], ["options"]),
        (examples.multiple_response, ["1/2", "1/2", "0", "0", "0"], ["options.2.weight"]),
        (examples.multiple_response, ["1/2", "1/2", "1/2", "1/2", "0"], ["options.3.weight"]),
    ],
)
def test_weights_let_a_learner_earn_it_all_and_agree_with_what_is_marked_as_right(example, weights, expected):
    assert fields(examples.weighed(example(), *weights)) == expected


def test_weights_that_nothing_counts_are_named():
    content = examples.multiple_response()
    content["options"][1]["weight"] = "1/3"
    assert fields(content) == ["options.1.weight"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"interaction": {"type": "ordering"}}, "gaps.0.type"),
        ({"interaction": {"type": ["numeric"]}}, "gaps.0.type"),
        ({"interaction": {"type": "short_text"}}, "gaps.0.accept"),
        ({"points": 0}, "gaps.0.points"),
        ({"points": "1"}, "gaps.0.points"),
        ({"weight": 2}, "gaps.0.weight"),
    ],
)
def test_what_is_wrong_with_a_gap_is_named_by_the_gap(change, field):
    content = examples.cloze()
    content["gaps"][0] |= change
    assert field in fields(content)


def test_what_is_wrong_in_a_gap_is_named_by_its_place():
    content = examples.cloze()
    content["gaps"][0]["interaction"]["answer"] = "soon"
    content["gaps"][1]["interaction"]["options"][2]["text"] = ""
    content["gaps"][2]["interaction"] |= {"grading": "weights"}
    assert fields(content) == ["gaps.0.answer", "gaps.1.options.2.text", "gaps.2.grading"]


def test_an_id_in_a_gap_is_used_once_in_an_item():
    content = examples.cloze()
    content["gaps"][1]["interaction"]["options"][0]["id"] = "gap3"
    assert fields(content) == ["id"]


def test_an_answer_that_no_learner_could_give_is_refused():
    content = examples.numeric() | {"answer": "4" * 31}
    assert [str(p.message) for p in check_content(content)] == [
        "Nobody can give the right answer as it is written."
    ]


def test_a_key_that_would_not_earn_it_all_is_refused(monkeypatch):
    monkeypatch.setattr(SingleChoice, "key", lambda self, content: {"choice": "bbbb"})
    assert [str(p.message) for p in check_content(examples.single_choice())] == [
        "The right answer would not earn it all. Look at the shares."
    ]


def test_a_blank_that_would_earn_something_is_refused(monkeypatch):
    monkeypatch.setattr(ShortText, "fraction", lambda self, content, response: Fraction(1))
    assert [str(p.message) for p in check_content(examples.short_text())] == [
        "A blank answer would earn something. Look at the shares."
    ]


def test_texts_that_look_alike_or_are_empty_are_named():
    content = examples.matching()
    content["right"][1]["text"] = "waste "
    content["left"][2]["text"] = " "
    assert fields(content) == ["left.2.text", "right.1.text"]


def test_an_id_is_used_once_in_an_item():
    content = examples.matching()
    content["right"][2]["id"] = "lll1"
    assert fields(content) == ["id"]


def test_the_hash_does_not_depend_on_the_order_of_keys():
    content = examples.single_choice()
    assert sha256(dict(reversed(content.items()))) == sha256(content)
    assert canonical({"b": 1, "a": "é"}) == b'{"a":"\xc3\xa9","b":1}'
    # Worked example: printf '{"a":1}' | sha256sum
    assert sha256({"a": 1}) == "015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862"


def test_the_hash_changes_with_one_letter_of_feedback():
    content = examples.single_choice()
    before = sha256(content)
    content["options"][2]["feedback"] += "."
    assert sha256(content) != before


def test_fresh_ids_differ_and_fit_a_content():
    content = examples.single_choice()
    drawn = fresh_ids(3, random.Random(1))
    for option, entry_id in zip(content["options"], drawn, strict=True):
        option["id"] = entry_id
    assert check_content(content) == []
    assert len(set(fresh_ids(500, random.Random(2)))) == 500

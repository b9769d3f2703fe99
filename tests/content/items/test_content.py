import random

import pytest
from hypothesis import given

from content.items.content import canonical, check_content, fresh_ids, sha256
from tests.content.items import examples
from tests.content.items.strategies import contents


@pytest.mark.parametrize("example", examples.ALL)
def test_a_sound_item_has_no_problems(example):
    assert check_content(example()) == []


@given(contents())
def test_any_sound_item_has_no_problems(content):
    assert check_content(content) == []


def fields(content):
    return [problem.field for problem in check_content(content)]


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

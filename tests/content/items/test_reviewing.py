import json
import random

import pytest
from hypothesis import given

from content.items.responding import draw_order
from content.items.reviewing import review, solution
from content.items.scoring import key
from tests.content.items import examples
from tests.content.items.strategies import answered


def reviewed(content, response):
    return review(content, draw_order(content, random.Random(7)), response)


@pytest.mark.parametrize("example", examples.SCORED)
def test_general_feedback_is_given_only_to_what_is_fully_right(example):
    content = example()
    right, blank = reviewed(content, key(content)), reviewed(content, None)
    assert (right["verdict"], right["feedback"]) == ("right", "Well seen.")
    assert all(part["is_right"] for part in right["parts"])
    assert blank == {"verdict": "blank", "parts": [], "feedback": ""}


@pytest.mark.parametrize(
    ("example", "response", "verdict"),
    [
        (examples.single_choice, {"choice": "bbbb"}, "not_yet"),
        (examples.multiple_response, {"choices": ["aaaa"]}, "partly"),
        (examples.multiple_response, {"choices": ["aaaa", "dddd"]}, "not_yet"),
        (examples.matching, {"pairs": {"lll1": "rrr1"}}, "partly"),
        (examples.ordering, {"order": ["pppp", "tttt", "eeee", "ssss"]}, "partly"),
        (examples.numeric, {"value": "41"}, "not_yet"),
        (examples.short_text, {"text": "kanban"}, "not_yet"),
        (examples.self_assessed, {"text": "What next?"}, "compare"),
        (examples.essay, {"text": "They wait."}, "waiting"),
        (examples.cloze, {"gaps": {"gap1": {"choice": "aaaa"}}}, "partly"),
        (examples.cloze, {"gaps": {"gap1": {"choice": "bbbb"}}}, "not_yet"),
    ],
)
def test_a_verdict_says_how_far_a_response_is(example, response, verdict):
    result = reviewed(example(), response)
    assert (result["verdict"], result["feedback"]) == (verdict, "")


def test_only_options_that_were_chosen_are_judged_in_the_order_drawn():
    order = {"options": ["dddd", "eeee", "cccc", "bbbb", "aaaa"]}
    result = review(examples.multiple_response(), order, {"choices": ["aaaa", "dddd"]})
    assert result["parts"] == [
        {"id": "dddd", "text": "Push", "is_right": False, "feedback": "On Push."},
        {"id": "aaaa", "text": "Flow", "is_right": True, "feedback": "On Flow."},
    ]


def test_a_wrong_pair_gets_the_feedback_on_the_partner_chosen_and_not_on_the_one_missed():
    order = {"left": ["lll3", "lll2", "lll1"], "right": ["rrr1", "rrr2", "rrr3"]}
    result = review(examples.matching(), order, {"pairs": {"lll1": "rrr1", "lll3": "rrr3"}})
    assert result["parts"] == [
        {
            "id": "lll3",
            "text": "Muri",
            "answer": "Unevenness",
            "is_right": False,
            "feedback": "That is mura.",
        },
        {"id": "lll1", "text": "Muda", "answer": "Waste", "is_right": True, "feedback": "Muda is waste."},
    ]


def test_a_step_is_right_if_it_follows_the_step_it_should_follow():
    result = reviewed(examples.ordering(), {"order": ["pppp", "tttt", "ssss", "eeee"]})
    assert [(part["text"], part["is_right"], part["feedback"]) for part in result["parts"]] == [
        ("Do", False, ""),
        ("Check", True, "Note on Check."),
        ("Plan", False, ""),
        ("Act", False, ""),
    ]


@pytest.mark.parametrize(
    ("value", "is_right", "feedback"),
    [("40.2", True, "Right, 40."), ("2400", False, "Those are seconds."), ("7", False, "")],
)
def test_a_number_gets_the_feedback_on_its_typical_error(value, is_right, feedback):
    result = reviewed(examples.numeric(), {"value": value})
    assert result["parts"] == [
        {"id": "value", "text": f"{value} minutes", "is_right": is_right, "feedback": feedback}
    ]


def test_a_text_gets_the_feedback_on_its_typical_error():
    result = reviewed(examples.short_text(), {"text": "Andon."})
    assert result["parts"] == [
        {"id": "text", "text": "Andon.", "is_right": False, "feedback": "Andon is the signal."}
    ]


@given(answered().filter(lambda pair: pair[0]["type"] != "ordering"))
def test_a_review_names_nothing_that_was_not_given(pair):
    content, response = pair
    named = {part["id"] for part in reviewed(content, response)["parts"]}
    [(field, given_for_it)] = response.items()
    if field in ("value", "text"):
        assert named == {field}
    else:
        assert named == ({given_for_it} if field == "choice" else set(given_for_it))


@pytest.mark.parametrize("example", [examples.numeric, examples.short_text, examples.self_assessed])
def test_a_review_of_a_wrong_answer_does_not_tell_the_right_one(example):
    content = example()
    response = {"value": "41"} if content["type"] == "numeric" else {"text": "kanban"}
    told = json.dumps(reviewed(content, response)).casefold()
    for secret in ("jidoka", "ji doka", '"40', "2400", "what have you tried", "advice"):
        assert secret not in told


@pytest.mark.parametrize(
    ("example", "order", "revealed"),
    [
        (
            examples.single_choice,
            {"options": ["cccc", "aaaa", "bbbb"]},
            {
                "key": {"choice": "aaaa"},
                "options": [
                    {"id": "cccc", "text": "Report", "is_right": False, "feedback": "On Report."},
                    {"id": "aaaa", "text": "Gemba", "is_right": True, "feedback": "On Gemba."},
                    {"id": "bbbb", "text": "Office", "is_right": False, "feedback": "On Office."},
                ],
            },
        ),
        (
            examples.numeric,
            {},
            {
                "key": {"value": "40"},
                "answer": "40",
                "tolerance": "0.5",
                "mode": "nominal",
                "low": "",
                "high": "",
                "more": [],
                "unit": "minutes",
                "working": "2400 / 60",
                "feedback_correct": "Right, 40.",
                "wrong": [{"value": "2400", "feedback": "Those are seconds."}],
            },
        ),
        (
            examples.self_assessed,
            {},
            {
                "key": {"text": "What have you tried so far?"},
                "model_answer": "What have you tried so far?",
                "rubric": [
                    {"points": 1, "criterion": "It is open"},
                    {"points": 2, "criterion": "It holds no advice"},
                ],
                "pass_points": 2,
            },
        ),
        (
            examples.essay,
            {},
            {
                "key": {"text": "Waiting, then a card that signals."},
                "model_answer": "Waiting, then a card that signals.",
                "rubric": examples.essay()["rubric"],
            },
        ),
    ],
)
def test_a_solution_reveals_everything(example, order, revealed):
    content = example()
    expected = {"type": content["type"], "feedback": "Well seen.", **revealed}
    assert solution(content, order) == expected


def test_the_solution_of_a_matching_pairs_every_left_and_explains_the_distractors():
    order = {"left": ["lll3", "lll1", "lll2"], "right": ["rrr3", "rrr2", "rrr1"]}
    revealed = solution(examples.matching(), order)
    assert [(pair["text"], pair["answer"], pair["feedback"]) for pair in revealed["pairs"]] == [
        ("Muri", "Overburden", "Muri is overburden."),
        ("Muda", "Waste", "Muda is waste."),
        ("Scrap", "Waste", "Scrap is waste too."),
    ]
    assert revealed["distractors"] == [{"id": "rrr3", "text": "Unevenness", "feedback": "That is mura."}]


def test_each_gap_that_was_filled_is_judged_in_the_order_of_the_text():
    response = {"gaps": {"gap3": {"text": "Andon"}, "gap1": {"choice": "aaaa"}}}
    assert reviewed(examples.cloze(), response)["parts"] == [
        {"id": "gap1", "label": "", "text": "Gemba", "is_right": True, "feedback": "On Gemba."},
        {"id": "gap3", "label": "", "text": "Andon", "is_right": False, "feedback": "Andon is the signal."},
    ]


def test_the_solution_of_a_cloze_gives_each_gap_its_key_and_all_that_may_be_said():
    revealed = solution(examples.cloze(), {"gap1": ["cccc", "aaaa", "bbbb"]})
    assert revealed["text"] == examples.cloze()["text"]
    assert [(gap["id"], gap["type"], gap["points"], gap["key"]) for gap in revealed["gaps"]] == [
        ("gap1", "single_choice", 1, {"choice": "aaaa"}),
        ("gap2", "numeric", 2, {"value": "40"}),
        ("gap3", "short_text", 1, {"text": "jidoka"}),
    ]
    assert [option["text"] for option in revealed["gaps"][0]["options"]] == ["Report", "Gemba", "Office"]
    assert revealed["gaps"][2]["wrong"] == [{"match": "andon", "feedback": "Andon is the signal."}]


def test_an_answer_of_partial_credit_gets_its_own_feedback():
    more = [{"text": "stop", "weight": "1/2", "feedback": "That is part of it."}]
    result = reviewed(examples.short_text() | {"more": more}, {"text": "Stop"})
    assert result["verdict"] == "partly"
    assert [(part["is_right"], part["feedback"]) for part in result["parts"]] == [
        (False, "That is part of it.")
    ]


def test_the_solution_of_an_ordering_is_the_authors_order_with_its_notes():
    revealed = solution(examples.ordering(), {"items": ["eeee", "tttt", "ssss", "pppp"]})
    assert [step["note"] for step in revealed["sequence"]] == [
        "Note on Plan.",
        "Note on Do.",
        "Note on Check.",
        "Note on Act.",
    ]


@given(answered())
def test_what_is_shown_afterwards_can_be_sent_as_json(pair):
    content, response = pair
    shown = [reviewed(content, response), solution(content, draw_order(content, random.Random(7)))]
    assert json.loads(json.dumps(shown)) == shown

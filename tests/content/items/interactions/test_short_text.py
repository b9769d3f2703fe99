from fractions import Fraction

import pytest

from content.items.content import check_content
from content.items.reviewing import review
from content.items.scoring import score
from tests.content.items import examples


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Jidoka", 1), ("“ji  DOKA.”", 1), ("jidokan", 0), ("andon", 0), ("?", 0)],
)
def test_short_text_is_compared_in_normal_form(text, expected):
    assert score(examples.short_text(), {"text": text}) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("jidokan", 1), ("jdioka", 1), ("jiodkaa", 0), ("gidoka", 0)],
)
def test_one_slip_is_forgiven_only_where_the_item_says_so(text, expected):
    content = examples.short_text() | {
        "distance": True,
        "wrong": [{"match": "gidoka", "feedback": "That is no word."}],
    }
    assert score(content, {"text": text}) == expected


@pytest.mark.parametrize(
    ("changes", "text", "expected"),
    [
        ({"case_sensitive": True}, "jidoka.", 1),
        ({"case_sensitive": True}, "Jidoka", 0),
        (
            {"more": [{"text": "autonomation", "weight": "2/3", "feedback": ""}]},
            "Autonomation",
            Fraction(2, 3),
        ),
        ({"accept": ["ji*oka"], "wildcards": True}, "JI - DOKA", 1),
        ({"accept": ["ji*oka"], "wildcards": True}, "jidokas", 0),
        ({"accept": [r"5 \* why*"], "wildcards": True}, "5 * whys", 1),
        ({"accept": [r"5 \* why*"], "wildcards": True}, "5 x whys", 0),
        ({"accept": ["ji*oka"]}, "jidoka", 0),
    ],
)
def test_a_short_text_may_mind_case_pay_in_part_and_hold_wildcards(changes, text, expected):
    assert score(examples.short_text() | changes, {"text": text}) == expected


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_a_blank_earns_nothing_even_where_any_writing_earns_part(text):
    more = [{"text": "*", "weight": "1/2", "feedback": ""}]
    content = examples.short_text() | {"wildcards": True, "more": more}
    assert check_content(content) == []
    assert score(content, {"text": text}) == 0
    assert score(content, {"text": "who knows"}) == Fraction(1, 2)


def test_a_slip_in_a_typical_error_is_not_taken_for_it():
    wrong = [{"match": "automation", "feedback": "That lacks the human touch."}]
    content = examples.short_text() | {"distance": True, "wrong": wrong}
    for text, feedback in {"automation": "That lacks the human touch.", "automatoin": ""}.items():
        [part] = review(content, {}, {"text": text})["parts"]
        assert (part["is_right"], part["feedback"]) == (False, feedback)


def test_a_slip_in_an_answer_of_partial_credit_earns_that_credit():
    more = [{"text": "autonomation", "weight": "1/2", "feedback": ""}]
    content = examples.short_text() | {"distance": True, "more": more}
    assert score(content, {"text": "autonomatoin"}) == Fraction(1, 2)

"""The story of an attempt: what happened, runs told once, never what was answered."""

from datetime import timedelta

import pytest

from courses.quiz.replaying import Kind
from courses.quiz.telling import Step, story_of
from tests.conftest import AT

MINUTE = timedelta(minutes=1)
RESPONSE = {"position": 1, "sequence": 1, "response": {"text": "zqsecretqz"}}
PAYLOADS = {
    "start": {"number": 2},
    "extend": {"minutes": 30, "reason": "zqsecretqz"},
    "submit": {"origin": "learner"},
    "onward": {"position": 3},
    "mark": {"position": 3, "levels": {"rub1": 2}, "points": "5"},
    "void": {"reason": "A fire alarm."},
}


def told(*steps):
    return story_of(
        Step(kind, AT + n * MINUTE, PAYLOADS.get(kind, RESPONSE), actor)
        for n, (kind, actor) in enumerate(steps)
    )


def test_a_run_of_saves_is_told_once_from_the_first_to_the_last():
    story = told(("start", "Ada"), ("save", "Ada"), ("save", "Ada"), ("save", "Ada"), ("submit", "Ada"))
    assert [str(one.text) for one in story] == ["Attempt 2 begun", "3 answers saved", "Handed in"]
    assert (story[1].at, story[1].until, story[1].actor) == (AT + MINUTE, AT + 3 * MINUTE, "Ada")


def test_what_one_says_is_told_apart_from_what_another_says():
    assert [(str(one.text), one.actor) for one in told(("mark", "Grace"), ("mark", "Alan"))] == [
        ("Answer 3 marked", "Grace"),
        ("Answer 3 marked", "Alan"),
    ]


def test_marks_are_told_one_by_one_for_each_is_of_an_answer():
    assert len(told(("mark", "Grace"), ("mark", "Grace"))) == 2


def test_the_clock_hands_in_under_its_own_name():
    [one] = story_of([Step("submit", AT, {"origin": "deadline"})])
    assert str(one.text) == "Handed in by the clock, when the time was up"


def test_items_left_for_good_are_told_one_by_one_by_their_number():
    assert [str(one.text) for one in told(("onward", "Ada"), ("onward", "Ada"))] == [
        "Item 2 left for good",
        "Item 2 left for good",
    ]


def test_a_void_attempt_says_why():
    assert str(told(("void", "Grace"))[0].text) == "Declared void: A fire alarm."


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_its_sentence_and_no_sentence_holds_an_answer(kind):
    [one] = told((kind, "Ada"))
    assert " " in one.text
    assert "zqsecretqz" not in one.text
    assert "rub1" not in one.text


def test_one_minute_is_not_told_as_several():
    stories = [story_of([Step("extend", AT, {"minutes": n})]) for n in (1, 2)]
    assert [str(one.text) for [one] in stories] == ["1 minute more given", "2 minutes more given"]

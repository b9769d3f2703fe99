"""One item in two windows: what a plain form takes back of what the other one said."""

import re

import pytest

from tests.courses.views.sitting import answer, door, save, sit

pytestmark = pytest.mark.django_db

STANDS = "Item 1 was answered in another window. That answer stands."


def since_of(client, attempt):
    """What the form of item 1 says of when it was made."""
    page = client.get(door("question", attempt, 1)).content.decode()
    return re.search(r'name="since" value="(\d+)"', page)[1]


def post(client, attempt, **fields):
    return client.post(door("question", attempt, 1), {"go": "next", **fields}, follow=True).content.decode()


def test_a_form_left_blank_takes_back_no_answer_of_another_window(learner, enrolment, exam):
    attempt = sit(enrolment, exam)
    old = since_of(learner, attempt)
    save(learner, attempt, 1, {"choice": ["right0"]}, sequence=1_700_000_000_000)
    assert STANDS in post(learner, attempt, since=old)
    assert answer(attempt, 1).response == {"choice": "right0"}


def test_a_form_left_as_it_was_takes_back_no_answer_of_another_window(learner, enrolment, exam):
    attempt = sit(enrolment, exam)
    save(learner, attempt, 1, {"choice": ["wrong1"]}, sequence=5)
    old = since_of(learner, attempt)
    save(learner, attempt, 1, {"choice": ["right0"]}, sequence=9)
    assert STANDS in post(learner, attempt, since=old, choice="wrong1", flag="on")
    assert answer(attempt, 1).response == {"choice": "right0"}
    assert answer(attempt, 1).is_flagged


def test_what_was_changed_in_an_older_form_is_the_newest(learner, enrolment, exam):
    attempt = sit(enrolment, exam)
    old = since_of(learner, attempt)
    save(learner, attempt, 1, {"choice": ["right0"]}, sequence=9)
    assert STANDS not in post(learner, attempt, since=old, choice="wrong1")
    assert answer(attempt, 1).response == {"choice": "wrong1"}


def test_an_answer_is_taken_back_in_the_form_that_shows_it(learner, enrolment, exam):
    attempt = sit(enrolment, exam)
    save(learner, attempt, 1, {"choice": ["right0"]}, sequence=9)
    assert STANDS not in post(learner, attempt, since=since_of(learner, attempt))
    assert answer(attempt, 1).response is None


def test_clearing_needs_no_newest_form(learner, enrolment, exam):
    attempt = sit(enrolment, exam)
    old = since_of(learner, attempt)
    save(learner, attempt, 1, {"choice": ["right0"]}, sequence=9)
    learner.post(door("question", attempt, 1), {"clear": "1", "since": old})
    assert answer(attempt, 1).response is None


@pytest.mark.parametrize("strange", ["", "-1", "x", "1.5", "²", "\x00", "9" * 400])
def test_a_form_that_does_not_say_when_it_was_made_is_the_newest(learner, enrolment, exam, strange):
    attempt = sit(enrolment, exam)
    save(learner, attempt, 1, {"choice": ["right0"]}, sequence=9)
    post(learner, attempt, since=strange, choice="wrong1")
    assert answer(attempt, 1).response == {"choice": "wrong1"}

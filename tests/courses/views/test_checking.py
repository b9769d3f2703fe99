"""Checks by their doors: feedback at once, and what counts."""

import pytest

from courses.quiz.checking import blank_refusal
from tests.content.items import examples
from tests.courses.building import make_quiz
from tests.courses.views.sitting import MARKER, answer, door, sit

pytestmark = pytest.mark.django_db


def test_a_check_says_at_once_why_and_not_what_is_right(learner, enrolment, check):
    attempt = sit(enrolment, check)
    before = learner.get(door("question", attempt, 1)).content.decode()
    assert MARKER not in before
    html = learner.post(door("question", attempt, 1), {"choice": "wrong1"}, follow=True).content.decode()
    assert f"because {MARKER}" in html
    assert 'data-result="not-yet"' in html
    assert 'data-result="best"' not in html
    assert f"general {MARKER}" not in html


def test_an_answer_must_be_given_before_it_is_checked(learner, enrolment, check):
    attempt = sit(enrolment, check)
    response = learner.post(door("question", attempt, 1))
    assert response.status_code == 422
    assert "Give an answer first, then check it." in response.content.decode()
    assert answer(attempt, 1).checked_at is None


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("ordering", "Move the steps into order first, then check them."),
        ("single_choice", "Give an answer first, then check it."),
    ],
)
def test_a_blank_answer_is_asked_for_in_the_words_of_its_kind(kind, words):
    assert blank_refusal({"type": kind}).message.translated(str) == words


def test_the_first_checked_answer_counts_and_later_tries_do_not(learner, enrolment, check):
    attempt = sit(enrolment, check)
    for position in (1, 2):
        learner.post(door("question", attempt, position), {"choice": "wrong1"})
        html = learner.post(door("question", attempt, position), {"choice": "right0"}, follow=True)
        assert 'data-result="best"' in html.content.decode()
    learner.post(door("submit", attempt))
    attempt.refresh_from_db()
    assert attempt.fraction == 0
    assert answer(attempt, 1).response == {"choice": "wrong1"}


def test_trying_again_begins_with_a_blank_sheet(learner, enrolment, check):
    attempt = sit(enrolment, check)
    learner.post(door("question", attempt, 1), {"choice": "wrong1"})
    html = learner.get(door("question", attempt, 1) + "?again").content.decode()
    assert MARKER not in html
    assert " checked" not in html


@pytest.mark.parametrize(
    ("make", "given", "is_offered"),
    [
        (examples.single_choice, "choice", True),
        (examples.essay, "text", False),
        (examples.self_assessed, "text", False),
    ],
)
def test_a_second_try_is_offered_only_where_it_can_bring_another_verdict(
    learner, enrolment, make, given, is_offered
):
    module = enrolment.course.get_children().first()
    attempt = sit(enrolment, make_quiz(module, contents=[make()]))
    wrong = next(o["id"] for o in examples.single_choice()["options"] if not o["correct"])
    form = {given: wrong if given == "choice" else "I went and saw."}
    html = learner.post(door("question", attempt, 1), form, follow=True).content.decode()
    assert ("Try again" in html) is is_offered
    assert "Show the answer" in html


def test_the_answer_is_shown_only_to_those_who_gave_one(learner, enrolment, check):
    attempt = sit(enrolment, check)
    learner.post(door("question", attempt, 1), {"do": "reveal"})
    assert MARKER not in learner.get(door("question", attempt, 1)).content.decode()
    learner.post(door("question", attempt, 1), {"choice": "wrong1"})
    html = learner.post(door("question", attempt, 1), {"do": "reveal"}, follow=True).content.decode()
    assert 'data-result="best"' in html
    assert answer(attempt, 1).is_revealed


def test_a_check_mastered_says_so(learner, enrolment, check):
    attempt = sit(enrolment, check)
    for position in (1, 2):
        learner.post(door("question", attempt, position), {"choice": "right0"})
    html = learner.post(door("submit", attempt), follow=True).content.decode()
    assert "You have mastered this module." in html

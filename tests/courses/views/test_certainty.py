"""Certainty: asked in a check that wants it, kept with the answer that counts, never in the score."""

import pytest

from tests.courses.building import make_exam, make_quiz
from tests.courses.views.sitting import answer, door, hidden, sit

pytestmark = pytest.mark.django_db


@pytest.fixture
def asking(enrolment):
    module = enrolment.course.get_children().first()
    return make_quiz(module, contents=[hidden("a"), hidden("b")], asks_certainty=True)


def test_a_check_that_asks_for_it_shows_three_degrees(learner, enrolment, asking, check):
    html = learner.get(door("question", sit(enrolment, asking), 1)).content.decode()
    assert html.count('name="certainty"') == 3
    assert "How certain are you?" in html
    assert (
        "How certain are you?" not in learner.get(door("question", sit(enrolment, check), 1)).content.decode()
    )


def test_an_exam_never_asks_for_it(learner, enrolment):
    attempt = sit(enrolment, make_exam(enrolment.course, asks_certainty=True))
    assert 'name="certainty"' not in learner.get(door("question", attempt, 1)).content.decode()
    learner.post(door("question", attempt, 1), {"choice": "right0", "certainty": "3"})
    assert answer(attempt, 1).certainty is None


@pytest.mark.parametrize(
    ("choice", "certainty", "words"),
    [
        ("right0", "3", "made <strong>3 of 3</strong> certainty points"),
        ("right0", "1", "made <strong>1 of 3</strong> certainty points"),
        ("wrong1", "1", "neither made nor cost"),
        ("wrong1", "2", "cost <strong>2</strong> certainty points"),
        ("wrong1", "3", "cost <strong>6</strong> certainty points"),
    ],
)
def test_the_figure_is_that_of_certainty_based_marking(learner, enrolment, asking, choice, certainty, words):
    attempt = sit(enrolment, asking)
    given = {"choice": choice, "certainty": certainty}
    html = learner.post(door("question", attempt, 1), given, follow=True).content.decode()
    assert answer(attempt, 1).certainty == int(certainty)
    assert words in html


@pytest.mark.parametrize("certainty", ["", "0", "4", "high"])
def test_who_says_nothing_of_it_is_answered_all_the_same(learner, enrolment, asking, certainty):
    attempt = sit(enrolment, asking)
    given = {"choice": "right0", "certainty": certainty}
    html = learner.post(door("question", attempt, 1), given, follow=True).content.decode()
    assert "Right." in html
    assert "certainty points" not in html
    assert answer(attempt, 1).certainty is None


def test_it_stays_with_the_answer_that_counts(learner, enrolment, asking):
    attempt = sit(enrolment, asking)
    learner.post(door("question", attempt, 1), {"choice": "wrong1", "certainty": "3"})
    again = learner.get(door("question", attempt, 1) + "?again").content.decode()
    assert "How certain are you?" not in again
    learner.post(door("question", attempt, 1), {"choice": "right0", "certainty": "1"})
    assert answer(attempt, 1).certainty == 3


def test_a_refused_answer_keeps_what_was_said(learner, enrolment, asking):
    attempt = sit(enrolment, asking)
    html = learner.post(door("question", attempt, 1), {"certainty": "2"}).content.decode()
    assert 'name="certainty" value="2" checked' in html


def test_the_result_sets_certainty_beside_right_answers_and_leaves_the_score_alone(
    learner, enrolment, asking
):
    attempt = sit(enrolment, asking)
    learner.post(door("question", attempt, 1), {"choice": "wrong1", "certainty": "3"})
    learner.post(door("question", attempt, 2), {"choice": "right0", "certainty": "3"})
    html = learner.post(door("submit", attempt), follow=True).content.decode()
    attempt.refresh_from_db()
    assert attempt.fraction * 2 == 1
    assert "How certain you were" in html
    assert "1 / 2" in html
    assert "in more than 80 %" in html


def test_a_result_without_certainty_has_no_such_table(learner, enrolment, check):
    attempt = sit(enrolment, check)
    learner.post(door("question", attempt, 1), {"choice": "right0", "certainty": "3"})
    html = learner.post(door("submit", attempt), follow=True).content.decode()
    assert "How certain you were" not in html

"""What a learner reads of answers that people mark: while they do, and when the result is there."""

import pytest

from courses.marking import release_attempt
from courses.quiz.attempting import save_answer
from tests.courses.building import make_quiz
from tests.courses.essays import FULL, NONE, SOME, contents, hand_in_written, make_written, mark, written
from tests.courses.views.sitting import door, sit
from tests.factories import make_learner

pytestmark = pytest.mark.django_db

COMMENT = "Name the hour too."


def markers():
    return [make_learner(name) for name in ("Grace Hopper", "Alan Turing", "Mary Somerville")]


def marked(enrolment, levels, comment=COMMENT, **settings):
    exam = make_written(enrolment.course, markers=len(levels[:2]), **settings)
    attempt = hand_in_written(exam, enrolment)
    people = markers()
    for person, chosen in zip(people, levels, strict=False):
        mark(attempt, person, chosen, f"{comment} <b>{person.full_name[0]}</b>")
    return release_attempt(attempt, people[0])


def page_of(client, attempt):
    return client.get(door("result", attempt)).content.decode()


def test_handing_in_says_that_people_read_it_and_what_comes_next(learner, enrolment):
    attempt = sit(enrolment, make_written(enrolment.course, shown_at_once="solutions"))
    save_answer(written(attempt), {"text": "At station 3."})
    page = learner.post(door("submit", attempt), follow=True).content.decode()
    assert "Some of your answers are read by people. They do not see your name." in page
    assert "Come back to this page for your result." in page
    assert "points." not in page
    assert "At station 3." not in page


def test_a_draft_is_not_shown(learner, enrolment):
    attempt = hand_in_written(make_written(enrolment.course, shown_at_once="solutions"), enrolment)
    mark(attempt, make_learner(), FULL, COMMENT)
    assert COMMENT not in page_of(learner, attempt)


def test_a_check_says_that_the_course_goes_on_meanwhile(learner, enrolment):
    check = make_quiz(enrolment.course.get_children().first(), contents=contents())
    assert "go on with the course meanwhile" in page_of(learner, hand_in_written(check, enrolment))


@pytest.mark.parametrize(
    ("step", "total", "said"),
    [
        ("nothing", False, False),
        ("score", True, False),
        ("profile", True, False),
        ("answers", True, True),
        ("solutions", True, True),
    ],
)
def test_what_markers_said_is_shown_from_the_answers_on(learner, enrolment, step, total, said):
    page = page_of(learner, marked(enrolment, [SOME], shown_at_once=step))
    # 2/5 of a point for the essay, and the choice is right.
    assert ("1.4 of 2 points." in page) is total
    assert ("0.4 of 1 points" in page) is said
    assert ("One <span" in page) is said
    assert ("2 of 3 in the criteria" in page) is said
    assert (COMMENT in page) is said
    assert ("Marked" in page) is said


def test_a_comment_is_text_and_its_writer_is_not_named(learner, enrolment):
    page = page_of(learner, marked(enrolment, [FULL], shown_at_once="answers"))
    assert "&lt;b&gt;G&lt;/b&gt;" in page
    assert "What your marker says" in page
    assert "Grace Hopper" not in page


def test_of_two_both_are_heard(learner, enrolment):
    page = page_of(learner, marked(enrolment, [FULL, SOME], shown_at_once="answers"))
    assert "What marker 1 says" in page
    assert "What marker 2 says" in page
    assert "0.7 of 1 points" in page


def test_of_three_the_one_who_decided(learner, enrolment):
    page = page_of(learner, marked(enrolment, [FULL, NONE, SOME], shown_at_once="answers"))
    assert "What your marker says" in page
    assert "&lt;b&gt;M&lt;/b&gt;" in page
    assert "&lt;b&gt;G&lt;/b&gt;" not in page


@pytest.mark.parametrize(("step", "is_shown"), [("answers", False), ("solutions", True)])
def test_the_model_answer_is_shown_with_the_solutions_alone(learner, enrolment, step, is_shown):
    page = page_of(learner, marked(enrolment, [NONE], shown_at_once=step))
    assert ("Waiting, then a card that signals." in page) is is_shown


def test_the_board_says_that_an_exam_is_being_marked(learner, enrolment):
    attempt = hand_in_written(make_written(enrolment.course), enrolment)
    for lesson in enrolment.course.get_children().first().get_children():
        enrolment.lesson_completions.create(lesson=lesson.specific)
    assert "Being marked" in learner.get("/board/").content.decode()
    assert "Being marked" in learner.get(attempt.quiz.get_url()).content.decode()

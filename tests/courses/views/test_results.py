"""After handing in: as much as the author chose to show, and nothing else."""

from datetime import timedelta

import pytest

from content.models import QuizPage
from courses.models import Attempt
from courses.quiz.attempting import start_attempt
from tests.conftest import AT
from tests.courses.building import make_enrolment, make_exam, multiple_response
from tests.courses.views.sitting import MARKER, door, hidden, save, sit

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def result_of(client, enrolment, **settings):
    """Answer item 1 wrongly, leave item 2 blank, hand in, and return what the result page says."""
    exam = make_exam(enrolment.course, contents=[hidden("a"), hidden("b")], **settings)
    attempt = sit(enrolment, exam)
    save(client, attempt, 1, {"choice": ["wrong1"]})
    client.post(door("submit", attempt))
    return attempt, client.get(door("result", attempt)).content.decode()


@pytest.mark.parametrize(
    ("step", "score", "items", "key"),
    [
        ("nothing", False, False, False),
        ("score", True, False, False),
        ("profile", True, False, False),
        ("answers", True, True, False),
        ("solutions", True, True, True),
    ],
)
def test_a_result_shows_what_the_author_chose(learner, enrolment, step, score, items, key):
    _attempt, page = result_of(learner, enrolment, shown_at_once=step)
    assert ("0 of 2 points." in page) is score
    assert ("You have not passed yet." in page) is score
    assert ("Question a?" in page) is items
    assert ("Option 1" in page) is items
    # The key is "Option 0" in both items; nobody chose it.
    assert ("Option 0" in page) is key
    assert ("By module" in page) is (step in ("profile", "answers", "solutions"))


def test_own_answers_come_with_what_was_said_of_them_and_no_more(learner, enrolment):
    _attempt, page = result_of(learner, enrolment, shown_at_once="answers")
    # The feedback of the one chosen option; a blank item has none, a wrong answer no general feedback.
    assert page.count(MARKER) == 1
    assert "general" not in page
    assert "Not answered" in page


def test_where_nothing_is_shown_no_page_tells_the_verdict(learner, enrolment):
    attempt, page = result_of(learner, enrolment, shown_at_once="nothing")
    assert "Your answers are in." in page
    pages = [
        page,
        learner.get(attempt.quiz.get_url()).content.decode(),
        learner.get("/board/").content.decode(),
    ]
    pages.append(learner.get(enrolment.course.get_url()).content.decode())
    for text in pages:
        assert "Passed" not in text
        assert "0 %" not in text.replace("70 %", "").replace("80 %", "")


def test_a_pass_opens_what_comes_next_even_where_nothing_is_shown(learner, enrolment):
    exam = make_exam(enrolment.course, contents=[hidden("a")], shown_at_once="nothing")
    begun = learner.get(exam.get_url()).content.decode()
    assert "only a pass shows on the course" in begun
    attempt = sit(enrolment, exam)
    save(learner, attempt, 1, {"choice": ["right0"]})
    page = learner.post(door("submit", attempt), follow=True).content.decode()
    assert "Your answers are in." in page
    assert "points." not in page
    assert "Passed" in learner.get("/board/").content.decode()


def test_solutions_wait_until_the_exam_has_closed_for_everybody(learner, enrolment, clock):
    window = {"closes_at": AT + DAY, "shown_at_once": "score", "shown_after_closing": "solutions"}
    attempt, page = result_of(learner, enrolment, **window)
    assert "Question a?" not in page
    clock.move_to(AT + DAY)
    assert "Option 0" in learner.get(door("result", attempt)).content.decode()
    # The author lets others sit it longer: the key is no longer shown.
    QuizPage.objects.update(closes_at=AT + 2 * DAY)
    assert "Option 0" not in learner.get(door("result", attempt)).content.decode()


def test_solutions_wait_for_whoever_still_sits_beyond_the_closing(learner, enrolment, clock):
    window = {"closes_at": AT + DAY, "shown_at_once": "score", "shown_after_closing": "solutions"}
    attempt, _page = result_of(learner, enrolment, **window)
    other = start_attempt(make_enrolment(enrolment.course), attempt.quiz, at=AT)
    Attempt.objects.filter(pk=other.pk).update(deadline_at=AT + DAY + timedelta(hours=1))
    clock.move_to(AT + DAY + timedelta(minutes=30))
    assert "Option 0" not in learner.get(door("result", attempt)).content.decode()
    clock.move_to(AT + DAY + timedelta(hours=2))
    assert "Option 0" in learner.get(door("result", attempt)).content.decode()


def test_each_part_of_an_answer_says_whether_it_is_right(learner, enrolment):
    exam = make_exam(enrolment.course, contents=[multiple_response()], shown_at_once="answers")
    attempt = sit(enrolment, exam)
    save(learner, attempt, 1, {"choice": ["right0", "wrong3"]})
    page = learner.post(door("submit", attempt), follow=True).content.decode()
    assert page.count("Right:") == 1
    assert page.count("Not yet:") == 1
    # The other key, "Option 1", was not chosen.
    assert "Option 1" not in page


def test_what_is_being_marked_shows_the_receipt_alone(learner, enrolment):
    attempt, _page = result_of(learner, enrolment, shown_at_once="solutions")
    Attempt.objects.filter(pk=attempt.pk).update(state="marking", is_passed=None, fraction=None, points=None)
    page = learner.get(door("result", attempt)).content.decode()
    assert "Some of your answers are read by people." in page
    assert "Question a?" not in page
    assert "points." not in page
    assert "Being marked" in learner.get(attempt.quiz.get_url()).content.decode()

"""How many queries a page may ask, the same for a small course and for a large one."""

import json

import pytest
from django.urls import reverse

from content.models import LessonPage
from courses.completing import complete_lesson
from courses.models import Answer
from courses.quiz.answering import save_answer
from courses.quiz.starting import start_attempt
from courses.quiz.submitting import submit_attempt
from tests.conftest import AT
from tests.courses.building import make_enrolment, make_exam, make_quiz, make_version
from tests.courses.regrades import decide
from tests.factories import make_course, make_lesson

pytestmark = pytest.mark.django_db

# (modules, lessons a module, items of the exam)
SIZES = [(2, 3, 10), (11, 5, 60), (11, 5, 120)]
# Session and user, which every page for the signed-in asks.
SIGN_IN = 2
# Inside a test, a transaction is a savepoint: made and released.
SAVEPOINT = 2


@pytest.fixture(params=SIZES, ids=["small", "large", "larger"])
def size(request):
    return request.param


@pytest.fixture
def enrolment(size):
    modules, lessons, items = size
    course = make_course(modules=modules, lessons=lessons)
    for module in course.get_children():
        make_quiz(module, 6)
    make_exam(course, items=items)
    enrolment = make_enrolment(course)
    for lesson in LessonPage.objects.descendant_of(course)[: modules * lessons // 2]:
        complete_lesson(enrolment, lesson, at=AT)
    return enrolment


@pytest.fixture
def exam(enrolment):
    return enrolment.course.get_children().last().specific


@pytest.fixture
def learner(client, enrolment):
    client.force_login(enrolment.learner)
    return client


@pytest.fixture
def lesson(enrolment):
    """A lesson with everything on it that asks the learner's data."""
    module = enrolment.course.get_children().first().specific
    item = make_version(make_quiz(module).blueprint.get().bank).item
    # As after publishing in the CMS: what is kept of an item hangs on its revision.
    item.live_revision = item.save_revision()
    item.save(update_fields=["live_revision"])
    body = [
        ("text", "<p>Go and see.</p>"),
        ("check", {"item": item}),
        ("at_work", {"body": "<p>Go there.</p>"}),
        ("reflection", {"prompt": "And you?"}),
    ]
    return make_lesson(module, body=body)


def test_a_lesson(learner, lesson, django_assert_max_num_queries):
    learner.get(lesson.get_url())
    with django_assert_max_num_queries(8):
        response = learner.get(lesson.get_url())
    assert response.status_code == 200


def test_the_board(learner, django_assert_max_num_queries):
    learner.get("/board/")
    with django_assert_max_num_queries(10):
        assert learner.get("/board/").status_code == 200


def test_the_course_map(learner, enrolment, django_assert_max_num_queries):
    url = enrolment.course.get_url()
    learner.get(url)
    with django_assert_max_num_queries(10):
        assert learner.get(url).status_code == 200


def test_starting(enrolment, exam, django_assert_max_num_queries):
    with django_assert_max_num_queries(8 + SAVEPOINT):
        start_attempt(enrolment, exam)


def test_a_page_of_an_attempt(learner, enrolment, exam, django_assert_max_num_queries):
    page = reverse("courses:question", args=[start_attempt(enrolment, exam).pk, 1])
    with django_assert_max_num_queries(4):
        assert learner.get(page).status_code == 200


def test_saving(enrolment, exam, django_assert_num_queries):
    """Touch the attempt, write the answer, write it down."""
    attempt = start_attempt(enrolment, exam)
    answer = Answer.objects.select_related("attempt", "item_version").get(attempt=attempt, position=1)
    with django_assert_num_queries(3 + SAVEPOINT):
        save_answer(answer, {"choice": "right0"}, sequence=1)
    with django_assert_num_queries(3 + SAVEPOINT):
        save_answer(answer, {"choice": "wrong1"})


def test_the_door_of_saving(learner, enrolment, exam, django_assert_max_num_queries):
    url = reverse("courses:save", args=[start_attempt(enrolment, exam).pk, 1])
    body = json.dumps({"sequence": 1, "fields": {"choice": ["right0"]}})
    # The answer is found through its learner first.
    with django_assert_max_num_queries(1 + 3 + SIGN_IN + SAVEPOINT):
        assert learner.post(url, body, content_type="application/json").status_code == 200


@pytest.fixture
def forward(enrolment, exam):
    exam.navigation = "forward"
    exam.save()
    return start_attempt(enrolment, exam)


def test_forward_only_a_page_and_a_save_ask_no_more(
    learner, forward, django_assert_max_num_queries, django_assert_num_queries
):
    with django_assert_max_num_queries(4):
        assert learner.get(reverse("courses:question", args=[forward.pk, 1])).status_code == 200
    answer = Answer.objects.select_related("attempt", "item_version").get(attempt=forward, position=1)
    with django_assert_num_queries(3 + SAVEPOINT):
        save_answer(answer, {"choice": "right0"}, sequence=1)


def test_going_on(learner, forward, django_assert_max_num_queries):
    """As saving, then the attempt and the line of its log; which item follows is asked at the end."""
    url = reverse("courses:question", args=[forward.pk, 1])
    with django_assert_max_num_queries(1 + 3 + 2 + 1 + SIGN_IN + 2 * SAVEPOINT):
        assert learner.post(url, {"go": "next", "choice": "right0"}).status_code == 302


def test_submitting_and_completing(enrolment, exam, django_assert_max_num_queries):
    attempt = start_attempt(enrolment, exam)
    Answer.objects.filter(attempt=attempt).update(response={"choice": "right0"})
    with django_assert_max_num_queries(8 + 3 * SAVEPOINT):
        assert submit_attempt(attempt).is_passed


def test_submitting_what_was_decided_anew(enrolment, exam, django_assert_max_num_queries):
    attempt = start_attempt(enrolment, exam)
    for answer in Answer.objects.filter(attempt=attempt)[:5]:
        decide(answer.item_version, "full_credit")
    with django_assert_max_num_queries(8 + SAVEPOINT):
        assert submit_attempt(attempt).points == 5


def test_the_result(learner, enrolment, exam, django_assert_max_num_queries):
    attempt = submit_attempt(start_attempt(enrolment, exam))
    with django_assert_max_num_queries(5 + SIGN_IN):
        assert learner.get(reverse("courses:result", args=[attempt.pk])).status_code == 200

"""The page of a course, as visitors and learners at each place of the way see it."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from content.models import LessonPage, QuizPage
from courses.completing import complete_lesson
from courses.enrolling import withdraw
from courses.quiz.attempting import save_answer, start_attempt, submit_attempt
from tests.conftest import AT
from tests.courses.building import make_enrolment, make_exam, make_quiz, right, wrong
from tests.factories import make_course, make_learner

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(AT, tick=False) as clock:
        yield clock


@pytest.fixture
def course():
    """Two modules of two lessons and a check, and an exam that needs them all."""
    return build_course(modules=2)


def build_course(*, modules, lessons=2):
    course = make_course(modules=modules, lessons=lessons)
    for module in course.get_children():
        make_quiz(module, title="Check your understanding", minutes=15)
    make_exam(course, title="Final exam", needs_all_else=True)
    return course


@pytest.fixture
def enrolment(course):
    return make_enrolment(course, at=AT - 10 * DAY)


@pytest.fixture
def learner(client, enrolment):
    client.force_login(enrolment.learner)
    return client


def words(client, course):
    """Return the words of the main part of the course page, white space collapsed."""
    response = client.get(course.url)
    assert response.status_code == 200
    main = response.content.decode().split("<main")[1].split("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def study(enrolment, *, lessons, at=AT):
    pages = LessonPage.objects.descendant_of(enrolment.course).order_by("path")
    for page in list(pages)[:lessons]:
        complete_lesson(enrolment, page, at=at)


def sit(enrolment, quiz, *, at=AT, answers=right):
    attempt = start_attempt(enrolment, quiz, at=at)
    for answer in attempt.answers.select_related("item_version", "attempt"):
        save_answer(answer, answers(answer), at=at)
    return submit_attempt(attempt, at=at)


def quizzes(course):
    """Return the checks in order, and the exam at the end."""
    return list(QuizPage.objects.descendant_of(course).order_by("path"))


def do_all_but_the_exam(enrolment, at=AT):
    study(enrolment, lessons=4, at=at)
    for check in quizzes(enrolment.course)[:-1]:
        sit(enrolment, check, at=at)


# The planned stream, for those who are not enrolled


def test_a_visitor_sees_the_plan_and_no_place_of_their_own(client, course):
    page = words(client, course)
    assert "You are here" not in page
    assert "Lead time" not in page
    assert page.count("try it") == 2 + 1
    assert "Lessons 2 Plan 55 min Check 80 %" in page
    assert "For the certificate 4 lessons 2 module checks, 80 % or more As often as you like" in page
    assert "Final exam, 70 % or more Opens when all else is done" in page


def test_a_visitor_is_asked_to_sign_up_and_comes_back_to_the_course(client, course):
    page = client.get(course.url).content.decode()
    assert f'href="/accounts/signup/?next={course.url}"' in page
    assert f'href="/accounts/login/?next={course.url}"' in page
    assert "Enrol again" not in page


def test_a_visitor_hears_what_the_course_takes_and_what_is_open(client, course):
    page = words(client, course)
    assert "2 h of study" not in page
    assert "3 h 50 min of study" in page
    assert "A workplace" in page
    assert "The first lesson of each module is open to everyone." in page
    assert page.count("open to everyone") == 1 + 2


def test_every_activity_is_reachable_without_script(client, course):
    page = client.get(course.url).content.decode()
    for activity in LessonPage.objects.descendant_of(course):
        assert f'href="{activity.url}"' in page


def test_a_stranger_may_enrol_with_one_button(client, course):
    client.force_login(make_learner())
    page = client.get(course.url).content.decode()
    assert f'action="{reverse("courses:enrol", args=[course.pk])}"' in page
    assert "Sign up" not in words(client, course)


# The learner on the way


def test_a_newcomer_is_invited_to_start_the_first_module(learner, course):
    page = words(learner, course)
    assert "You are in module 1 of 2. Next: lesson 1, Lesson 1.1 , 20 min." in page
    assert "Start module 1" in page
    assert "Known from module 2 on" in page
    assert "Lessons 0 / 2 Plan 55 min Score" in page


def test_within_a_module_the_button_names_the_lesson(learner, course, enrolment):
    study(enrolment, lessons=1)
    page = words(learner, course)
    assert "Continue lesson 2" in page
    assert "1 of 2 lessons" in page
    assert page.count("You are here") == 1


def test_the_map_shows_study_score_and_waiting(learner, course, enrolment):
    study(enrolment, lessons=2, at=AT - 9 * DAY)
    sit(enrolment, quizzes(course)[0], at=AT - 6 * DAY)
    page = words(learner, course)
    assert "Lessons 2 / 2 Study 55 min Score 100 % Status Done" in page
    assert "Wait before the next step 6 d" in page
    assert "Longest wait 6 days before module 2" in page
    assert "Lead time since enrolment 10 days from 13 November" in page
    # 55 minutes in 10 days; the second module takes 55 more.
    assert "At this pace, exam ready 3 December 2026" in page


def test_a_check_under_way_is_continued(learner, course, enrolment):
    study(enrolment, lessons=2)
    assert "Take the module check" in words(learner, course)
    start_attempt(enrolment, quizzes(course)[0], at=AT)
    assert "Continue the check" in words(learner, course)


def test_the_exam_is_locked_behind_the_last_module_that_lacks_something(learner, course, enrolment):
    assert "Status After module 2" in words(learner, course)
    study(enrolment, lessons=4)
    sit(enrolment, quizzes(course)[1])
    page = words(learner, course)
    assert "Status After module 1" in page
    assert "Opens after module 1" in page
    assert "2 module checks, 80 % or more 1 mastered" in page


def test_with_all_else_done_the_exam_is_offered(learner, course, enrolment):
    do_all_but_the_exam(enrolment)
    page = words(learner, course)
    assert "All modules are done. Next: Final exam , 2 h in one sitting." in page
    assert "Sit the exam" in page
    assert "Status Ready" in page
    assert "Ready for you" in page


def test_after_an_exam_not_passed_the_day_of_the_retake_is_named(learner, course, enrolment):
    do_all_but_the_exam(enrolment)
    sit(enrolment, quizzes(course)[2], answers=wrong)
    page = words(learner, course)
    assert "You can take Final exam again from 26 November 2026, 09:30." in page
    assert "Status From 26 Nov" in page
    assert "0 % so far. Again from 26 November 2026" in page
    assert "See what to review" in page


def test_who_completed_the_course_is_shown_the_certificate(learner, course, enrolment):
    do_all_but_the_exam(enrolment, at=AT - 2 * DAY)
    sit(enrolment, quizzes(course)[2])
    page = words(learner, course)
    assert "You completed this course on 23 November 2026." in page
    assert "See your certificate" in page
    assert "Your certificate" in page
    assert "Passed with 100 %" in page
    assert "Completed 23 November 2026" in page
    assert "Withdraw" not in page


def test_a_withdrawn_learner_sees_the_plan_and_that_the_work_is_kept(learner, course, enrolment):
    study(enrolment, lessons=1)
    withdraw(enrolment, at=AT)
    page = words(learner, course)
    assert "You withdrew on 23 November 2026. Your earlier work is kept" in page
    assert "Enrol again" in page
    assert "You are here" not in page


def test_one_learner_never_sees_another_ones_state(client, course, enrolment):
    study(enrolment, lessons=2)
    other = make_enrolment(course, make_learner())
    client.force_login(other.learner)
    assert "Value-adding study 0 min" in words(client, course)


def test_the_page_of_a_module_lists_its_activities_with_their_state(learner, course, enrolment):
    study(enrolment, lessons=1)
    page = words(learner, course.get_children().first())
    assert "Done: Lesson 1.1" in page
    assert "Next: Lesson 1.2" in page
    assert "Not started: Check your understanding" in page
    assert "Lesson 2.1" not in page


# What it costs: six questions are the CMS's to find the page, one finds the page above it


@pytest.mark.parametrize("modules", [1, 6])
def test_the_course_page_asks_the_same_few_questions_at_any_size(
    client, django_assert_max_num_queries, modules
):
    course = build_course(modules=modules, lessons=modules)
    client.get(course.url)
    with django_assert_max_num_queries(7):
        client.get(course.url)
    enrolment = make_enrolment(course)
    study(enrolment, lessons=modules)
    client.force_login(enrolment.learner)
    # Further: the session, the user, the enrolment, what was done.
    with django_assert_max_num_queries(10):
        client.get(course.url)

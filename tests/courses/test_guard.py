"""Who may read a lesson and see a quiz, and where learners are found again."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from content.models import LessonPage
from courses.enrolling import withdraw
from courses.models import Attempt, Enrolment, LessonCompletion
from tests.conftest import AT
from tests.courses.building import make_bank, make_enrolment, make_exam, make_quiz, make_version
from tests.factories import make_course, make_learner

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    return make_course(modules=2, lessons=2)


@pytest.fixture
def lessons(course):
    return list(LessonPage.objects.descendant_of(course).order_by("path"))


@pytest.fixture
def quiz(course):
    return make_quiz(course.get_children().first())


@pytest.fixture
def author():
    author = make_learner("Mira Okafor")
    group = Group.objects.create(name="People who write")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    author.groups.add(group)
    return author


def test_the_first_lesson_of_each_module_is_open_to_everyone(client, lessons):
    assert [client.get(lesson.get_url()).status_code for lesson in lessons] == [200, 302, 200, 302]


def test_strangers_are_sent_to_the_course_and_told_why(client, course, lessons):
    response = client.get(lessons[1].get_url(), follow=True)
    assert response.redirect_chain == [(course.get_url(), 302)]
    assert "Enrol to read this lesson." in response.content.decode()


def test_a_quiz_is_shown_to_the_enrolled_alone(client, course, quiz):
    response = client.get(quiz.get_url(), follow=True)
    assert response.redirect_chain == [(course.get_url(), 302)]
    assert "Enrol to take this quiz." in response.content.decode()
    client.force_login(make_enrolment(course).learner)
    assert client.get(quiz.get_url()).status_code == 200


def test_learners_of_another_course_are_strangers_here(client, lessons):
    client.force_login(make_enrolment().learner)
    assert client.get(lessons[1].get_url()).status_code == 302


def test_the_enrolled_read_everything_until_they_withdraw(client, course, lessons):
    enrolment = make_enrolment(course)
    client.force_login(enrolment.learner)
    assert client.get(lessons[1].get_url()).status_code == 200
    withdraw(enrolment, at=AT + timedelta(days=1))
    assert client.get(lessons[1].get_url()).status_code == 302


def test_authors_read_everything_and_are_not_enrolled_by_it(client, author, lessons, quiz):
    client.force_login(author)
    assert client.get(lessons[1].get_url()).status_code == 200
    assert client.get(quiz.get_url()).status_code == 200
    assert not Enrolment.objects.exists()


def test_the_page_seen_last_is_remembered_once_and_again_after_five_minutes(client, course, lessons):
    enrolment = make_enrolment(course)
    client.force_login(enrolment.learner)
    with time_machine.travel(AT, tick=False) as clock:
        client.get(lessons[1].get_url())
        clock.shift(timedelta(minutes=4))
        client.get(lessons[1].get_url())
        enrolment.refresh_from_db()
        assert (enrolment.last_page_id, enrolment.last_seen_at) == (lessons[1].pk, AT)
        clock.shift(timedelta(minutes=1))
        client.get(lessons[1].get_url())
        enrolment.refresh_from_db()
        assert enrolment.last_seen_at == AT + timedelta(minutes=5)
        client.get(lessons[2].get_url())
        enrolment.refresh_from_db()
        assert enrolment.last_page_id == lessons[2].pk


def test_the_page_before_an_exam_says_its_rules(client, course):
    exam = make_exam(course, items=4, count=3)
    client.force_login(make_enrolment(course).learner)
    html = client.get(exam.get_url()).content.decode()
    for words in ("2 h", "70 %", "4 in twelve months", "I answer alone", "4 attempts left", "Start the exam"):
        assert words in html


def test_a_locked_exam_names_what_is_still_to_do(client, course, lessons):
    exam = make_exam(course, needs_all_else=True)
    client.force_login(make_enrolment(course).learner)
    html = client.get(exam.get_url()).content.decode()
    assert "Not open yet" in html
    assert lessons[0].title in html
    assert "Start the exam" not in html


def test_marking_a_lesson_complete_leads_to_the_next(client, course, lessons):
    client.force_login(make_enrolment(course).learner)
    response = client.post(f"/lessons/{lessons[0].pk}/complete/", follow=True)
    assert response.redirect_chain == [(lessons[1].get_url(), 302)]
    assert "“Lesson 1.1” is complete." in response.content.decode()


def test_only_the_enrolled_mark_a_lesson_complete_and_only_by_a_post(client, course, lessons):
    url = f"/lessons/{lessons[0].pk}/complete/"
    assert client.post(url).url.startswith("/accounts/login/")
    client.force_login(make_learner())
    assert client.post(url).status_code == 404
    client.force_login(make_enrolment(course).learner)
    assert client.get(url).url == lessons[0].get_url()
    assert not LessonCompletion.objects.exists()


@pytest.mark.parametrize("above", ["course", "module"])
def test_what_is_not_published_can_be_neither_completed_nor_started(client, course, lessons, quiz, above):
    client.force_login(make_enrolment(course).learner)
    (course if above == "course" else course.get_children().first()).unpublish()
    assert client.post(reverse("courses:complete-lesson", args=[lessons[0].pk])).status_code == 404
    assert client.post(reverse("courses:start", args=[quiz.pk])).status_code == 404
    assert not LessonCompletion.objects.exists()
    assert not Attempt.objects.exists()


def test_a_check_of_an_unpublished_module_is_not_answered(client, course, lessons):
    item = make_version(make_bank()).item
    lessons[0].body = [("check", {"item": item})]
    lessons[0].save()
    course.get_children().first().unpublish()
    door = reverse("courses:inline-check", args=[lessons[0].pk, item.pk])
    assert client.post(door, {"choice": "right0"}).status_code == 404


def test_a_check_beside_the_modules_is_not_found_by_the_enrolled(client, course):
    misplaced = make_quiz(course)
    client.force_login(make_enrolment(course).learner)
    assert client.get(misplaced.get_url()).status_code == 404

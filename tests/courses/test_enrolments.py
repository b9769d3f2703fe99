"""The doors of enrolling and withdrawing."""

import pytest
import time_machine
from django.urls import reverse

from content.models import LessonPage
from courses.completing import complete_lesson
from courses.enrolling import enrolment_of, withdraw
from courses.models import Enrolment, LessonCompletion
from tests.conftest import AT
from tests.courses.building import make_enrolment
from tests.factories import make_course, make_learner

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(AT, tick=False) as clock:
        yield clock


@pytest.fixture
def course():
    return make_course()


@pytest.fixture
def stranger(client):
    client.user = make_learner()
    client.force_login(client.user)
    return client


@pytest.fixture
def enrolment(course):
    return make_enrolment(course)


@pytest.fixture
def learner(client, enrolment):
    client.force_login(enrolment.learner)
    return client


def enrol_door(course):
    return reverse("courses:enrol", args=[course.pk])


def withdraw_door(course):
    return reverse("courses:withdraw", args=[course.pk])


@pytest.mark.parametrize("door", [enrol_door, withdraw_door])
@pytest.mark.parametrize("method", ["get", "post"])
def test_strangers_to_the_site_are_sent_to_sign_in(client, course, door, method):
    response = getattr(client, method)(door(course))
    assert response.url == f"/accounts/login/?next={door(course)}"
    assert not Enrolment.objects.exists()


def test_enrolling_leads_to_the_course(stranger, course):
    response = stranger.post(enrol_door(course), follow=True)
    assert response.redirect_chain == [(course.url, 302)]
    assert "You are enrolled. Begin when it suits you" in response.content.decode()
    assert enrolment_of(stranger.user, course.pk).enrolled_at == AT


def test_looking_at_the_enrolment_door_enrols_nobody(stranger, course):
    assert stranger.get(enrol_door(course)).url == course.url
    assert not Enrolment.objects.exists()


def test_enrolling_twice_leaves_one_enrolment(stranger, course):
    stranger.post(enrol_door(course))
    stranger.post(enrol_door(course))
    assert Enrolment.objects.count() == 1


@pytest.mark.parametrize("door", [enrol_door, withdraw_door])
def test_a_course_that_is_not_there_is_not_found(stranger, course, door):
    course.pk = 99999
    assert stranger.post(door(course)).status_code == 404


def test_nobody_enrols_on_an_unpublished_course(stranger, course):
    course.unpublish()
    assert stranger.post(enrol_door(course)).status_code == 404


def test_withdrawing_is_asked_before_it_is_done(learner, course, enrolment):
    page = learner.get(withdraw_door(course)).content.decode()
    assert "So far you have done 0 of 2 lessons." in page
    assert "All you did is kept" in page
    enrolment.refresh_from_db()
    assert enrolment.is_active


def test_withdrawing_closes_the_lessons_and_keeps_the_work(learner, course, enrolment):
    first, second = LessonPage.objects.descendant_of(course).order_by("path")
    complete_lesson(enrolment, first, at=AT)
    response = learner.post(withdraw_door(course), follow=True)
    assert response.redirect_chain == [(course.url, 302)]
    assert "You have withdrawn." in response.content.decode()
    assert learner.get(second.url).url == course.url
    assert LessonCompletion.objects.get().lesson_id == first.pk


def test_who_comes_back_goes_on_with_all_that_was_done(learner, course, enrolment):
    first = LessonPage.objects.descendant_of(course).order_by("path").first()
    complete_lesson(enrolment, first, at=AT)
    withdraw(enrolment, at=AT)
    page = learner.post(enrol_door(course), follow=True).content.decode()
    assert "Welcome back. All you did before is here." in page
    assert "Continue lesson 2" in page


def test_who_is_not_enrolled_has_nothing_to_give_up(stranger, course):
    assert stranger.get(withdraw_door(course)).url == reverse("courses:board")
    assert stranger.post(withdraw_door(course)).url == reverse("courses:board")


def test_withdrawing_touches_nobody_else(learner, course, enrolment):
    other = make_enrolment(course, make_learner())
    learner.post(withdraw_door(course))
    other.refresh_from_db()
    assert other.is_active

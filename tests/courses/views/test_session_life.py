"""Nobody is signed out under an exam: its session lives as long as anything can be sent."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from courses.models import Attempt
from tests.conftest import AT
from tests.courses.granting import grant
from tests.courses.views.sitting import door, sit

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def short(learner):
    """A session of ten minutes, as an installation may have it."""
    session = learner.session
    session.set_expiry(600)
    session.save()
    return learner


def lives_until(client):
    return Session.objects.get(pk=client.session.session_key).expire_date


def test_a_start_lets_the_session_live_until_the_grace_is_over(short, enrolment, exam):
    response = short.post(reverse("courses:start", args=[exam.pk]), {"honour": "on"})
    assert lives_until(short) >= AT + 2 * HOUR + timedelta(seconds=60)
    assert response.cookies["session"]["max-age"] >= 2 * 3600 + 60


def test_breaks_are_counted_in(short, enrolment, exam):
    grant(enrolment.learner, break_minutes=60)
    short.get(door("attempt", sit(enrolment, exam)))
    assert lives_until(short) >= AT + 3 * HOUR


@pytest.mark.parametrize("name", ["attempt", "go-on"])
def test_coming_back_looks_at_the_deadline_again(short, enrolment, exam, name):
    attempt = sit(enrolment, exam)
    Attempt.objects.filter(pk=attempt.pk).update(deadline_at=AT + 9 * HOUR)
    (short.post if name == "go-on" else short.get)(door(name, attempt))
    assert lives_until(short) >= AT + 9 * HOUR


def test_without_a_limit_it_is_two_weeks(short, enrolment, exam):
    grant(enrolment.learner, is_unlimited=True)
    short.get(door("attempt", sit(enrolment, exam)))
    assert lives_until(short) >= AT + timedelta(days=14)


def test_a_session_that_lives_longer_stays_so_and_begins_anew(learner, enrolment, exam, clock):
    attempt = sit(enrolment, exam)
    before = lives_until(learner)
    clock.shift(HOUR)
    learner.get(door("attempt", attempt))
    assert lives_until(learner) == before + HOUR


def test_whoever_signs_in_again_comes_back_to_the_same_question(client, enrolment, exam):
    page = door("question", sit(enrolment, exam), 2)
    client.force_login(enrolment.learner)
    client.get(door("attempt", Attempt.objects.get()))
    client.logout()
    assert client.get(page).url == f"/accounts/login/?next={page}"

"""What the addresses of learning take for a number, and where a door leads that was only looked at."""

import pytest
from django.urls import reverse

from courses.models import LessonCompletion
from tests.courses.building import make_enrolment
from tests.factories import make_lesson

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrolment():
    return make_enrolment()


@pytest.fixture
def learner(client, enrolment):
    client.force_login(enrolment.learner)
    return client


@pytest.mark.parametrize(
    "address",
    [
        "/enrolments/{}/",
        "/enrolments/{}/withdraw/",
        "/lessons/{}/complete/",
        "/lessons/{}/note/",
        "/lessons/1/checks/{}/",
        "/follow-ups/{}/done/",
        "/follow-ups/{}/date/",
        "/attempts/start/{}/",
        "/attempts/b2a1f1de-4f3c-4a5b-9c7d-0f1e2d3c4b5a/{}/",
        "/attempts/b2a1f1de-4f3c-4a5b-9c7d-0f1e2d3c4b5a/{}/save/",
    ],
)
@pytest.mark.parametrize("number", ["999999999", "9999999999", "99999999999999999999999"])
def test_a_number_that_is_nobodys_is_not_found_however_long(learner, address, number):
    assert learner.post(address.format(number)).status_code == 404


def test_who_had_to_sign_in_before_completing_a_lesson_finds_the_lesson(learner, enrolment):
    lesson = make_lesson(enrolment.course.get_children().first())
    response = learner.get(reverse("courses:complete-lesson", args=[lesson.pk]))
    assert (response.status_code, response.url) == (302, lesson.get_url())
    assert not LessonCompletion.objects.exists()

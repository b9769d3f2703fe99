"""The private note on a lesson."""

import pytest
import time_machine
from django.urls import reverse

from content.models import LessonPage
from courses.models import LessonNote
from courses.noting import save_note
from tests.conftest import AT
from tests.courses.building import make_enrolment
from tests.factories import make_learner, make_lesson

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(AT, tick=False) as clock:
        yield clock


@pytest.fixture
def enrolment():
    return make_enrolment()


@pytest.fixture
def lesson(enrolment):
    module = enrolment.course.get_children().first()
    return make_lesson(module, body=[("reflection", {"prompt": "What would go on without you?"})])


@pytest.fixture
def learner(client, enrolment):
    client.force_login(enrolment.learner)
    return client


def address(lesson):
    return reverse("courses:save-note", args=[lesson.pk])


def test_the_last_words_stand(enrolment, lesson):
    save_note(enrolment, lesson, "Nothing.", at=AT)
    save_note(enrolment, lesson, " The huddle. ", at=AT)
    assert LessonNote.objects.get().text == "The huddle."


def test_a_plain_form_keeps_the_note_and_leads_back_to_it(learner, lesson):
    assert "Only you can read this." in learner.get(lesson.url).content.decode()
    answer = learner.post(address(lesson), {"text": "The huddle <b>would</b>."})
    assert answer["Location"] == f"{lesson.url}#note"
    page = learner.get(lesson.url).content.decode()
    assert "The huddle &lt;b&gt;would&lt;/b&gt;." in page
    assert "Saved 23 November 2026, 09:30." in page


def test_a_note_can_be_emptied(learner, enrolment, lesson):
    save_note(enrolment, lesson, "Nothing.", at=AT)
    learner.post(address(lesson), {"text": ""})
    assert LessonNote.objects.get().text == ""


def test_a_note_too_long_is_refused_and_not_lost(learner, lesson):
    answer = learner.post(address(lesson), {"text": "x" * 4001})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Keep it to 4000 characters or less." in page
    assert "x" * 4001 in page
    assert not LessonNote.objects.exists()


def test_nobody_else_reads_a_note(client, enrolment, lesson):
    save_note(enrolment, lesson, "My own words.", at=AT)
    other = make_enrolment(course=enrolment.course)
    client.force_login(other.learner)
    assert "My own words." not in client.get(lesson.url).content.decode()


def test_only_the_enrolled_keep_notes(client, lesson):
    assert client.post(address(lesson), {"text": "Mine"})["Location"].startswith("/accounts/login/")
    client.force_login(make_learner())
    assert client.post(address(lesson), {"text": "Mine"}).status_code == 404
    assert not LessonNote.objects.exists()


def test_who_had_to_sign_in_first_finds_the_lesson(learner, lesson):
    assert learner.get(address(lesson))["Location"] == f"{lesson.url}#note"


def test_a_lesson_off_the_site_takes_no_notes(learner, lesson):
    LessonPage.objects.get(pk=lesson.pk).unpublish()
    assert learner.post(address(lesson), {"text": "Mine"}).status_code == 404

"""A check inside a lesson: feedback at once, for those who may read, and nothing before."""

import pytest
from django.urls import reverse

from content.models import Item
from tests.content.items import examples
from tests.courses.building import make_bank, make_enrolment, make_version, single_choice
from tests.factories import make_course, make_lesson

pytestmark = pytest.mark.django_db

MARKER = "zqhiddenqz"


@pytest.fixture
def module():
    return make_course(modules=1, lessons=1).get_children().first().specific


def make_check(module, **fields):
    item = make_version(make_bank(), single_choice(MARKER), **fields).item
    return item, make_lesson(module, "With a check", body=[("check", {"item": item})])


@pytest.fixture
def placed(module):
    return make_check(module)


@pytest.fixture
def learner(client, module):
    client.force_login(make_enrolment(module.get_parent().specific).learner)
    return client


def door(lesson, item):
    return reverse("courses:inline-check", args=[lesson.pk, item.pk])


def test_a_lesson_asks_without_telling(learner, placed):
    html = learner.get(placed[1].get_url()).content.decode()
    assert "What first?" in html
    assert MARKER not in html


def test_an_answer_brings_its_own_feedback_and_not_the_key(learner, placed):
    item, lesson = placed
    html = learner.post(door(lesson, item), {"choice": "wrong1", "do": "check"}).content.decode()
    assert f"because {MARKER}" in html
    assert 'data-result="not-yet"' in html
    assert 'data-result="best"' not in html
    assert f"general {MARKER}" not in html


def test_the_right_answer_brings_the_general_feedback(learner, placed):
    item, lesson = placed
    html = learner.post(door(lesson, item), {"choice": "right0"}).content.decode()
    assert f"general {MARKER}" in html
    assert 'data-result="best"' in html


def test_the_answer_is_shown_to_those_who_gave_one(learner, placed):
    item, lesson = placed
    assert MARKER not in learner.post(door(lesson, item), {"do": "reveal"}).content.decode()
    html = learner.post(door(lesson, item), {"do": "reveal", "choice": "wrong1"}).content.decode()
    assert 'data-result="best"' in html


def test_who_only_compares_is_offered_no_second_try(learner, module):
    item = make_version(make_bank(), examples.self_assessed()).item
    lesson = make_lesson(module, "To compare", body=[("check", {"item": item})])
    html = learner.post(door(lesson, item), {"text": "What did you see?"}).content.decode()
    assert "Try again" not in html
    assert "Show the answer" in html
    assert "Try again" in learner.post(*wrongly_answered(module)).content.decode()


def wrongly_answered(module):
    item, lesson = make_check(module)
    return door(lesson, item), {"choice": "wrong1"}


@pytest.mark.parametrize(
    "given", [{}, {"choice": ""}, {"choice": "elsewhere"}, {"choice": ["right0", "wrong1"]}]
)
def test_what_is_no_answer_is_refused_in_words(learner, placed, given):
    item, lesson = placed
    html = learner.post(door(lesson, item), given).content.decode()
    assert 'role="alert"' in html
    assert MARKER not in html


def test_only_an_item_placed_in_this_very_lesson_is_answered(learner, module, placed):
    item, _lesson = placed
    other = make_lesson(module, "Without it")
    assert learner.post(door(other, item), {"choice": "right0"}).status_code == 404


def test_strangers_answer_only_in_open_lessons(client, module, placed):
    item, lesson = placed
    assert client.post(door(lesson, item), {"choice": "right0"}).status_code == 404
    first = module.get_children().first().specific
    first.body = [("check", {"item": item})]
    first.save()
    assert client.post(door(first, item), {"choice": "right0"}).status_code == 200


def test_an_exam_item_placed_by_mistake_is_not_asked(learner, module):
    item, lesson = make_check(module, pool="exam")
    assert "What first?" not in learner.get(lesson.get_url()).content.decode()
    html = learner.post(door(lesson, item), {"choice": "right0"}).content.decode()
    assert MARKER not in html


def test_an_item_taken_back_is_not_asked(learner, placed):
    item, lesson = placed
    Item.objects.filter(pk=item.pk).update(live=False)
    assert "being revised" in learner.get(lesson.get_url()).content.decode()

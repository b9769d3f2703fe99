"""What a learner wrote in one lesson, read back."""

from datetime import date, timedelta

import pytest

from content.models import LessonPage
from courses.following_up import Standing, add_follow_up, finish_follow_up
from courses.noting import save_note
from courses.writing import NOTHING, written_in
from tests.conftest import AT
from tests.courses.building import make_enrolment

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)


@pytest.fixture
def enrolment():
    return make_enrolment()


@pytest.fixture
def lessons():
    return list(LessonPage.objects.order_by("path"))


def test_where_nothing_was_written_nothing_is_read(enrolment, lessons):
    assert written_in(enrolment, lessons[0].pk, at=AT) == NOTHING


def test_the_note_and_the_steps_come_in_one_query(enrolment, lessons, django_assert_num_queries):
    save_note(enrolment, lessons[0], "The huddle would.", at=AT - timedelta(days=2))
    late = add_follow_up(enrolment, text="Walk", due_on=date(2026, 11, 20), lesson=lessons[0], at=AT)
    add_follow_up(enrolment, text="Ask", due_on=TODAY, lesson=lessons[0], at=AT)
    finish_follow_up(late, at=AT)
    with django_assert_num_queries(1):
        found = written_in(enrolment, lessons[0].pk, at=AT)
    assert (found.note, found.saved_at) == ("The huddle would.", AT - timedelta(days=2))
    assert found.planned == (
        ("Walk", Standing("done", "Done", "Monday 23 November")),
        ("Ask", Standing("wait", "Due today")),
    )


def test_two_steps_alike_on_one_day_are_both_there(enrolment, lessons):
    for _ in range(2):
        add_follow_up(enrolment, text="Ask", due_on=TODAY, lesson=lessons[0], at=AT)
    assert len(written_in(enrolment, lessons[0].pk, at=AT).planned) == 2


def test_other_lessons_and_other_people_are_left_out(enrolment, lessons):
    other = make_enrolment(course=enrolment.course)
    save_note(other, lessons[0], "Mine.", at=AT)
    save_note(enrolment, lessons[1], "Elsewhere.", at=AT)
    add_follow_up(enrolment, text="From the board", due_on=TODAY, at=AT)
    assert written_in(enrolment, lessons[0].pk, at=AT) == NOTHING

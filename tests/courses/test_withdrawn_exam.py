"""An exam that is taken off the site for a while certifies nobody in the meantime."""

import pytest

from content.models import LessonPage, QuizPage
from courses.completing import complete_due_enrolments, complete_if_due, complete_lesson
from courses.models import Completion
from tests.conftest import AT
from tests.courses.building import make_enrolment, make_exam

pytestmark = pytest.mark.django_db


@pytest.fixture
def one_exam_short():
    enrolment = make_enrolment()
    make_exam(enrolment.course)
    for lesson in LessonPage.objects.descendant_of(enrolment.course):
        complete_lesson(enrolment, lesson, at=AT)
    return enrolment


def test_unpublishing_the_exam_completes_nobody(one_exam_short):
    QuizPage.objects.get(purpose="exam").unpublish()
    assert complete_if_due(one_exam_short, AT) is None
    assert complete_due_enrolments(at=AT) == 0
    assert not Completion.objects.exists()


def test_a_course_whose_exam_is_still_a_draft_completes_nobody():
    enrolment = make_enrolment()
    make_exam(enrolment.course, live=False)
    for lesson in LessonPage.objects.descendant_of(enrolment.course):
        complete_lesson(enrolment, lesson, at=AT)
    assert not Completion.objects.exists()

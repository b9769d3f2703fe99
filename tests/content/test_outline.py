import pickle

import pytest
from django.core.cache import cache

from content.models import LessonPage, ModulePage
from content.outline import GENERATION, course_id_of, outline_of
from tests.factories import make_course, make_lesson, make_quiz_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    """Two modules of two lessons, a check after the first module's lessons, and an exam."""
    course = make_course(modules=2, lessons=2)
    first = ModulePage.objects.child_of(course).first()
    make_quiz_page(first, "Check", minutes=15, pass_mark=80)
    make_quiz_page(course, "Exam", purpose="exam", minutes=120, pass_mark=70)
    return course


def titles(activities) -> list[str]:
    return [activity.title for activity in activities]


def test_the_outline_is_the_tree_in_order_and_the_exam_comes_last(course):
    outline = outline_of(course.pk)
    assert titles(outline.activities) == [
        "Lesson 1.1",
        "Lesson 1.2",
        "Check",
        "Lesson 2.1",
        "Lesson 2.2",
        "Exam",
    ]
    assert [(m.number, m.title, m.minutes) for m in outline.modules] == [
        (1, "Module 1", 55),
        (2, "Module 2", 40),
    ]
    assert outline.minutes == 215


def test_an_activity_knows_its_kind_place_and_address(course):
    outline = outline_of(course.pk)
    second, check, exam = outline.activities[1], outline.activities[2], outline.activities[-1]
    page = LessonPage.objects.get(pk=second.id)
    assert (second.kind, second.number, second.url) == ("lesson", 2, page.get_url())
    assert (check.kind, check.number, check.pass_mark) == ("check", 1, 80)
    assert (exam.kind, exam.pass_mark) == ("exam", 70)
    assert outline.exam == exam


def test_only_the_first_lesson_of_each_module_is_open_to_everyone(course):
    outline = outline_of(course.pk)
    assert titles(a for a in outline.activities if a.is_taster) == ["Lesson 1.1", "Lesson 2.1"]


def test_neighbours_cross_modules_and_end_at_the_ends(course):
    outline = outline_of(course.pk)
    ids = [activity.id for activity in outline.activities]
    assert titles(outline.neighbours(ids[2])) == ["Lesson 1.2", "Lesson 2.1"]
    assert outline.neighbours(ids[0])[0] is None
    assert outline.neighbours(ids[-1])[1] is None
    assert outline.neighbours(0) == (None, None)


def test_what_is_not_published_is_not_in_the_outline(course):
    LessonPage.objects.get(title="Lesson 1.2").unpublish()
    ModulePage.objects.get(title="Module 2").unpublish()
    assert titles(outline_of(course.pk).activities) == ["Lesson 1.1", "Check", "Exam"]


def test_what_does_not_count_is_not_required(course):
    lesson = LessonPage.objects.get(title="Lesson 1.2")
    lesson.is_required = False
    lesson.save_revision().publish()
    assert "Lesson 1.2" not in titles(outline_of(course.pk).required)


def test_the_outline_is_kept_until_a_page_changes(course, django_assert_num_queries):
    outline_of(course.pk)
    with django_assert_num_queries(0):
        outline_of(course.pk)


def test_a_published_change_shows_at_once(course):
    outline_of(course.pk)
    lesson = LessonPage.objects.get(title="Lesson 1.1")
    lesson.title = "Go and see"
    lesson.save_revision().publish()
    assert titles(outline_of(course.pk).activities)[0] == "Go and see"


def test_a_page_added_moved_or_deleted_shows_at_once(course):
    outline_of(course.pk)
    first, second = ModulePage.objects.child_of(course)
    make_lesson(second, "New lesson")
    assert "New lesson" in titles(outline_of(course.pk).modules[1].activities)
    LessonPage.objects.get(title="New lesson").move(first, pos="last-child")
    assert titles(outline_of(course.pk).modules[0].activities)[-1] == "New lesson"
    LessonPage.objects.get(title="New lesson").delete()
    assert "New lesson" not in titles(outline_of(course.pk).activities)


def test_a_draft_does_not_show(course):
    lesson = LessonPage.objects.get(title="Lesson 1.1")
    lesson.title = "Half a thought"
    lesson.save_revision()
    assert titles(outline_of(course.pk).activities)[0] == "Lesson 1.1"


def test_the_outline_survives_being_stored(course):
    outline = outline_of(course.pk)
    assert pickle.loads(pickle.dumps(outline)) == outline


def test_reading_takes_the_same_number_of_queries_at_any_size(course, django_assert_max_num_queries):
    large = make_course(modules=6, lessons=5)
    with django_assert_max_num_queries(6):
        outline_of(course.pk)
    with django_assert_max_num_queries(6):
        assert len(outline_of(large.pk).lessons) == 30


def test_a_page_knows_its_course(course):
    lesson = LessonPage.objects.get(title="Lesson 2.2")
    assert course_id_of(lesson) == course.pk
    assert course_id_of(course) == course.pk
    assert course_id_of(course.get_parent()) is None


def test_only_an_exam_right_under_the_course_is_its_exam(course):
    misplaced = make_quiz_page(course, "Check beside the modules", live=True)
    second = make_quiz_page(course, "Second exam", purpose="exam")
    misplaced.move(course, pos="first-child")
    second.refresh_from_db()
    outline = outline_of(course.pk)
    assert outline.exam.title == "Exam"
    assert not outline.offers(misplaced.pk)
    assert not outline.offers(second.pk)


def test_an_unpublished_course_offers_nothing(course):
    lesson = LessonPage.objects.get(title="Lesson 1.1")
    assert outline_of(course.pk).offers(lesson.pk)
    course.unpublish()
    assert not outline_of(course.pk).offers(lesson.pk)


def test_a_cache_that_lost_its_generation_brings_back_nothing_of_before(course):
    cache.clear()
    outline_of(course.pk)
    cache.delete(GENERATION)
    LessonPage.objects.filter(title="Lesson 1.1").update(title="Go and see")
    assert titles(outline_of(course.pk).activities)[0] == "Go and see"

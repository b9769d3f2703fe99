"""Where the one button of a course leads."""

from fractions import Fraction

from content.outline import Activity, Module, Outline
from courses.continuing import way_of
from courses.progress import QuizResult, progress_of
from tests.conftest import AT

FIRST = Activity(11, "lesson", "Look", "/look/", 20, True, 1)
SECOND = Activity(12, "lesson", "Ask", "/ask/", 20, True, 2)
CHECK = Activity(13, "check", "Check", "/check/", 15, True, 1, pass_mark=80)
EXAM = Activity(90, "exam", "Exam", "/exam/", 120, True, 1, pass_mark=70, needs_all_else=True)
COURSE = Outline(1, "Course", "/", (Module(1, 1, "M1", "One", "/1/", 55, (FIRST, SECOND, CHECK)),), EXAM)
PASSED = QuizResult(Fraction(1), is_passed=True, passed_at=AT, began_at=AT)
OPEN = QuizResult(is_open=True, began_at=AT)


def way(*lessons, quizzes=None, outline=COURSE, **more):
    done = dict.fromkeys(lessons, AT)
    found = way_of(progress_of(outline, lessons_done=done, quizzes=quizzes or {}, **more))
    return found.kind, found.activity and found.activity.id, found.module_number, found.is_open


def test_a_newcomer_starts_a_module():
    assert way() == ("module", 11, 1, False)


def test_within_a_module_the_next_lesson_is_gone_on_with():
    assert way(11) == ("lesson", 12, 1, False)


def test_after_the_lessons_comes_the_check():
    assert way(11, 12) == ("check", 13, 1, False)


def test_a_sitting_under_way_is_known():
    assert way(11, 12, quizzes={13: OPEN}) == ("check", 13, 1, True)
    assert way(11, 12, quizzes={13: PASSED, 90: OPEN}) == ("exam", 90, None, True)


def test_after_the_modules_comes_the_exam():
    assert way(11, 12, quizzes={13: PASSED}) == ("exam", 90, None, False)


def test_a_completed_course_leads_nowhere_even_if_it_grew_since():
    assert way(11, 12, quizzes={13: PASSED, 90: PASSED}) == ("completed", None, None, False)
    assert way(11, completed_at=AT) == ("completed", None, None, False)


def test_an_empty_course_leads_nowhere():
    assert way(outline=Outline(1, "Course", "/", (), None)) == ("nothing", None, None, False)

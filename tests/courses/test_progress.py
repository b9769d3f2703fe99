"""How far a learner has come, from outline and facts alone."""

from datetime import timedelta
from fractions import Fraction

from content.outline import Activity, Module, Outline
from courses.progress import QuizResult, progress_of
from tests.conftest import AT

DAY = timedelta(days=1)


def lesson(page_id, number=1, **more):
    return Activity(
        page_id, "lesson", f"Lesson {page_id}", f"/{page_id}/", 20, True, number, number == 1, **more
    )


def check(page_id):
    return Activity(page_id, "check", "Check", f"/{page_id}/", 15, True, 1, pass_mark=80)


def module(number, *activities):
    minutes = sum(a.minutes for a in activities)
    return Module(100 + number, number, f"M{number}", f"Module {number}", f"/m{number}/", minutes, activities)


EXAM = Activity(90, "exam", "Exam", "/90/", 120, True, 1, pass_mark=70, needs_all_else=True)
MODULES = (module(1, lesson(11), lesson(12, 2), check(13)), module(2, lesson(21), check(22)))
COURSE = Outline(1, "Course", "/", MODULES, EXAM)
PASSED = QuizResult(Fraction(9, 10), is_passed=True, passed_at=AT, began_at=AT)


def progress(*, lessons=(), passed=(), outline=COURSE, quizzes=None, **more):
    quizzes = dict.fromkeys(passed, PASSED) | (quizzes or {})
    return progress_of(outline, lessons_done=dict.fromkeys(lessons, AT), quizzes=quizzes, **more)


def states(found):
    return [m.state for m in found.modules], found.exam.state


def test_a_newcomer_begins_with_the_first_lesson_and_the_exam_is_locked():
    found = progress()
    assert found.following.id == 11
    assert states(found) == (["now", "todo"], "locked")
    assert not found.is_complete


def test_a_module_is_done_with_its_lessons_and_its_check():
    assert states(progress(lessons=[11, 12]))[0] == ["now", "todo"]
    assert states(progress(lessons=[11, 12], passed=[13]))[0] == ["done", "now"]


def test_a_check_not_passed_is_still_to_do():
    failed = QuizResult(Fraction(1, 2), is_passed=False, began_at=AT)
    found = progress(lessons=[11, 12], quizzes={13: failed})
    assert found.following.id == 13
    assert found.modules[0].percent == 50


def test_the_exam_opens_with_the_last_thing_before_it():
    found = progress(lessons=[11, 12, 21], passed=[13])
    assert (found.following.id, found.exam.state) == (22, "locked")
    found = progress(lessons=[11, 12, 21], passed=[13, 22])
    assert (found.following.id, found.exam.state) == (90, "now")
    assert [a.id for a in found.missing] == [90]


def test_all_done_is_complete_and_nothing_follows():
    found = progress(lessons=[11, 12, 21], passed=[13, 22, 90])
    assert found.is_complete
    assert found.following is None
    assert states(found) == (["done", "done"], "done")


def test_a_learner_goes_on_where_they_stopped():
    assert progress(last_page_id=21).following.id == 21


def test_a_learner_who_finished_where_they_stopped_goes_on_after_it():
    assert progress(lessons=[12], last_page_id=12).following.id == 13


def test_what_was_left_out_comes_up_at_the_end():
    found = progress(lessons=[12, 21], passed=[13, 22], last_page_id=22)
    assert found.following.id == 11


def test_completed_stays_completed_when_a_lesson_is_added_later():
    longer = Outline(1, "Course", "/", (*COURSE.modules, module(3, lesson(31))), EXAM)
    found = progress(lessons=[11, 12, 21], passed=[13, 22, 90], outline=longer, completed_at=AT)
    assert found.is_complete
    assert found.following.id == 31
    assert found.modules[2].state == "now"


def test_what_was_done_on_pages_that_are_gone_does_not_count():
    found = progress(lessons=[11, 77])
    assert (found.lessons_done, found.lessons) == (1, 3)


def test_what_is_not_required_is_never_missing():
    extra = Activity(14, "lesson", "More", "/14/", 10, False, 3)
    outline = Outline(1, "Course", "/", (module(1, lesson(11), extra),), None)
    found = progress(lessons=[11], outline=outline)
    assert found.is_complete
    assert found.modules[0].state == "done"


def test_a_course_that_asks_nothing_is_never_complete():
    assert not progress(outline=Outline(1, "Empty", "/", (), None)).is_complete


def test_minutes_are_those_of_what_is_done():
    found = progress(lessons=[11, 12], passed=[13])
    assert (found.minutes_done, found.minutes) == (55, 210)
    assert found.modules[0].minutes_done == 55


def test_a_module_lasted_from_the_first_thing_done_in_it_to_the_last():
    found = progress_of(
        COURSE,
        lessons_done={11: AT, 12: AT + 2 * DAY},
        quizzes={13: QuizResult(Fraction(1, 2), began_at=AT + 3 * DAY)},
    )
    assert (found.modules[0].began_at, found.modules[0].ended_at) == (AT, AT + 3 * DAY)
    assert found.modules[1].began_at is None


def test_per_cent_is_rounded_down_so_that_a_fail_never_reads_as_the_pass_mark():
    assert QuizResult(Fraction(6999, 10000)).percent == 69
    assert QuizResult(Fraction(7, 10)).percent == 70
    assert QuizResult().percent is None

"""Today's standard work: which three things, in which order, in which words."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

from courses.models import Enrolment
from courses.planning import Place, Sheet, Task, tasks_of
from courses.progress import QuizResult, progress_of
from courses.quiz.admitting import Admission
from tests.conftest import AT
from tests.courses.test_progress import COURSE, PASSED

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
PROMISE = Task("Ask the night team", "You said you would.", "", "Mark as done", follow_up_id=7)


def place(*, lessons=(), quizzes=None, seen=None, entry=None, sheets=(), completed_at=None):
    """seen: (page id, when) of the page seen last."""
    page, seen_at = seen or (None, None)
    progress = progress_of(
        COURSE,
        lessons_done=dict.fromkeys(lessons, AT - DAY),
        quizzes=quizzes or {},
        last_page_id=page,
        completed_at=completed_at,
    )
    enrolment = Enrolment(last_page_id=page, last_seen_at=seen_at)
    return Place(enrolment, COURSE, progress, entry, sheets)


def tasks(*places, due=()):
    return tasks_of(places, due, AT)


def before_the_exam(**more):
    return place(lessons=[11, 12, 21], quizzes={13: PASSED, 22: PASSED} | more.pop("quizzes", {}), **more)


def test_a_newcomer_starts_with_the_first_lesson():
    (task,) = tasks(place())
    assert (task.title, task.text) == ("Lesson 1: Lesson 11", "Module 1, 20 min.")
    assert (task.url, task.action, task.minutes) == ("/11/", "Start", 20)


def test_a_lesson_left_half_read_is_continued_and_says_when():
    said = {
        tasks(place(seen=(12, AT - days * DAY), lessons=[11]))[0].text.removeprefix("Module 1, 20 min. ")
        for days in (0, 1, 3, 9)
    }
    assert said == {
        "You stopped here today.",
        "You stopped here yesterday.",
        "You stopped here on Friday.",
        "You stopped here on 14 November.",
    }
    assert tasks(place(seen=(12, AT), lessons=[11]))[0].action == "Continue"


def test_after_the_lessons_of_a_module_its_check_comes_next():
    (task,) = tasks(place(lessons=[11, 12], entry=Admission("open")))
    assert task.title == "Check of module 1: Module 1"
    assert task.text == "15 min. You master the module with 80 %."
    assert task.action == "Start the check"


def test_a_check_taken_before_says_how_it_went():
    quizzes = {13: QuizResult(Fraction(3, 5), began_at=AT)}
    (task,) = tasks(place(lessons=[11, 12], quizzes=quizzes, entry=Admission("open")))
    assert task.text.endswith("Best so far: 60 %.")
    assert task.action == "Try again"


def test_a_check_left_behind_stays_on_the_plan():
    titles = [task.title for task in tasks(place(lessons=[11, 12], seen=(21, AT)))]
    assert titles == ["Lesson 1: Lesson 21", "Check of module 1: Module 1"]


def test_the_exam_is_announced_when_all_else_is_done():
    (task,) = tasks(before_the_exam(entry=Admission("open")))
    assert task.title == "Exam: it is open for you"
    assert task.text == "2 h in one sitting. You pass with 70 %."


def test_a_retake_too_early_is_a_day_to_prepare_for():
    failed = {90: QuizResult(Fraction(1, 2), began_at=AT - DAY)}
    waiting = Admission("waiting", opens_at=AT + 3 * DAY, is_retake=True)
    (task,) = tasks(before_the_exam(quizzes=failed, entry=waiting))
    assert task.title == "Prepare to take it again: Exam"
    assert task.text == "You may take it again from Thursday 26 November, 09:30."
    assert (task.action, task.minutes) == ("See what to review", 0)


def test_a_sitting_under_way_comes_before_everything():
    sheet = Sheet("Exam", "/attempts/1/", 72 * HOUR / 60, 12, 60)
    found = tasks(before_the_exam(sheets=(sheet,), entry=Admission("resume")), due=[PROMISE])
    assert [task.title for task in found] == ["Finish: Exam", "Ask the night team"]
    assert found[0].text == "You have 1 h 12 min left. 12 of 60 answered."


def test_what_runs_out_first_comes_first():
    sheets = tuple(
        Sheet(name, "/", left, 0, 5)
        for name, left in [("C", None), ("B", 2 * HOUR), ("A", HOUR), ("D", None)]
    )
    found = tasks(place(sheets=sheets))
    assert [task.title for task in found] == ["Finish: A", "Finish: B", "Finish: C"]


def test_when_the_time_is_up_the_result_is_next():
    (task, _lesson) = tasks(place(sheets=(Sheet("Exam", "/attempts/1/", -HOUR, 3, 60),)))
    assert (task.title, task.action) == ("Exam", "See the result")


def test_there_are_never_more_than_three_things():
    other = place(lessons=[11, 12], seen=(21, AT))
    found = tasks(place(), other, due=[PROMISE, PROMISE, PROMISE])
    assert [task.title for task in found] == [
        "Lesson 1: Lesson 11",
        "Ask the night team",
        "Lesson 1: Lesson 21",
    ]


def test_promises_fill_what_the_course_leaves_free():
    found = tasks(place(), due=[PROMISE, PROMISE, PROMISE])
    assert [task.follow_up_id for task in found] == [None, 7, 7]


def test_a_certificate_is_news_for_two_weeks():
    exam = {90: PASSED}
    fresh = before_the_exam(quizzes=exam, completed_at=AT - 3 * DAY)
    (task,) = tasks(fresh)
    assert (task.title, task.text) == ("Your certificate: Course", "You completed it on Friday 20 November.")
    assert tasks(before_the_exam(quizzes=exam, completed_at=AT - 14 * DAY)) == ()


def test_a_lesson_added_after_the_completion_says_that_it_is_new():
    (task,) = tasks(place(lessons=[11], completed_at=AT - 90 * DAY))
    assert task.text == "Module 1, 20 min. It is new since you completed the course."


def test_the_checks_of_a_certificate_are_counted_without_the_exam():
    found = before_the_exam(quizzes={22: QuizResult(Fraction(Decimal("0.79")))})
    assert (len(found.checks), found.checks_done) == (2, 1)


def test_of_several_courses_each_task_names_its_own():
    texts = [task.text for task in tasks(place(), place(lessons=[11]))]
    assert texts == ["Course. Module 1, 20 min.", "Course. Module 1, 20 min."]

"""Study and waiting on the course map: three modules of 35 minutes and an exam of 120."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest

from content.outline import Activity, Module, Outline
from courses.mapping import Wait, totals_of, waits_of
from courses.progress import QuizResult, progress_of

EXAM = Activity(90, "exam", "Exam", "/90/", 120, True, 1, pass_mark=70, needs_all_else=True)


def module(number: int) -> Module:
    lesson = Activity(number * 10 + 1, "lesson", "Lesson", "/l/", 20, True, 1)
    check = Activity(number * 10 + 2, "check", "Check", "/c/", 15, True, 1, pass_mark=80)
    return Module(number * 100, number, f"M{number}", f"Module {number}", "/m/", 35, (lesson, check))


COURSE = Outline(1, "Course", "/", (module(1), module(2), module(3)), EXAM)


def nov(day: int, hour: int = 9) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=UTC)


def progress(lessons: dict[int, int], passed: dict[int, int], *, completed_at: datetime | None = None):
    """lessons, passed: page id -> day of November."""
    results = {
        quiz: QuizResult(Fraction(9, 10), is_passed=True, passed_at=nov(day), began_at=nov(day))
        for quiz, day in passed.items()
    }
    done = {lesson: nov(day) for lesson, day in lessons.items()}
    return progress_of(COURSE, lessons_done=done, quizzes=results, completed_at=completed_at)


# The first module from 2 to 3 November, the second from 5 to 6 November.
TWO_DONE = progress({11: 2, 21: 5}, {12: 3, 22: 6})
ALL_BUT_THE_EXAM = progress({11: 2, 21: 5, 31: 10}, {12: 3, 22: 6, 32: 10})


def test_a_wait_lasts_from_the_end_of_a_module_to_the_beginning_of_the_next():
    assert waits_of(TWO_DONE, nov(6))[0] == Wait(2, days=2)


def test_the_wait_before_the_step_where_the_learner_stands_goes_on():
    assert waits_of(TWO_DONE, nov(7)) == (Wait(2, days=2), Wait(3, days=1), None)
    assert waits_of(TWO_DONE, nov(12)) == (Wait(2, days=2), Wait(3, days=6), None)


def test_nobody_has_waited_after_a_module_that_is_not_done():
    found = progress({11: 2, 21: 5}, {})
    assert waits_of(found, nov(12)) == (None, None, None)


def test_a_module_begun_before_the_one_before_it_ended_was_not_waited_for():
    found = progress({11: 2, 21: 3}, {12: 5})
    assert waits_of(found, nov(12))[0] == Wait(2, days=0)


def test_the_wait_before_the_exam_counts_until_its_first_sitting():
    assert waits_of(ALL_BUT_THE_EXAM, nov(14))[2] == Wait(None, days=4)
    sat = progress({11: 2, 21: 5, 31: 10}, {12: 3, 22: 6, 32: 10, 90: 12})
    assert waits_of(sat, nov(14))[2] == Wait(None, days=2)


def test_days_are_those_of_the_learners_time_zone():
    done_late = QuizResult(Fraction(1), is_passed=True, passed_at=nov(3, 23), began_at=nov(3, 23))
    found = progress_of(COURSE, lessons_done={11: nov(2), 21: nov(4, 6)}, quizzes={12: done_late})
    assert waits_of(found, nov(6))[0] == Wait(2, days=1)
    # An hour before midnight in London is the next day in Berlin.
    assert waits_of(found, nov(6).astimezone(ZoneInfo("Europe/Berlin")))[0] == Wait(2, days=0)


def test_the_totals_of_a_worked_example():
    found = totals_of(TWO_DONE, enrolled_at=nov(2), at=nov(12))
    assert (found.enrolled_on, found.lead_days) == (date(2026, 11, 2), 10)
    assert (found.minutes_done, found.minutes) == (70, 225)
    assert found.longest == Wait(3, days=6)
    # 70 minutes in 10 days; the third module takes 35 more, so 5 days.
    assert (found.outlook, found.ready_on) == ("dated", date(2026, 11, 17))


def test_a_wait_of_no_day_is_not_the_longest():
    found = progress({11: 2, 21: 3}, {12: 3})
    assert totals_of(found, enrolled_at=nov(2), at=nov(4)).longest is None


def test_no_pace_is_reckoned_before_a_whole_module_is_done():
    found = totals_of(progress({11: 2}, {}), enrolled_at=nov(2), at=nov(12))
    assert (found.outlook, found.ready_on) == ("unknown", None)


def test_a_module_done_on_the_day_of_enrolment_counts_as_a_day():
    found = totals_of(progress({11: 2}, {12: 2}), enrolled_at=nov(2), at=nov(2, 11))
    # 35 minutes in a day, 70 left.
    assert found.ready_on == date(2026, 11, 4)


def test_a_day_years_ahead_is_not_given_as_a_date():
    found = totals_of(progress({11: 2}, {12: 2}), enrolled_at=nov(2), at=nov(2) + timedelta(days=400))
    assert (found.outlook, found.ready_on) == ("far", None)


def test_with_all_but_the_exam_done_the_learner_is_ready_now():
    assert totals_of(ALL_BUT_THE_EXAM, enrolled_at=nov(2), at=nov(12)).outlook == "ready"


@pytest.mark.parametrize("later", [12, 29])
def test_the_lead_time_ends_with_the_completion(later):
    done = {12: 3, 22: 6, 32: 10, 90: 12}
    found = progress({11: 2, 21: 5, 31: 10}, done, completed_at=nov(12))
    totals = totals_of(found, enrolled_at=nov(2), at=nov(later))
    assert (totals.outlook, totals.lead_days) == ("completed", 10)

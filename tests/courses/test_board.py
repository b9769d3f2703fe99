"""The board: what one look at it says, to whom, and what it costs."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from content.models import LessonPage, ModulePage
from courses.boarding import board_of, greeting
from courses.completing import complete_due_enrolments, complete_lesson
from courses.enrolling import withdraw
from courses.following_up import add_follow_up, finish_follow_up
from courses.models import Completion
from courses.quiz.attempting import save_answer, start_attempt, submit_attempt
from tests.conftest import AT
from tests.courses.building import make_enrolment, make_exam, make_quiz
from tests.factories import make_course, make_learner

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
TODAY = AT.date()


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(AT, tick=False) as clock:
        yield clock


@pytest.fixture
def enrolment():
    return make_enrolment(make_course("Lean Leaders"), make_learner("Ines Calder"))


@pytest.fixture
def learner(client, enrolment):
    client.force_login(enrolment.learner)
    return client


def look(client) -> str:
    return " ".join(client.get("/board/").content.decode().split())


def done(enrolment, days_ago):
    """Complete the first lesson that is not done, so many days ago."""
    known = enrolment.lesson_completions.values("lesson")
    lesson = LessonPage.objects.descendant_of(enrolment.course).exclude(pk__in=known).first()
    return complete_lesson(enrolment, lesson, at=AT - days_ago * DAY)


@pytest.mark.parametrize(
    ("hour", "said"),
    [(4, "evening"), (5, "morning"), (11, "morning"), (12, "afternoon"), (17, "afternoon"), (18, "evening")],
)
def test_the_greeting_follows_the_day(hour, said):
    assert greeting(hour, "Ines") == f"Good {said}, Ines."


def test_the_hour_is_that_of_the_site(enrolment, settings):
    settings.TIME_ZONE = "Asia/Tokyo"
    assert board_of(enrolment.learner).at == datetime(2026, 11, 23, 18, 30, tzinfo=ZoneInfo("Asia/Tokyo"))
    assert board_of(enrolment.learner).greeting == "Good evening, Ines."


def test_strangers_are_asked_to_sign_in(client):
    assert client.get("/board/")["Location"] == "/accounts/login/?next=/board/"


def test_no_cache_keeps_a_board(learner):
    assert "no-store" in learner.get("/board/")["Cache-Control"]


def test_one_look_says_the_day_the_name_and_how_much_there_is_to_do(learner):
    page = look(learner)
    assert "Monday, 23 November" in page
    assert "<h1>Good morning, Ines. One thing today.</h1>" in page
    assert "About 20 min in all." in page


def test_the_strip_says_where_the_learner_is(learner, enrolment):
    make_exam(enrolment.course, needs_all_else=True)
    page = look(learner)
    assert 'aria-label="Your place in Lean Leaders"' in page
    assert page.count('aria-current="step"') == 1
    assert "Opens when all before it is done" in page


def test_who_is_on_no_course_is_shown_the_way_to_one(client):
    client.force_login(make_learner("Ines Calder"))
    page = look(client)
    assert "Good morning, Ines. Choose a course to begin with." in page
    assert "See the courses" in page
    assert "Follow-ups" not in page


def test_a_course_left_behind_leaves_the_board(learner, enrolment):
    withdraw(enrolment, at=AT)
    assert "No course yet" in look(learner)


def test_the_course_seen_last_comes_first(enrolment):
    other = make_enrolment(make_course("Lean Coaches"), enrolment.learner, at=AT - DAY)
    other.last_seen_at = AT + timedelta(minutes=1)
    other.save()
    board = board_of(enrolment.learner, at=AT)
    assert [place.outline.title for place in board.places] == ["Lean Coaches", "Lean Leaders"]
    assert len(board.tasks) == 2


def test_of_several_courses_each_has_its_name_and_can_be_chosen(learner, enrolment):
    make_enrolment(make_course("Lean Coaches"), enrolment.learner)
    page = look(learner)
    assert "From which course?" in page
    assert page.count('class="strip-title"') == 2


def test_a_sitting_under_way_is_offered_with_the_time_left(learner, enrolment, clock):
    exam = make_exam(enrolment.course, items=4, title="Final exam")
    attempt = start_attempt(enrolment, exam, at=AT)
    clock.shift(timedelta(minutes=48))
    page = look(learner)
    assert "Finish: Final exam" in page
    assert "You have 1 h 12 min left. 0 of 4 answered." in page
    assert f"/attempts/{attempt.pk}/" in page


def test_the_month_counts_lessons_and_steps_at_work(learner, enrolment):
    done(enrolment, days_ago=2)
    done(enrolment, days_ago=40)
    step = add_follow_up(enrolment, text="Ask why", due_on=TODAY)
    finish_follow_up(step, at=AT - 3 * DAY)
    board = board_of(enrolment.learner, at=AT)
    studied = [day.on.day for day in board.month.days if day.is_studied]
    assert (studied, board.month.time, board.done_this_month) == ([20, 21], (0, 20), 1)


def test_late_promises_come_first_and_done_ones_last(enrolment):
    for text, days in [("later", 4), ("late", -3), ("done", -9)]:
        add_follow_up(enrolment, text=text, due_on=TODAY + days * DAY)
    finish_follow_up(enrolment.follow_ups.get(text="done"), at=AT - DAY)
    board = board_of(enrolment.learner, at=AT)
    assert [p.row.text for p in board.promises] == ["late", "later", "done"]
    assert [p.row.text for p in board.coming] == ["later"]
    assert [task.title for task in board.tasks][1:] == ["late"]


def test_a_late_promise_says_by_how_much_and_can_be_done_or_moved(learner, enrolment):
    lesson = LessonPage.objects.first()
    late = add_follow_up(enrolment, text="Post the time", due_on=date(2026, 11, 20), lesson=lesson)
    page = look(learner)
    assert "3 days late</span>" in page
    assert "since Friday 20 November" in page
    assert f"/follow-ups/{late.pk}/done/" in page
    assert f"/follow-ups/{late.pk}/date/" in page
    assert f'From the lesson <a href="{lesson.url}">' in page


def test_what_was_done_stays_in_sight_for_two_weeks(enrolment):
    for days in (13, 15):
        step = add_follow_up(enrolment, text=f"{days} days ago", due_on=TODAY)
        finish_follow_up(step, at=AT - days * DAY)
    assert [p.row.text for p in board_of(enrolment.learner, at=AT).promises] == ["13 days ago"]


def test_what_others_promised_is_not_shown(learner, enrolment):
    other = make_enrolment(enrolment.course)
    add_follow_up(other, text="Somebody else's step", due_on=TODAY)
    assert "Somebody else" not in look(learner)


def test_the_board_says_what_the_certificate_still_asks_for(learner, enrolment):
    done(enrolment, days_ago=1)
    make_quiz(ModulePage.objects.child_of(enrolment.course).first())
    page = look(learner)
    assert "1 of 2 done" in page
    assert "0 of 1 mastered" in page


def test_a_course_made_complete_by_its_author_waits_and_looking_writes_nothing(learner, enrolment):
    attempt = start_attempt(enrolment, make_exam(enrolment.course), at=AT)
    for answer in attempt.answers.select_related("attempt", "item_version"):
        save_answer(answer, {"choice": "right0"}, at=AT)
    submit_attempt(attempt, at=AT)
    done(enrolment, days_ago=1)
    LessonPage.objects.exclude(pk__in=enrolment.lesson_completions.values("lesson")).get().unpublish()
    assert "Nothing is due today." in look(learner)
    assert not Completion.objects.exists()
    complete_due_enrolments(at=AT)
    assert "Your certificate: Lean Leaders" in look(learner)


@pytest.mark.parametrize(("courses", "lessons"), [(1, 2), (3, 9)])
def test_a_board_costs_the_same_however_much_there_is(
    client, courses, lessons, django_assert_max_num_queries
):
    learner = make_learner()
    for _ in range(courses):
        enrolment = make_enrolment(make_course(modules=2, lessons=lessons), learner)
        exam = make_exam(enrolment.course, items=4)
        start_attempt(enrolment, exam, at=AT)
        for n in range(lessons):
            done(enrolment, days_ago=n)
            add_follow_up(enrolment, text="Ask why", due_on=TODAY + n * DAY)
    client.force_login(learner)
    look(client)
    with django_assert_max_num_queries(10):
        look(client)

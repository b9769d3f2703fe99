"""What was promised at work: added, moved, done, and by nobody but the one who said it."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from content.models import LessonPage
from courses.enrolling import withdraw
from courses.errors import NotEnrolled
from courses.following_up import (
    add_follow_up,
    finish_follow_up,
    follow_ups_of,
    move_follow_up,
    standing_of,
)
from courses.models import FollowUp
from tests.conftest import AT
from tests.courses.building import make_enrolment
from tests.factories import make_learner, make_lesson

TODAY = date(2026, 11, 23)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(AT, tick=False) as clock:
        yield clock


@pytest.fixture
def enrolment(db):
    return make_enrolment()


@pytest.fixture
def learner(client, enrolment):
    client.force_login(enrolment.learner)
    return client


@pytest.fixture
def lesson(enrolment):
    return LessonPage.objects.first()


@pytest.fixture
def promise(enrolment):
    return add_follow_up(enrolment, text="Watch three prescriptions", due_on=date(2026, 11, 25), at=AT)


@pytest.mark.parametrize(
    ("due_on", "lamp", "word", "note"),
    [
        (date(2026, 11, 20), "stop", "3 days late", "since Friday 20 November"),
        (date(2026, 11, 22), "stop", "1 day late", "since Sunday 22 November"),
        (date(2025, 11, 23), "stop", "365 days late", "since Sunday 23 November 2025"),
        (date(2026, 11, 23), "wait", "Due today", ""),
        (date(2026, 11, 24), "todo", "Due tomorrow", ""),
        (date(2026, 11, 25), "todo", "Due Wednesday 25 November", ""),
        (date(2027, 1, 4), "todo", "Due Monday 4 January 2027", ""),
    ],
)
def test_each_promise_says_where_it_stands(due_on, lamp, word, note):
    found = standing_of(due_on, TODAY)
    assert (found.lamp, found.word, found.note) == (lamp, word, note)


def test_what_is_done_is_never_late():
    found = standing_of(date(2026, 11, 2), TODAY, done_on=date(2026, 11, 13))
    assert (found.lamp, found.word, found.note) == ("done", "Done", "Friday 13 November")


def test_a_promise_is_one_line(enrolment):
    assert add_follow_up(enrolment, text=" Ask\r\n why \n", due_on=TODAY).text == "Ask why"


@pytest.mark.parametrize("text", ["", "  ", "x" * 301])
def test_a_promise_says_something_and_not_too_much(enrolment, text):
    with pytest.raises(ValidationError):
        add_follow_up(enrolment, text=text, due_on=TODAY)


def test_who_has_withdrawn_promises_nothing(enrolment):
    with pytest.raises(NotEnrolled):
        add_follow_up(withdraw(enrolment, at=AT), text="Ask why", due_on=TODAY)


def test_done_keeps_its_first_moment(promise):
    finish_follow_up(promise, at=AT)
    assert finish_follow_up(promise, at=AT + HOUR).done_at == AT


def test_what_is_done_cannot_be_moved(promise):
    finish_follow_up(promise, at=AT)
    assert move_follow_up(promise, date(2026, 12, 1)).due_on == date(2026, 11, 25)


def test_follow_ups_of_a_course_left_behind_are_not_shown(enrolment, promise):
    assert list(follow_ups_of(enrolment.learner)) == [promise]
    withdraw(enrolment, at=AT)
    assert list(follow_ups_of(enrolment.learner)) == []


def test_what_was_done_long_ago_gives_way(enrolment, promise):
    finish_follow_up(promise, at=AT - 2 * HOUR)
    assert list(follow_ups_of(enrolment.learner, done_since=AT - HOUR)) == []
    assert list(follow_ups_of(enrolment.learner, done_since=AT - 3 * HOUR)) == [promise]


def test_a_plain_form_on_the_board_adds_a_follow_up(learner, enrolment):
    form = {"enrolment": enrolment.pk, "text": "Ask the night team", "due_on": "2026-11-25"}
    page = learner.post(reverse("courses:add-follow-up"), form, follow=True)
    assert page.redirect_chain == [("/board/", 302)]
    assert "On your board: Ask the night team. Due Wednesday 25 November." in page.content.decode()
    kept = FollowUp.objects.get()
    assert (kept.enrolment, kept.lesson, kept.due_on) == (enrolment, None, date(2026, 11, 25))


def test_a_form_in_a_lesson_leads_back_to_where_it_stood(learner, enrolment, lesson):
    form = {"lesson": lesson.pk, "text": "Ask why", "due_on": "2026-11-23"}
    answer = learner.post(reverse("courses:add-follow-up"), form)
    assert answer["Location"] == f"{lesson.url}#at-work"
    assert FollowUp.objects.get().lesson == lesson


def test_the_at_work_block_offers_the_form_and_then_says_what_was_promised(learner, enrolment):
    module = enrolment.course.get_children().first()
    lesson = make_lesson(module, body=[("at_work", {"body": "<p>Walk the line. Then ask.</p>"})])
    before = learner.get(lesson.url).content.decode()
    assert ">Walk the line</textarea>" in before.replace("\n", "")
    assert "Add to my board" in before
    learner.post(
        reverse("courses:add-follow-up"), {"lesson": lesson.pk, "text": "Walk", "due_on": "2026-11-24"}
    )
    after = learner.get(lesson.url).content.decode()
    assert "Due tomorrow" in after
    assert "Add to my board" not in after


def test_who_is_not_enrolled_is_told_and_given_no_form(client, enrolment):
    taster = LessonPage.objects.first()
    taster.body = [("at_work", {"body": "<p>Walk the line.</p>"}), ("reflection", {"prompt": "And you?"})]
    taster.save_revision().publish()
    page = client.get(taster.url).content.decode()
    assert "When you are enrolled, you can put this on your board" in page
    assert "When you are enrolled, you can keep a private note here." in page
    assert "courses/add-follow-up" not in page
    assert "<textarea" not in page


@pytest.mark.parametrize(
    ("text", "due_on", "said"),
    [
        ("Ask why", "2026-11-22", "Choose today or a day to come."),
        ("Ask why", "", "Choose a date."),
        ("Ask why", "soon", "Write the date as 2026-11-30."),
        ("", "2026-11-25", "Say what you will do."),
        ("x" * 301, "2026-11-25", "Say it in 300 characters or less."),
    ],
)
def test_a_refusal_says_why_and_loses_nothing(learner, enrolment, text, due_on, said):
    form = {"enrolment": enrolment.pk, "text": text, "due_on": due_on}
    answer = learner.post(reverse("courses:add-follow-up"), form)
    page = answer.content.decode()
    assert answer.status_code == 422
    # Once in the summary, once beside the field.
    assert page.count(said) == 2
    assert text in page
    assert f'name="enrolment" value="{enrolment.pk}"' in page
    assert not FollowUp.objects.exists()


def test_done_is_one_button(learner, promise):
    page = learner.post(reverse("courses:follow-up-done", args=[promise.pk]), follow=True)
    promise.refresh_from_db()
    assert promise.done_at == AT
    assert "Done: Watch three prescriptions. What did you learn?" in page.content.decode()


def test_the_date_can_be_changed_and_is_checked(learner, promise):
    address = reverse("courses:move-follow-up", args=[promise.pk])
    assert 'value="2026-11-25"' in learner.get(address).content.decode()
    assert learner.post(address, {"due_on": "2026-11-01"}).status_code == 422
    page = learner.post(address, {"due_on": "2026-11-30"}, follow=True)
    promise.refresh_from_db()
    assert promise.due_on == date(2026, 11, 30)
    assert "Moved: Watch three prescriptions. Due Monday 30 November." in page.content.decode()


def test_looking_changes_nothing(learner, promise):
    assert learner.get(reverse("courses:follow-up-done", args=[promise.pk]))["Location"] == "/board/"
    assert learner.get(reverse("courses:add-follow-up"))["Location"] == "/board/"
    promise.refresh_from_db()
    assert promise.done_at is None


def test_strangers_are_asked_to_sign_in(client, promise):
    for name in ("follow-up-done", "move-follow-up"):
        answer = client.post(reverse(f"courses:{name}", args=[promise.pk]))
        assert answer["Location"].startswith("/accounts/login/")


def test_another_persons_follow_up_does_not_exist(client, promise):
    client.force_login(make_learner())
    for name in ("follow-up-done", "move-follow-up"):
        assert client.post(reverse(f"courses:{name}", args=[promise.pk])).status_code == 404


def test_nobody_adds_to_another_persons_board(client, enrolment, lesson):
    client.force_login(make_learner())
    form = {"text": "Ask why", "due_on": "2026-11-25"}
    for origin in ({"enrolment": enrolment.pk}, {"lesson": lesson.pk}, {"enrolment": "9" * 5000}, {}):
        assert client.post(reverse("courses:add-follow-up"), form | origin).status_code == 404

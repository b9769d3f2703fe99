"""Attempts in the CMS: their story, and declaring one void; what its learner then reads."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses.marking import release_attempt
from courses.models import Attempt, AttemptEvent
from courses.quiz.attempting import save_answer, start_attempt, submit_attempt
from courses.quiz.voiding import void_attempt
from tests.conftest import AT
from tests.courses.building import author_of, make_enrolment, make_exam
from tests.courses.essays import FULL, hand_in_written, make_written, mark
from tests.courses.quiz.classes import hand_in
from tests.courses.views.sitting import answer
from tests.courses.views.sitting import door as learner_door
from tests.factories import make_course, make_learner

# Wagtail's own templates leave variables undefined.
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

REASON = {"reason": "The <b>alarm</b> went off."}


@pytest.fixture
def attempt(enrolment, exam):
    attempt = start_attempt(enrolment, exam, at=AT)
    save_answer(answer(attempt, 1), {"choice": "right0"}, at=AT)
    return submit_attempt(attempt, at=AT + timedelta(minutes=3))


def listed(quiz):
    return reverse("item_analysis:attempts", args=[quiz.pk])


def door(attempt):
    return reverse("item_analysis:attempt", args=[attempt.pk])


def test_an_author_finds_an_attempt_and_reads_what_happened(client, author, attempt, exam):
    assert listed(exam) in client.get(reverse("item_analysis:quiz_report", args=[exam.pk])).content.decode()
    page = client.get(listed(exam)).content.decode()
    assert door(attempt) in page
    assert attempt.enrolment.learner.full_name in page
    story = client.get(door(attempt)).content.decode()
    for sentence in ("Attempt 1 begun", "An answer saved", "Handed in"):
        assert sentence in story
    assert "right0" not in story


def test_an_author_declares_it_void_and_the_learner_reads_why(client, author, attempt, exam):
    page = client.post(door(attempt), REASON, follow=True).content.decode()
    attempt.refresh_from_db()
    assert (attempt.state, attempt.void_reason) == ("void", REASON["reason"])
    assert attempt.events.last().actor == author
    assert "Declared void: The &lt;b&gt;alarm&lt;/b&gt; went off." in page
    assert "Declare this attempt void" not in page
    client.force_login(attempt.enrolment.learner)
    said = client.get(learner_door("result", attempt)).content.decode()
    assert "This attempt does not count." in said
    assert "The &lt;b&gt;alarm&lt;/b&gt; went off." in said
    assert "points" not in said
    assert "Does not count" in client.get(exam.get_url()).content.decode()


@pytest.mark.parametrize("reason", ["", "   ", "x" * 501])
def test_a_reason_is_asked_for_and_has_its_length(client, author, attempt, reason):
    assert client.post(door(attempt), {"reason": reason}).status_code == 422
    assert Attempt.objects.get(pk=attempt.pk).state == "submitted"


def test_one_that_was_never_handed_in_can_be_void_too(client, author, enrolment, exam):
    attempt = start_attempt(enrolment, exam)
    client.post(door(attempt), REASON)
    client.force_login(enrolment.learner)
    assert client.get(learner_door("attempt", attempt)).url == learner_door("result", attempt)
    assert "Does not count" in client.get(exam.get_url()).content.decode()


def closed(client, attempt, statuses):
    assert client.get(door(attempt)).status_code in statuses
    assert client.post(door(attempt), REASON).status_code in statuses
    assert Attempt.objects.get(pk=attempt.pk).state == "submitted"


def test_the_author_of_another_course_finds_nothing(client, attempt, exam):
    client.force_login(author_of(make_exam(make_course())))
    closed(client, attempt, {404})
    assert client.get(listed(exam)).status_code == 404


def test_an_author_finds_nothing_of_their_own_attempt(client, author, exam):
    own = submit_attempt(start_attempt(make_enrolment(exam.get_parent().specific, author), exam))
    assert door(own) not in client.get(listed(exam)).content.decode()
    closed(client, own, {404})


@pytest.mark.parametrize("who", ["learner", "stranger"])
def test_learners_and_strangers_stay_outside(client, attempt, exam, who):
    if who == "learner":
        client.force_login(attempt.enrolment.learner)
    closed(client, attempt, {302, 403})
    assert client.get(listed(exam)).status_code in (302, 403)


def test_the_list_asks_as_much_at_any_length(client, author, exam):
    def queries(more):
        for _one in range(more):
            hand_in(exam, {})
        client.get(listed(exam))
        with CaptureQueriesContext(connection) as asked:
            client.get(listed(exam))
        return len(asked)

    assert queries(2) == queries(20)


def test_while_it_is_marked_the_story_tells_of_no_mark(client):
    exam = make_written(make_course())
    client.force_login(author_of(exam))
    attempt, marker = hand_in_written(exam), make_learner("Grace Hopper")
    mark(attempt, marker, FULL)
    assert "marked" not in told(client, attempt)
    assert "Grace Hopper" not in told(client, attempt)
    release_attempt(attempt, marker)
    assert "marked" in told(client, attempt)
    assert "Grace Hopper" in told(client, attempt)


def told(client, attempt):
    page = client.get(door(attempt)).content.decode()
    return page[page.index("What happened") :]


def test_a_story_reads_nothing_of_what_was_answered(client, author, attempt):
    with CaptureQueriesContext(connection) as asked:
        client.get(door(attempt))
    [story] = [one["sql"] for one in asked if "courses_attemptevent" in one["sql"]]
    assert '"courses_attemptevent"."payload" AS' not in story


def test_the_story_asks_as_much_at_any_length(client, author, attempt, enrolment):
    def queries():
        client.get(door(attempt))
        with CaptureQueriesContext(connection) as asked:
            client.get(door(attempt))
        return len(asked)

    before = queries()
    rows = [AttemptEvent(attempt=attempt, number=n, kind="save", at=AT) for n in range(50, 170)]
    AttemptEvent.objects.bulk_create(rows)
    assert queries() == before


def test_who_comes_second_hears_that_the_first_reason_stands(client, author, attempt):
    void_attempt(attempt, make_learner(), "A fire alarm.")
    page = client.post(door(attempt), {"reason": "Mine."}, follow=True).content.decode()
    assert "The reason given then stands." in page
    assert "The learner reads why." not in page
    assert "Mine." not in page

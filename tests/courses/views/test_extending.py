"""More time for an attempt, in the CMS; and that neither its reason nor any other reaches who marks."""

from datetime import timedelta

import pytest
from django.urls import reverse

from courses.models import Attempt
from courses.quiz.attempting import save_answer, start_attempt, submit_attempt
from tests.conftest import AT
from tests.courses.building import author_of, make_enrolment, make_exam
from tests.courses.essays import make_written, written
from tests.courses.granting import REASON, grant
from tests.courses.views.sitting import door as learner_door
from tests.factories import make_course

# Wagtail's own templates leave variables undefined.
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

END = AT + timedelta(hours=2)
WHY = "zqalarmqz in the building."
MORE = {"minutes": "15", "reason": WHY}


@pytest.fixture
def course(exam):
    return exam.get_parent().specific


@pytest.fixture
def author(client, course):
    person = author_of(course)
    client.force_login(person)
    return person


@pytest.fixture
def attempt(enrolment, exam):
    grant(enrolment.learner, break_minutes=20)
    return start_attempt(enrolment, exam, at=AT)


def door(attempt):
    return reverse("accommodations:extend", args=[attempt.pk])


def deadline(attempt):
    return Attempt.objects.get(pk=attempt.pk).deadline_at


def test_an_author_gives_more_time_and_reads_what_was_given(client, author, attempt):
    page = client.post(door(attempt), MORE, follow=True).content.decode()
    assert deadline(attempt) == END + timedelta(minutes=15)
    assert "15 minutes." in page
    assert WHY in page
    assert attempt.events.get(kind="extend").actor == author


def test_the_learner_sees_the_later_deadline_and_not_why(client, author, attempt):
    client.post(door(attempt), MORE)
    client.force_login(attempt.enrolment.learner)
    page = client.get(learner_door("question", attempt, 1)).content.decode()
    assert 'data-seconds="8100"' in page
    assert 'data-limit="135"' in page
    assert WHY not in page


@pytest.mark.parametrize("fields", [{"minutes": "0"}, {"minutes": "-5"}, {"minutes": ""}, {"reason": " "}])
def test_what_takes_time_away_or_has_no_reason_is_refused(client, author, attempt, fields):
    assert client.post(door(attempt), MORE | fields).status_code == 422
    assert deadline(attempt) == END


def test_what_is_over_offers_no_form_and_takes_none(client, author, attempt):
    submit_attempt(attempt, at=AT)
    assert "Give more time" not in client.get(door(attempt)).content.decode()
    assert "can no longer be changed" in client.post(door(attempt), MORE, follow=True).content.decode()
    assert deadline(attempt) == END


def test_an_attempt_under_way_leads_to_it(client, author, attempt):
    page = reverse("item_analysis:attempt", args=[attempt.pk])
    assert door(attempt) in client.get(page).content.decode()
    submit_attempt(attempt, at=AT)
    assert door(attempt) not in client.get(page).content.decode()


def closed(client, attempt, statuses):
    before = deadline(attempt)
    assert client.get(door(attempt)).status_code in statuses
    assert client.post(door(attempt), MORE).status_code in statuses
    assert deadline(attempt) == before


def test_nobody_extends_their_own(client, author, course, exam):
    closed(client, start_attempt(make_enrolment(course, author), exam, at=AT), {404})


def test_the_author_of_another_course_finds_nothing(client, attempt):
    client.force_login(author_of(make_exam(make_course()).get_parent().specific))
    closed(client, attempt, {404})


@pytest.mark.parametrize("who", ["learner", "stranger"])
def test_learners_and_strangers_stay_outside(client, attempt, who):
    if who == "learner":
        client.force_login(attempt.enrolment.learner)
    closed(client, attempt, {302, 403})


def test_no_reason_stands_on_the_pages_of_attempts(client, author, attempt, exam):
    client.post(door(attempt), MORE)
    submit_attempt(attempt, at=AT)
    for name, pk in (("attempts", exam.pk), ("attempt", attempt.pk), ("quiz_report", exam.pk)):
        page = client.get(reverse(f"item_analysis:{name}", args=[pk])).content.decode()
        assert WHY not in page
        assert REASON not in page


def test_nothing_of_what_is_granted_stands_where_answers_are_marked(client):
    exam = make_written(make_course())
    enrolment = make_enrolment(exam.get_parent().specific)
    client.force_login(author_of(enrolment.course))
    grant(enrolment.learner, multiplier="1.5")
    attempt = start_attempt(enrolment, exam, at=AT)
    client.post(door(attempt), MORE)
    save_answer(written(attempt), {"text": "I went and saw."}, at=AT)
    submit_attempt(attempt, at=AT)
    answer = reverse("marking:answer", args=[written(attempt).pk])
    assert "I went and saw." in client.get(answer).content.decode()
    for page in (reverse("marking:queue"), answer):
        shown = client.get(page).content.decode()
        for hidden in (WHY, REASON, "minutes more", "1.5", "180"):
            assert hidden not in shown.partition('class="ia"')[2].partition("</main>")[0]

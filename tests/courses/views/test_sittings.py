"""The doors of a sitting: who may pass, what a plain form does, what the clock says."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from courses.models import Attempt
from tests.conftest import AT
from tests.courses.views.sitting import answer, door, save, sit
from tests.factories import make_learner

pytestmark = pytest.mark.django_db


def test_strangers_are_sent_to_sign_in_and_back_to_the_same_question(client, enrolment, exam):
    page = door("question", sit(enrolment, exam), 2)
    response = client.get(page)
    assert response.url == f"/accounts/login/?next={page}"


@pytest.mark.parametrize("name", ["attempt", "review", "result"])
def test_another_learners_attempt_does_not_exist(client, enrolment, exam, name):
    attempt = sit(enrolment, exam)
    client.force_login(make_learner())
    assert client.get(door(name, attempt)).status_code == 404


def test_another_learners_answers_can_be_neither_read_nor_saved_nor_handed_in(client, enrolment, exam):
    attempt = sit(enrolment, exam)
    client.force_login(make_learner())
    assert client.get(door("question", attempt, 1)).status_code == 404
    assert client.post(door("question", attempt, 1), {"choice": "right0"}).status_code == 404
    assert client.post(door("submit", attempt)).status_code == 404
    assert save(client, attempt, 1, {"choice": ["right0"]}).status_code == 404
    attempt.refresh_from_db()
    assert attempt.state == "open"


def test_an_attempt_that_never_was_does_not_exist(learner):
    assert learner.get(reverse("courses:attempt", args=[uuid4()])).status_code == 404


def test_a_position_that_was_not_drawn_does_not_exist(learner, enrolment, exam):
    assert learner.get(door("question", sit(enrolment, exam), 3)).status_code == 404


def test_no_cache_keeps_a_page_of_an_attempt(learner, enrolment, exam):
    attempt = sit(enrolment, exam)
    for page in (door("question", attempt, 1), door("review", attempt)):
        assert "no-store" in learner.get(page)["Cache-Control"]


def test_an_exam_starts_with_the_honour_statement(learner, exam):
    response = learner.post(reverse("courses:start", args=[exam.pk]))
    assert response.status_code == 422
    assert "Tick the statement to begin." in response.content.decode()
    assert not Attempt.objects.exists()
    response = learner.post(reverse("courses:start", args=[exam.pk]), {"honour": "on"})
    assert response.url == door("attempt", Attempt.objects.get())


def test_starting_again_goes_on_with_the_attempt_under_way(learner, enrolment, exam):
    attempt = sit(enrolment, exam)
    assert learner.post(reverse("courses:start", args=[exam.pk])).url == door("attempt", attempt)


def test_those_who_are_not_enrolled_are_sent_to_the_page_of_the_quiz(client, exam):
    client.force_login(make_learner())
    assert client.post(reverse("courses:start", args=[exam.pk]), {"honour": "on"}).url == exam.get_url()
    assert not Attempt.objects.exists()


def test_a_retake_before_its_day_is_refused_in_words(learner, enrolment, exam, clock):
    learner.post(door("submit", sit(enrolment, exam)))
    clock.shift(timedelta(days=2))
    data = {"honour": "on", "reflection": "Reread."}
    response = learner.post(reverse("courses:start", args=[exam.pk]), data, follow=True)
    assert "You can take this again from 26 November 2026, 09:30." in response.content.decode()


def test_a_plain_form_saves_and_goes_on(learner, enrolment, exam):
    attempt = sit(enrolment, exam)
    response = learner.post(door("question", attempt, 1), {"choice": "right0", "go": "next"})
    assert response.url == door("question", attempt, 2)
    assert answer(attempt, 1).response == {"choice": "right0"}


def test_the_last_item_leads_to_the_review(learner, enrolment, exam):
    attempt = sit(enrolment, exam)
    assert learner.post(door("question", attempt, 2), {"go": "next"}).url == door("review", attempt)
    assert learner.post(door("question", attempt, 2), {"go": "previous"}).url == door("question", attempt, 1)


def test_flagging_keeps_the_answer_and_the_place(learner, enrolment, exam):
    attempt = sit(enrolment, exam)
    response = learner.post(door("question", attempt, 1), {"choice": "right0", "flag": "on"})
    assert response.url == door("question", attempt, 1)
    assert (answer(attempt, 1).is_flagged, answer(attempt, 1).response) == (True, {"choice": "right0"})
    learner.post(door("question", attempt, 1), {"choice": "right0", "flag": "off"})
    assert not answer(attempt, 1).is_flagged


def test_a_refused_answer_comes_back_with_the_reason(learner, enrolment, exam):
    attempt = sit(enrolment, exam)
    response = learner.post(door("question", attempt, 1), {"choice": "elsewhere"})
    assert response.status_code == 422
    assert "This answer does not belong to the question." in response.content.decode()
    assert answer(attempt, 1).response is None


@pytest.mark.parametrize(("late", "way"), [({"hours": 2, "seconds": 30}, "review"), ({"hours": 3}, "result")])
def test_a_refused_answer_after_the_end_leads_to_where_the_attempt_goes_on(
    learner, enrolment, exam, clock, late, way
):
    attempt = sit(enrolment, exam)
    clock.shift(timedelta(**late))
    response = learner.post(door("question", attempt, 1), {"choice": "elsewhere"})
    assert (response.status_code, response.url) == (302, door(way, attempt))


def test_a_refused_answer_after_handing_in_leads_to_the_result(learner, enrolment, exam):
    attempt = sit(enrolment, exam)
    learner.post(door("submit", attempt))
    assert learner.post(door("question", attempt, 1), {"choice": "elsewhere"}).url == door("result", attempt)


def test_who_had_to_sign_in_before_starting_finds_the_quiz(learner, exam):
    assert learner.get(reverse("courses:start", args=[exam.pk])).url == exam.get_url()
    assert not Attempt.objects.exists()


def test_who_had_to_sign_in_before_handing_in_finds_the_review(learner, enrolment, exam):
    attempt = sit(enrolment, exam)
    assert learner.get(door("submit", attempt)).url == door("review", attempt)
    attempt.refresh_from_db()
    assert attempt.state == "open"


def test_what_a_client_says_of_score_and_time_counts_for_nothing(learner, enrolment, exam):
    attempt = sit(enrolment, exam)
    claims = {"is_correct": "1", "points": "9", "fraction": "1", "started_at": "2000-01-01", "score": "100"}
    learner.post(door("question", attempt, 1), {"choice": "wrong1", **claims})
    learner.post(door("submit", attempt), claims)
    attempt.refresh_from_db()
    assert (attempt.fraction, attempt.started_at, attempt.submitted_at) == (0, AT, AT)


def test_the_attempt_opens_at_its_first_blank_item(learner, enrolment, exam):
    attempt = sit(enrolment, exam)
    learner.post(door("question", attempt, 1), {"choice": "right0"})
    assert learner.get(door("attempt", attempt)).url == door("question", attempt, 2)
    learner.post(door("question", attempt, 2), {"choice": "right0"})
    assert learner.get(door("attempt", attempt)).url == door("review", attempt)


def test_the_review_lists_the_unanswered_first(learner, enrolment, exam):
    attempt = sit(enrolment, exam)
    learner.post(door("question", attempt, 1), {"choice": "right0"})
    html = learner.get(door("review", attempt)).content.decode()
    assert "1 item has no answer" in html
    assert re.findall(r'<th scope="row">(\d+)</th>', html) == ["2", "1"]


def test_after_the_deadline_no_question_is_shown_and_what_is_under_way_is_taken(
    learner, enrolment, exam, clock
):
    attempt = sit(enrolment, exam)
    clock.shift(timedelta(hours=2, seconds=30))
    assert learner.get(door("question", attempt, 1)).url == door("review", attempt)
    assert save(learner, attempt, 1, {"choice": ["right0"]}).status_code == 200
    html = learner.get(door("review", attempt)).content.decode()
    assert "The time is up" in html
    # No way back to a question; the address of saving stands there for what is still on the device.
    assert f'href="{door("question", attempt, 1)}"' not in html


def test_the_first_to_look_at_an_overdue_attempt_hands_it_in(learner, enrolment, exam, clock):
    attempt = sit(enrolment, exam)
    deadline = attempt.deadline_at
    clock.shift(timedelta(hours=3))
    assert learner.get(door("question", attempt, 1)).url == door("result", attempt)
    attempt.refresh_from_db()
    assert (attempt.state, attempt.submitted_at) == ("submitted", deadline)


def test_a_late_answer_is_refused_and_changes_nothing(learner, enrolment, exam, clock):
    attempt = sit(enrolment, exam)
    clock.shift(timedelta(hours=2, seconds=61))
    response = learner.post(door("question", attempt, 1), {"choice": "right0"}, follow=True)
    assert "Your answers were handed in as they stood." in response.content.decode()
    attempt.refresh_from_db()
    assert attempt.fraction == 0


def test_handing_in_twice_shows_the_same_result(learner, enrolment, exam, clock):
    attempt = sit(enrolment, exam)
    learner.post(door("submit", attempt))
    clock.shift(timedelta(minutes=5))
    assert learner.post(door("submit", attempt)).url == door("result", attempt)
    attempt.refresh_from_db()
    assert attempt.submitted_at == AT


def test_a_void_attempt_shows_nothing_and_leads_to_where_it_says_why(learner, enrolment, exam):
    attempt = sit(enrolment, exam)
    Attempt.objects.filter(pk=attempt.pk).update(state="void", void_reason="A fire alarm.")
    for page in (door("attempt", attempt), door("question", attempt, 1), door("review", attempt)):
        assert learner.get(page).url == door("result", attempt)
    said = learner.get(door("result", attempt)).content.decode()
    assert "This attempt does not count." in said
    assert "A fire alarm." in said
    assert "Question a?" not in said


def test_a_retake_asks_for_a_reflection_and_keeps_it(learner, enrolment, exam, clock):
    learner.post(door("submit", sit(enrolment, exam)))
    clock.shift(timedelta(days=3))
    url = reverse("courses:start", args=[exam.pk])
    response = learner.post(url, {"honour": "on"})
    assert response.status_code == 422
    assert "what you have reviewed and practised since" in response.content.decode()
    learner.post(url, {"honour": "on", "reflection": "Reread the three lessons."})
    assert Attempt.objects.get(number=2).reflection == "Reread the three lessons."

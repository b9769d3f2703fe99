"""The doors of a sitting: who may pass, what a plain form does, and what never leaves."""

import json
import re
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from courses.models import Answer, Attempt
from courses.quiz.attempting import start_attempt
from tests.conftest import AT
from tests.courses.building import make_enrolment, make_exam, make_quiz, single_choice
from tests.factories import make_learner

pytestmark = pytest.mark.django_db

MARKER = "zqhiddenqz"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(AT, tick=False) as clock:
        yield clock


@pytest.fixture
def enrolment():
    return make_enrolment()


@pytest.fixture
def learner(client, enrolment):
    client.force_login(enrolment.learner)
    return client


@pytest.fixture
def exam(enrolment):
    return make_exam(enrolment.course, contents=[hidden("a"), hidden("b")])


@pytest.fixture
def check(enrolment):
    return make_quiz(enrolment.course.get_children().first(), contents=[hidden("a"), hidden("b")])


def hidden(name):
    content = single_choice(MARKER)
    return content | {"stem": f"<p>Question {name}?</p>"}


def door(name, attempt, *args):
    return reverse(f"courses:{name}", args=[attempt.pk, *args])


def sit(enrolment, quiz):
    return start_attempt(enrolment, quiz)


def answer(attempt, position):
    return Answer.objects.get(attempt=attempt, position=position)


# Who may pass


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


# Starting


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


# Answering by plain forms


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


# Autosave


def save(client, attempt, position, fields, sequence=1, **more):
    body = {"sequence": sequence, "fields": fields, **more}
    return client.post(door("save", attempt, position), json.dumps(body), content_type="application/json")


def test_autosave_stores_and_says_what_stands(learner, enrolment, exam):
    attempt = sit(enrolment, exam)
    response = save(learner, attempt, 1, {"choice": ["right0"]}, sequence=5)
    assert response.json() == {
        "stored": True,
        "sequence": 5,
        "fields": {"choice": ["right0"]},
        "saved_at": "09:30",
        "seconds_left": 7200,
    }
    again = save(learner, attempt, 1, {"choice": ["wrong1"]}, sequence=4).json()
    assert (again["stored"], again["fields"]) == (False, {"choice": ["right0"]})


def test_autosave_tells_the_signed_out_to_sign_in(client, enrolment, exam):
    response = save(client, sit(enrolment, exam), 1, {"choice": ["right0"]})
    assert response.status_code == 401
    assert "sign in" in response.json()["message"]


def test_autosave_after_the_end_is_a_conflict(learner, enrolment, exam):
    attempt = sit(enrolment, exam)
    learner.post(door("submit", attempt))
    assert save(learner, attempt, 1, {"choice": ["right0"]}).status_code == 409


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "null",
        '{"sequence": 1}',
        '{"sequence": "1", "fields": {}}',
        '{"sequence": true, "fields": {}}',
        '{"sequence": 0, "fields": {}}',
        '{"sequence": 9007199254740992, "fields": {}}',
        '{"sequence": 1, "fields": {"choice": "right0"}}',
        '{"sequence": 1, "fields": {"choice": [1]}}',
        '{"sequence": 1, "fields": {"choice": ["right0", "wrong1"]}}',
        '{"sequence": 1, "fields": {"choice": ["elsewhere"]}}',
    ],
)
def test_autosave_refuses_any_other_shape(learner, enrolment, exam, body):
    attempt = sit(enrolment, exam)
    response = learner.post(door("save", attempt, 1), body, content_type="application/json")
    assert response.status_code == 422
    assert response.json()["message"]
    assert answer(attempt, 1).response is None


def test_checks_are_not_autosaved(learner, enrolment, check):
    assert save(learner, sit(enrolment, check), 1, {"choice": ["right0"]}).status_code == 409


# The clock


def test_after_the_deadline_no_question_is_shown_and_what_is_under_way_is_taken(
    learner, enrolment, exam, clock
):
    attempt = sit(enrolment, exam)
    clock.shift(timedelta(hours=2, seconds=30))
    assert learner.get(door("question", attempt, 1)).url == door("review", attempt)
    assert save(learner, attempt, 1, {"choice": ["right0"]}).status_code == 200
    html = learner.get(door("review", attempt)).content.decode()
    assert "The time is up" in html
    assert door("question", attempt, 1) not in html


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


# What never leaves


def every_byte(client, attempt):
    """Walk the whole exam, right, wrong and refused, and return all that was sent."""
    sent = []
    for position in (1, 2):
        sent.append(client.get(door("question", attempt, position)))
        sent.append(client.post(door("question", attempt, position), {"choice": "elsewhere"}))
        sent.append(save(client, attempt, position, {"choice": ["right0"]}, sequence=position))
        sent.append(save(client, attempt, position, {"choice": ["bad"]}, sequence=9))
        sent.append(client.post(door("question", attempt, position), {"choice": "wrong1"}, follow=True))
        sent.append(client.get(door("question", attempt, position) + "?again&reveal"))
        for do in ("check", "reveal"):
            data = {"choice": "right0", "do": do}
            sent.append(client.post(door("question", attempt, position), data, follow=True))
    sent.append(client.get(door("review", attempt)))
    sent.append(client.post(door("submit", attempt), follow=True))
    sent.append(client.get(door("question", attempt, 1), follow=True))
    sent.append(client.get(door("review", attempt), follow=True))
    return "".join(response.content.decode() + str(response.headers) for response in sent)


def test_no_byte_of_an_exam_holds_key_or_feedback(learner, enrolment, exam):
    sent = every_byte(learner, sit(enrolment, exam))
    assert "Question a?" in sent
    assert MARKER not in sent
    assert "is_right" not in sent
    assert 'data-result="best"' not in sent
    assert 'data-result="not-yet"' not in sent


def test_options_stand_in_the_order_drawn_not_in_the_authors(learner, enrolment):
    exam = make_exam(enrolment.course, contents=[single_choice(options=8) for _ in range(8)])
    attempt = sit(enrolment, exam)
    shown = []
    for position in range(1, 9):
        html = learner.get(door("question", attempt, position)).content.decode()
        shown.append(re.findall(r'name="choice" value="(\w+)"', html))
    drawn = [answer(attempt, position).option_order["options"] for position in range(1, 9)]
    assert shown == drawn
    assert any(order != sorted(order) for order in shown)


def test_the_result_of_an_exam_names_lessons_and_no_item(learner, enrolment, exam):
    attempt = sit(enrolment, exam)
    html = learner.post(door("submit", attempt), follow=True).content.decode()
    assert "You have not passed yet." in html
    assert "0 of 2 points." in html
    assert "Question a?" not in html
    assert "Option 0" not in html


# Checks


def test_a_check_says_at_once_why_and_not_what_is_right(learner, enrolment, check):
    attempt = sit(enrolment, check)
    before = learner.get(door("question", attempt, 1)).content.decode()
    assert MARKER not in before
    html = learner.post(door("question", attempt, 1), {"choice": "wrong1"}, follow=True).content.decode()
    assert f"because {MARKER}" in html
    assert 'data-result="not-yet"' in html
    assert 'data-result="best"' not in html
    assert f"general {MARKER}" not in html


def test_an_answer_must_be_given_before_it_is_checked(learner, enrolment, check):
    attempt = sit(enrolment, check)
    response = learner.post(door("question", attempt, 1))
    assert response.status_code == 422
    assert "Give an answer first, then check it." in response.content.decode()
    assert answer(attempt, 1).checked_at is None


def test_the_first_checked_answer_counts_and_later_tries_do_not(learner, enrolment, check):
    attempt = sit(enrolment, check)
    for position in (1, 2):
        learner.post(door("question", attempt, position), {"choice": "wrong1"})
        html = learner.post(door("question", attempt, position), {"choice": "right0"}, follow=True)
        assert 'data-result="best"' in html.content.decode()
    learner.post(door("submit", attempt))
    attempt.refresh_from_db()
    assert attempt.fraction == 0
    assert answer(attempt, 1).response == {"choice": "wrong1"}


def test_trying_again_begins_with_a_blank_sheet(learner, enrolment, check):
    attempt = sit(enrolment, check)
    learner.post(door("question", attempt, 1), {"choice": "wrong1"})
    html = learner.get(door("question", attempt, 1) + "?again").content.decode()
    assert MARKER not in html
    assert " checked" not in html


def test_the_answer_is_shown_only_to_those_who_gave_one(learner, enrolment, check):
    attempt = sit(enrolment, check)
    learner.post(door("question", attempt, 1), {"do": "reveal"})
    assert MARKER not in learner.get(door("question", attempt, 1)).content.decode()
    learner.post(door("question", attempt, 1), {"choice": "wrong1"})
    html = learner.post(door("question", attempt, 1), {"do": "reveal"}, follow=True).content.decode()
    assert 'data-result="best"' in html
    assert answer(attempt, 1).is_revealed


def test_a_check_mastered_says_so(learner, enrolment, check):
    attempt = sit(enrolment, check)
    for position in (1, 2):
        learner.post(door("question", attempt, position), {"choice": "right0"})
    html = learner.post(door("submit", attempt), follow=True).content.decode()
    assert "You have mastered this module." in html

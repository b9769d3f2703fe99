"""Autosave: the one door that speaks JSON."""

import pytest
from django.conf import settings
from django.test import Client

from tests.courses.views.sitting import answer, door, save, sit

pytestmark = pytest.mark.django_db


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
        "[" * 200_000,
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


@pytest.mark.parametrize(
    "fields", [{"text": ["Jidoka"]}, {"value": ["5"]}, {"left-a": ["b"], "pos-a": ["1"]}, {"Choice": ["a"]}]
)
def test_what_belongs_to_another_kind_of_item_is_refused_and_blanks_nothing(learner, enrolment, exam, fields):
    attempt = sit(enrolment, exam)
    save(learner, attempt, 1, {"choice": ["right0"]}, sequence=1)
    assert save(learner, attempt, 1, fields, sequence=2).status_code == 422
    assert answer(attempt, 1).response == {"choice": "right0"}


@pytest.mark.parametrize("fields", [{}, {"choice": []}, {"choice": [""]}])
def test_an_answer_can_be_taken_back(learner, enrolment, exam, fields):
    attempt = sit(enrolment, exam)
    save(learner, attempt, 1, {"choice": ["right0"]}, sequence=1)
    assert save(learner, attempt, 1, fields, sequence=2).json()["stored"] is True
    assert answer(attempt, 1).response is None


def test_autosave_refuses_a_form_with_files_in_words(enrolment, exam):
    # Only where tokens are asked for is such a form read before it comes here.
    strict, token = Client(enforce_csrf_checks=True), "a" * 32
    strict.force_login(enrolment.learner)
    strict.cookies[settings.CSRF_COOKIE_NAME] = token
    given = {"choice": "right0", "csrfmiddlewaretoken": token}
    response = strict.post(door("save", sit(enrolment, exam), 1), given)
    assert response.status_code == 422
    assert response.json()["message"] == "This answer could not be read. Reload the page."


def test_checks_are_not_autosaved(learner, enrolment, check):
    assert save(learner, sit(enrolment, check), 1, {"choice": ["right0"]}).status_code == 409

"""What of a blueprint reaches a sitting: points, enemies, items on trial, and what people mark."""

import pytest
from django.urls import reverse

from content.models import BlueprintLine, Objective
from courses.quiz.attempting import save_answer, start_attempt, submit_attempt
from tests.conftest import AT
from tests.content.items.examples import essay
from tests.courses.building import make_bank, make_enrolment, make_exam, make_version, single_choice
from tests.courses.quiz.sitting import answers

pytestmark = pytest.mark.django_db


def bank_of(exam):
    return exam.blueprint.get().bank


def test_an_item_on_trial_is_asked_besides_and_changes_no_result(enrolment):
    exam = make_exam(enrolment.course, items=3, count=3, trial_items=1)
    make_version(bank_of(exam), pool="exam", is_trial=True)
    attempt = start_attempt(enrolment, exam, at=AT)
    found = answers(attempt)
    assert sorted((a.is_trial, a.max_points) for a in found) == [
        (False, 1),
        (False, 1),
        (False, 1),
        (True, 0),
    ]
    for answer in found:
        save_answer(answer, {"choice": "wrong1" if answer.is_trial else "right0"}, at=AT)
    done = submit_attempt(attempt, at=AT)
    assert (done.points, done.max_points, done.is_passed) == (3, 3, True)


def test_an_item_on_trial_looks_like_any_other(client, enrolment):
    exam = make_exam(enrolment.course, items=1, count=1, trial_items=1)
    make_version(bank_of(exam), pool="exam", is_trial=True)
    attempt = start_attempt(enrolment, exam)
    client.force_login(enrolment.learner)
    pages = [client.get(reverse("courses:question", args=[attempt.pk, n])).content.decode() for n in (1, 2)]
    assert ["1 point." in page for page in pages] == [True, True]
    assert ["Not scored" in page for page in pages] == [False, False]


def test_a_line_gives_its_points_to_each_of_its_items(client, enrolment):
    exam = make_exam(enrolment.course, items=2, count=2)
    BlueprintLine.objects.filter(quiz=exam).update(points=3)
    attempt = start_attempt(enrolment, exam)
    assert attempt.max_points == 6
    client.force_login(enrolment.learner)
    assert "3 points." in client.get(reverse("courses:question", args=[attempt.pk, 1])).content.decode()


def test_a_line_may_take_from_an_objective_whatever_the_bank(enrolment):
    exam = make_exam(enrolment.course, items=1, count=1)
    objective = Objective.objects.create(code="S99", group="G", content="Taught", assessment="Assessed")
    wanted = {make_version(make_bank(), pool="exam", objectives=("S99",)).pk for _bank in range(2)}
    make_version(make_bank(), pool="exam", objectives=("S98",))
    BlueprintLine.objects.filter(quiz=exam).delete()
    BlueprintLine.objects.create(quiz=exam, objective=objective, count=2)
    assert {a.item_version_id for a in answers(start_attempt(enrolment, exam, at=AT))} == wanted


def test_no_two_enemies_stand_in_one_form(enrolment):
    exam = make_exam(enrolment.course, items=2, count=2)
    for _more in range(3):
        version = make_version(bank_of(exam), pool="exam", enemy_group="takt")
        assert version.enemy_group == "takt"
    for _learner in range(5):
        one = start_attempt(make_enrolment(enrolment.course), exam, at=AT)
        assert sum(a.item_version.enemy_group == "takt" for a in answers(one)) <= 1


def test_what_people_mark_is_worth_its_points_and_says_how_many_mark_it(enrolment):
    exam = make_exam(enrolment.course, contents=[essay(), single_choice()], count=2)
    attempt = start_attempt(enrolment, exam, at=AT)
    asked = {a.item_version.content["type"]: (a.max_points, a.markers) for a in answers(attempt)}
    assert asked == {"essay": (1, 2), "single_choice": (1, 0)}


def test_nobody_marks_what_is_on_trial(enrolment):
    exam = make_exam(enrolment.course, items=1, trial_items=1)
    make_version(bank_of(exam), essay(), pool="exam", is_trial=True)
    attempt = start_attempt(enrolment, exam, at=AT)
    on_trial = next(a for a in answers(attempt) if a.is_trial)
    save_answer(on_trial, {"text": "At the gemba."}, at=AT)
    assert (on_trial.max_points, on_trial.markers) == (0, 0)
    assert submit_attempt(attempt, at=AT).state == "submitted"

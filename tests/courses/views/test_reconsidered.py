"""A learner reads that an item was decided anew, and what it did to the result, as far as that is shown."""

import pytest

from courses.marking import release_attempt
from courses.quiz.attempting import save_answer, start_attempt, submit_attempt
from tests.conftest import AT
from tests.courses.building import make_enrolment, make_exam
from tests.courses.essays import FULL, hand_in_written, make_written, mark
from tests.courses.quiz.sitting import answers
from tests.courses.regrades import regrade, version_at, with_key
from tests.courses.views.sitting import door
from tests.factories import make_course, make_learner

pytestmark = pytest.mark.django_db


def sat(enrolment, *choices, **settings):
    exam = make_exam(enrolment.course, items=len(choices), pass_mark=70, **settings)
    attempt = start_attempt(enrolment, exam, at=AT)
    for answer, choice in zip(answers(attempt), choices, strict=True):
        save_answer(answer, {"choice": choice}, at=AT)
    return submit_attempt(attempt, at=AT)


def page_of(client, attempt):
    return " ".join(client.get(door("result", attempt)).content.decode().split())


DAY = f"{AT.day} {AT:%B %Y}"


def test_without_a_decision_nothing_is_said(learner, enrolment):
    assert "Decided anew" not in page_of(learner, sat(enrolment, "right0", "wrong1"))


def test_the_day_and_the_effect_are_told_and_not_the_item(learner, enrolment):
    attempt = sat(enrolment, "right0", "wrong1", shown_at_once="score")
    regrade(version_at(attempt, 2), "full_credit")
    page = page_of(learner, attempt)
    assert f"One of your items was decided anew on {DAY}." in page
    assert "Your result went from 50 % to 100 %. With it you have passed." in page
    assert "Item 2" not in page


def test_where_items_are_shown_it_is_named(learner, enrolment):
    attempt = sat(enrolment, "right0", "wrong1", shown_at_once="solutions")
    regrade(version_at(attempt, 2), "full_credit")
    page = page_of(learner, attempt)
    assert f"Item 2 was decided anew on {DAY}." in page
    assert "Decided anew for everybody" in page


def test_a_result_that_fails_by_it_says_so(learner, enrolment):
    attempt = sat(enrolment, "right0", "right0")
    version = version_at(attempt)
    # The course has lessons that are not done, so nothing is completed.
    regrade(version, "new_key", with_key(version, "wrong1"))
    assert "from 100 % to 50 %. With it you are below the pass mark." in page_of(learner, attempt)


def test_one_that_makes_no_difference_says_that(learner, enrolment):
    attempt = sat(enrolment, "right0", "wrong1")
    regrade(version_at(attempt), "full_credit")
    assert "Your result is the same." in page_of(learner, attempt)


def test_what_was_kept_stays_as_it_was(client):
    enrolment = make_enrolment(make_course(lessons=0))
    client.force_login(enrolment.learner)
    attempt = sat(enrolment, "right0", "right0")
    version = version_at(attempt)
    regrade(version, "new_key", with_key(version, "wrong1"))
    page = page_of(client, attempt)
    assert "Your result stays as it was." in page
    assert "You passed the final exam." in page


def test_where_no_score_is_shown_no_effect_is_told(learner, enrolment):
    attempt = sat(enrolment, "right0", "wrong1", shown_at_once="nothing")
    regrade(version_at(attempt, 2), "full_credit")
    page = page_of(learner, attempt)
    assert "was decided anew" in page
    assert "Your result went" not in page


def test_while_answers_are_marked_nothing_is_said(learner, enrolment):
    attempt = hand_in_written(make_written(enrolment.course), enrolment)
    choice = next(a for a in answers(attempt) if a.item_version.content["type"] == "single_choice")
    regrade(choice.item_version, "full_credit")
    assert "decided anew" not in page_of(learner, attempt)
    marker = make_learner("Grace Hopper")
    mark(attempt, marker, FULL)
    release_attempt(attempt, marker)
    page = page_of(learner, attempt)
    assert "was decided anew" in page
    assert "Your result went" not in page


def test_a_version_asked_is_still_the_one_shown(learner, enrolment):
    """The key that was asked with is not the one that counts, so neither is shown."""
    attempt = sat(enrolment, "right0", "wrong1", shown_at_once="solutions")
    version = version_at(attempt)
    regrade(version, "accept_also", with_key(version, "wrong1"))
    page = page_of(learner, attempt)
    assert page.count("The answer") == 1

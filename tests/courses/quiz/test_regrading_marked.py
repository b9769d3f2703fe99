"""An item is decided anew in attempts that people mark, and an item that people mark."""

import pytest

from courses.errors import RegradeRefused
from courses.marking import release_attempt, waiting_answers
from courses.models import Answer, Attempt
from courses.quiz.auditing import differences
from tests.courses.building import make_enrolment
from tests.courses.essays import FULL, SOME, hand_in_written, make_written, mark, written
from tests.courses.regrades import decide, regrade, with_key
from tests.factories import make_course, make_learner

pytestmark = pytest.mark.django_db


@pytest.fixture
def exam():
    """An essay and a choice, of one point each."""
    return make_written(make_course())


@pytest.fixture
def attempt(exam):
    return hand_in_written(exam, make_enrolment(exam.get_parent().specific))


@pytest.fixture
def marker():
    return make_learner("Grace Hopper")


def choice_of(attempt):
    found = Answer.objects.select_related("item_version")
    return found.get(attempt=attempt, item_version__content__type="single_choice").item_version


def essay_of(attempt):
    return written(attempt).item_version


def row(attempt):
    return Attempt.objects.get(pk=attempt.pk)


def test_one_that_is_being_marked_has_its_result_at_the_release(attempt, marker):
    version = choice_of(attempt)
    regrade(version, "new_key", with_key(version, "wrong1"))
    assert (row(attempt).state, row(attempt).points) == ("marking", None)
    mark(attempt, marker, FULL)
    release_attempt(attempt, marker)
    assert row(attempt).points == 1
    assert differences(row(attempt)) == []


def test_an_item_dropped_while_others_are_marked_is_gone_at_the_release(attempt, marker):
    regrade(choice_of(attempt), "drop")
    assert row(attempt).max_points == 1
    mark(attempt, marker, SOME)
    release_attempt(attempt, marker)
    # 2 of the 5 points of the rubric.
    assert (row(attempt).points, row(attempt).max_points) == (row(attempt).fraction, 1)
    assert str(row(attempt).fraction) == "0.400000"
    assert differences(row(attempt)) == []


def test_marks_count_on_when_another_item_is_decided_anew(attempt, marker):
    mark(attempt, marker, SOME)
    release_attempt(attempt, marker)
    assert str(row(attempt).points) == "1.40000"
    version = choice_of(attempt)
    regrade(version, "new_key", with_key(version, "wrong1"))
    assert str(row(attempt).points) == "0.40000"
    assert differences(row(attempt)) == []


@pytest.mark.parametrize(("rule", "points", "maximum"), [("full_credit", 2, 2), ("drop", 1, 1)])
def test_what_is_given_to_all_waits_for_no_marks(attempt, exam, marker, rule, points, maximum):
    regrade(essay_of(attempt), rule)
    found = row(attempt)
    assert (found.state, found.points, found.max_points) == ("submitted", points, maximum)
    assert waiting_answers(type(exam).objects.all(), marker) == []
    assert [e.kind for e in found.events.all()][-2:] == ["regrade", "release"]
    assert differences(found) == []


def test_handed_in_afterwards_it_waits_for_no_marks_either(attempt, exam):
    regrade(essay_of(attempt), "full_credit")
    other = hand_in_written(exam, make_enrolment(exam.get_parent().specific))
    assert (other.state, other.points) == ("submitted", 2)
    assert differences(row(other)) == []


def test_marks_of_people_have_no_other_key(attempt):
    version = essay_of(attempt)
    with pytest.raises(RegradeRefused, match="People mark this item"):
        decide(version, "new_key", with_key(choice_of(attempt), "wrong1"))


def test_after_the_marks_full_credit_gives_it_all(attempt, marker):
    mark(attempt, marker, SOME)
    release_attempt(attempt, marker)
    regrade(essay_of(attempt), "full_credit")
    assert row(attempt).points == 2
    assert differences(row(attempt)) == []

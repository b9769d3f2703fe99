"""What item analysis makes of answers that were decided about for everybody."""

import pytest

from content.models import ItemVersion
from courses.quiz.appraising import report_on
from courses.quiz.collecting import Scope
from tests.courses.building import make_exam
from tests.courses.quiz.classes import hand_in, right, wrong
from tests.courses.regrades import regrade, with_key
from tests.factories import make_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def exam():
    return make_exam(make_course(), items=2)


@pytest.fixture
def version(exam):
    """The first of two items: one of four has it right, two chose the first distractor."""
    first, second = ItemVersion.objects.order_by("pk")
    for given in (right(), wrong(1), wrong(1), wrong(2)):
        hand_in(exam, {first: given, second: right()})
    return first


def facility(exam, version, *, scored=True):
    report = report_on(Scope((exam.pk,)), cut=0.7)
    [found] = [a for a in (report.scored if scored else report.unscored) if a.version == version]
    return found.statistics.facility


@pytest.mark.parametrize(
    ("rule", "has_key", "scored", "expected"),
    [
        ("new_key", True, True, 0.5),
        ("accept_also", True, True, 0.75),
        ("full_credit", False, True, 0.25),
        ("drop", False, False, 0.25),
    ],
)
def test_an_item_is_as_easy_as_its_key_that_counts_makes_it(exam, version, rule, has_key, scored, expected):
    regrade(version, rule, with_key(version, "wrong1") if has_key else None)
    assert facility(exam, version, scored=scored) == expected


def test_after_full_credit_was_taken_back_the_points_tell_again(exam, version):
    regrade(version, "full_credit")
    regrade(version, "new_key", with_key(version, "wrong1"))
    assert facility(exam, version) == 0.5

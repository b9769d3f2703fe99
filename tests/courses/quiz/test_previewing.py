"""What a decision would do is told before it is taken, and is what it then does."""

import pytest

from content.models import ItemVersion
from courses.marking import release_attempt
from courses.models import Answer, Attempt, Completion, Regrade
from courses.quiz.attempting import start_attempt, submit_attempt
from courses.quiz.previewing import preview_regrade
from tests.conftest import AT
from tests.courses.building import make_enrolment, make_exam
from tests.courses.essays import SOME, hand_in_written, make_written, mark
from tests.courses.quiz.classes import hand_in, right, wrong
from tests.courses.quiz.sitting import answer_all
from tests.courses.regrades import regrade, with_key
from tests.factories import make_course, make_learner

pytestmark = pytest.mark.django_db


@pytest.fixture
def exam():
    """Two items, and half of the points to pass."""
    return make_exam(make_course(), items=2, pass_mark=50)


@pytest.fixture
def versions(exam):
    return list(ItemVersion.objects.order_by("pk"))


@pytest.fixture
def attempts(exam, versions):
    """Five people: both right, the first alone, the second alone, none, and one who left the first out."""
    first, second = versions
    given = [(right(), right()), (right(), wrong()), (wrong(), right()), (wrong(), wrong())]
    given.append(((None, 0), wrong()))
    return [hand_in(exam, {first: one, second: other}) for one, other in given]


def told(preview):
    return (
        preview.attempts, preview.up, preview.down, preview.unchanged,
        preview.newly_passed, preview.no_longer_passed, preview.kept,
    )  # fmt: skip


def test_a_new_key_shows_who_goes_up_and_down(attempts, versions):
    preview = preview_regrade(versions[0], "new_key", key_version=with_key(versions[0], "wrong1"))
    assert told(preview) == (5, 2, 2, 1, 1, 1, 0)
    assert (preview.facility_before, preview.facility_after) == (0.4, 0.4)


def test_a_further_answer_lowers_nobody(attempts, versions):
    preview = preview_regrade(versions[0], "accept_also", key_version=with_key(versions[0], "wrong1"))
    assert told(preview) == (5, 2, 0, 3, 1, 0, 0)
    assert preview.facility_after == 0.8


def test_full_credit_raises_those_who_had_none(attempts, versions):
    assert told(preview_regrade(versions[0], "full_credit")) == (5, 3, 0, 2, 2, 0, 0)


def test_a_dropped_item_has_no_facility_any_more(attempts, versions):
    preview = preview_regrade(versions[0], "drop")
    assert told(preview) == (5, 1, 1, 3, 0, 1, 0)
    assert preview.facility_after is None


def test_what_a_completion_keeps_is_counted_apart(attempts, versions):
    Completion.objects.create(enrolment=attempts[1].enrolment, completed_at=AT)
    preview = preview_regrade(versions[0], "new_key", key_version=with_key(versions[0], "wrong1"))
    assert told(preview) == (5, 2, 1, 2, 1, 0, 1)


def test_nothing_is_changed_by_looking(attempts, versions):
    before = list(Answer.objects.order_by("pk").values())
    preview_regrade(versions[0], "drop")
    assert list(Answer.objects.order_by("pk").values()) == before
    assert not Regrade.objects.exists()


@pytest.mark.parametrize("earlier", ["drop", "full_credit", "accept_also"])
@pytest.mark.parametrize("rule", ["new_key", "full_credit", "drop"])
def test_what_was_told_is_what_happens(exam, earlier, rule):
    for choice in ("right0", "right0", "wrong1", "wrong2"):
        sit(exam, choice)
    version = ItemVersion.objects.order_by("pk").first()
    first, second = with_key(version, "wrong1"), with_key(version, "wrong2")
    regrade(version, earlier, first if earlier == "accept_also" else None)
    key = second if rule == "new_key" else None
    preview = preview_regrade(version, rule, key_version=key)
    before = dict(Attempt.objects.values_list("pk", "fraction"))
    regrade(version, rule, key)
    after = dict(Attempt.objects.values_list("pk", "fraction"))
    assert preview.up == sum(after[pk] > before[pk] for pk in before)
    assert preview.down == sum(after[pk] < before[pk] for pk in before)


def sit(exam, choice):

    attempt = start_attempt(make_enrolment(exam.get_parent().specific), exam, at=AT)
    answer_all(attempt, choice)
    return submit_attempt(attempt, at=AT)


def test_who_is_still_at_it_is_counted_apart(attempts, exam, versions):
    start_attempt(make_enrolment(exam.get_parent().specific), exam, at=AT)
    preview = preview_regrade(versions[0], "full_credit")
    assert (preview.attempts, preview.under_way) == (5, 1)


def test_marks_of_people_are_reckoned_with(db):
    attempt = hand_in_written(make_written(make_course()))
    marker = make_learner("Grace Hopper")
    mark(attempt, marker, SOME)
    essay = ItemVersion.objects.get(content__type="essay")
    assert preview_regrade(essay, "full_credit").being_marked == 1

    release_attempt(attempt, marker)
    preview = preview_regrade(essay, "full_credit")
    # 2 of the 5 points of the rubric.
    assert (preview.facility_before, preview.facility_after) == (0.4, 1)
    assert preview.up == 1


@pytest.mark.parametrize("people", [3, 40])
def test_it_takes_as_many_queries_for_one_as_for_many(exam, versions, people, django_assert_num_queries):
    for _n in range(people):
        hand_in(exam, {versions[0]: right(), versions[1]: wrong()})
    with django_assert_num_queries(8):
        assert preview_regrade(versions[0], "drop").attempts == people

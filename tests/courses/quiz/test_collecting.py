"""Which attempts an analysis reads, and what of them."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission

from content.models import ItemVersion
from courses.models import Answer, Attempt, Enrolment
from courses.quiz.appraising import report_on
from courses.quiz.collecting import Scope
from tests.conftest import AT
from tests.courses.building import make_bank, make_exam, make_version, self_assessed
from tests.courses.quiz.classes import hand_in, hand_in_many, right, wrong
from tests.courses.regrades import regrade
from tests.factories import make_course, make_learner

pytestmark = pytest.mark.django_db


@pytest.fixture
def exam():
    return make_exam(make_course(), items=3)


@pytest.fixture
def versions(exam):
    return list(ItemVersion.objects.order_by("pk"))


def report(exam, **scope):
    return report_on(Scope((exam.pk,), **scope), cut=exam.pass_mark / 100)


def counts(exam, **scope):
    return [(a.statistics.n, a.statistics.facility) for a in report(exam, **scope).appraisals]


def test_the_first_finished_attempt_of_each_learner_is_read(exam, versions):
    first = hand_in(exam, {versions[0]: wrong()})
    hand_in(exam, {versions[0]: right()}, enrolment=first.enrolment, number=2, at=AT + timedelta(days=3))
    assert counts(exam) == [(1, 0.0)]
    assert counts(exam, is_all=True) == [(2, 0.5)]


def test_a_void_first_attempt_makes_room_for_the_second(exam, versions):
    first = hand_in(exam, {versions[0]: right()}, state="void")
    hand_in(exam, {versions[0]: wrong()}, enrolment=first.enrolment, number=2)
    assert counts(exam) == counts(exam, is_all=True) == [(1, 0.0)]


def test_who_waits_for_the_marks_of_a_first_attempt_is_not_read_by_a_later_one(exam, versions):
    first = hand_in(exam, {versions[0]: right()})
    Attempt.objects.filter(pk=first.pk).update(state="marking", points=None, fraction=None, is_passed=None)
    hand_in(exam, {versions[0]: wrong()}, enrolment=first.enrolment, number=2)
    assert counts(exam) == []


def test_what_people_still_mark_is_not_read(exam, versions):
    attempt = hand_in(exam, {versions[0]: right()})
    type(attempt).objects.filter(pk=attempt.pk).update(state="marking", is_passed=None)
    assert counts(exam) == []


@pytest.mark.parametrize("role", ["editor", "superuser"])
def test_trial_runs_of_staff_are_not_read(exam, versions, role):
    person = make_learner(is_superuser=role == "superuser")
    if role == "editor":
        person.user_permissions.add(Permission.objects.get(codename="access_admin"))
    enrolment = Enrolment.objects.create(learner=person, course=exam.get_parent().specific)
    hand_in(exam, {versions[0]: right()}, enrolment=enrolment)
    assert counts(exam, is_all=True) == []


def test_items_on_trial_are_judged_and_count_in_no_total(exam, versions):
    hand_in(exam, {versions[0]: right(), versions[1]: right(None)})
    hand_in(exam, {versions[0]: wrong(), versions[1]: wrong(2, None)})
    found = report(exam)
    scored, trial = found.scored[0], found.unscored[0]
    assert sorted(found.analysis.tally.totals) == [(0.0, 1.0), (1.0, 1.0)]
    assert (trial.statistics.facility, trial.statistics.discrimination) == (0.5, pytest.approx(1))
    assert (scored.statistics.n, scored.statistics.discrimination) == (2, None)


def test_a_dropped_item_counts_for_nobody_and_is_shown_apart(exam, versions):
    hand_in(exam, {versions[0]: right(), versions[1]: wrong()})
    regrade(versions[1], "drop")
    found = report(exam)
    assert found.analysis.tally.totals == [(1.0, 1.0)]
    assert [a.version for a in found.unscored] == [versions[1]]


def test_full_credit_does_not_make_an_item_easy(exam, versions):
    hand_in(exam, {versions[0]: wrong(1, 1)})
    regrade(versions[0], "full_credit")
    assert counts(exam) == [(1, 0.0)]


def test_after_a_regrade_the_key_is_the_one_that_counts(exam, versions):
    hand_in(exam, {versions[0]: right(0)})
    hand_in(exam, {versions[0]: wrong(2, 1)})
    [appraisal] = report(exam).appraisals
    assert [o.option.is_key for o in appraisal.options] == [False, False, True, False]


def test_what_the_learner_tries_after_the_first_answer_is_not_read(exam, versions):
    hand_in(exam, {versions[0]: wrong(2)}, retry_response={"choice": "right0"})
    [appraisal] = report(exam).appraisals
    assert [o.n for o in appraisal.options] == [0, 0, 1, 0]


def test_what_learners_judge_themselves_has_no_facility(exam):
    version = make_version(make_bank(), self_assessed(), pool="exam")
    hand_in(exam, {version: ({"text": "At the dock."}, None)})
    Answer.objects.update(is_trial=False)
    [appraisal] = report(exam).appraisals
    assert (appraisal.statistics.n, appraisal.statistics.judged, appraisal.statistics.facility) == (
        1,
        0,
        None,
    )


def test_versions_of_an_item_are_kept_apart(exam, versions):
    old = versions[0]
    fields = {name: getattr(old, name) for name in ("item", "bank", "pool", "cognitive_level", "content")}
    new = ItemVersion.objects.create(number=2, sha256="x", published_at=AT, **fields)
    hand_in(exam, {old: wrong()})
    hand_in(exam, {new: right()})
    assert [(a.code, a.statistics.facility) for a in report(exam).appraisals] == [
        (f"{old.item.code}/1", 0.0),
        (f"{old.item.code}/2", 1.0),
    ]


def test_times_run_from_save_to_save(exam, versions):
    hand_in(exam, {versions[0]: right(), versions[1]: (None, 0), versions[2]: right()})
    found = [(a.statistics.seconds, a.statistics.omitted) for a in report(exam).appraisals]
    # Saved one and three minutes after the start; the second was left out.
    assert found == [(60.0, 0.0), (None, 1.0), (120.0, 0.0)]


def test_a_bank_is_read_wherever_it_was_drawn_beside_all_other_items(exam, versions):
    other = make_version(make_bank(), pool="exam")
    hand_in(exam, {versions[0]: right(), other: right()})
    hand_in(exam, {versions[0]: wrong(), other: wrong()})
    hand_in(exam, {versions[1]: right()})
    found = report(exam, bank=other.bank)
    assert [a.version for a in found.appraisals] == [other]
    assert (found.analysis.n, found.appraisals[0].statistics.discrimination) == (2, pytest.approx(1))


def test_a_report_says_from_when_to_when(exam, versions):
    hand_in(exam, {versions[0]: right()}, at=AT)
    hand_in(exam, {versions[0]: right()}, at=AT + timedelta(days=9))
    found = report(exam)
    hour = timedelta(hours=1)
    assert (found.began_at, found.ended_at) == (AT + hour, AT + timedelta(days=9) + hour)
    assert report(exam, bank=make_bank()).began_at is None


@pytest.mark.parametrize(("items", "people"), [(4, 10), (12, 60)])
def test_a_report_takes_three_queries_and_one_stream_at_any_size(
    items, people, django_assert_max_num_queries
):
    exam = make_exam(make_course(), items=items)
    hand_in_many(exam, list(ItemVersion.objects.order_by("pk")), people)
    with django_assert_max_num_queries(3):
        found = report(exam)
    assert (found.analysis.n, len(found.appraisals)) == (people, items)


@pytest.mark.parametrize(("items", "people"), [(4, 10), (12, 60)])
def test_a_bank_takes_as_few(items, people, django_assert_max_num_queries):
    exam = make_exam(make_course(), items=items)
    versions = list(ItemVersion.objects.select_related("bank").order_by("pk"))
    hand_in_many(exam, versions, people)
    with django_assert_max_num_queries(3):
        assert len(report(exam, bank=versions[0].bank).appraisals) == items

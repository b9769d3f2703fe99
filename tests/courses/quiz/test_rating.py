"""A study of the pass mark, from its opening to its cut."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from content.models import ItemVersion
from courses.errors import StudyRefused
from courses.models import AngoffRating, Attempt
from courses.quiz.rating import (
    appoint_judges,
    begin_next_round,
    close_study,
    items_of,
    open_study,
    outcome_for_forms,
    outcome_of,
    rate_items,
)
from tests.conftest import AT
from tests.courses.building import make_exam, make_version, self_assessed
from tests.courses.quiz.classes import hand_in, right, wrong
from tests.factories import make_course, make_learner

pytestmark = pytest.mark.django_db


@pytest.fixture
def exam():
    return make_exam(make_course(), items=3, pass_mark=70)


@pytest.fixture
def versions(exam):
    return items_of(exam)


@pytest.fixture
def judges():
    return [make_learner(name) for name in ("Ada", "Grace", "Mary")]


@pytest.fixture
def study(exam, judges):
    return open_study(exam, title="Autumn", judges=judges, by=judges[0], at=AT)


def say(study, judge, versions, *shares):
    return rate_items(study, judge, {v.pk: Decimal(s) for v, s in zip(versions, shares, strict=True)}, at=AT)


def test_judges_rate_what_is_live_and_scored(exam, versions):
    bank = versions[0].bank
    make_version(bank, self_assessed(), pool="exam")
    make_version(bank, pool="check")
    make_version(bank, pool="exam", is_trial=True)
    assert items_of(exam) == versions


def test_the_latest_word_of_a_judge_counts(study, judges, versions):
    say(study, judges[0], versions, "0.5", "0.6", "0.7")
    say(study, judges[0], versions[:1], "0.9")
    said = dict(zip((version.pk for version in versions), (0.9, 0.6, 0.7), strict=True))
    assert outcome_of(study).ratings == {judges[0].pk: said}
    assert AngoffRating.objects.count() == 3


def test_the_cut_is_the_mean_of_the_judges_who_rated_everything(study, judges, versions):
    assert outcome_of(study).standard is None
    say(study, judges[0], versions, "0.5", "0.6", "0.7")
    say(study, judges[1], versions, "0.7", "0.8", "0.9")
    say(study, judges[2], versions[:1], "0.1")
    outcome = outcome_of(study)
    assert outcome.standard.cut == pytest.approx(2.1)
    assert outcome.standard.share == pytest.approx(0.7)
    assert outcome.rated == {judges[0].pk: 3, judges[1].pk: 3, judges[2].pk: 1}


def test_who_has_two_of_three_points_reaches_a_cut_of_two_items(exam, study, judges, versions):
    for judge in judges[:2]:
        say(study, judge, versions, "0.5", "0.75", "0.75")
    hand_in(exam, {versions[0]: wrong(), versions[1]: right(), versions[2]: right()})
    # Stored as it is by handing in, rounded down.
    Attempt.objects.update(fraction=Decimal("0.666666"))
    outcome = outcome_for_forms(study)
    assert (outcome.attempts, outcome.would_pass, outcome.passing) == (1, 1, 0)


def test_a_second_round_begins_when_two_judges_are_through(study, judges, versions):
    say(study, judges[0], versions, "0.5", "0.6", "0.7")
    with pytest.raises(StudyRefused):
        begin_next_round(study)
    say(study, judges[1], versions, "0.7", "0.8", "0.9")
    study = begin_next_round(study)
    assert study.round == 2
    # Until somebody is through with it, the round before counts.
    say(study, judges[0], versions[:1], "0.9")
    assert (outcome_of(study).round, outcome_of(study).standard.cut) == (1, pytest.approx(2.1))
    say(study, judges[0], versions, "0.9", "0.9", "0.9")
    assert (outcome_of(study).round, outcome_of(study).standard.cut) == (2, pytest.approx(2.7))
    # The first round stays as it was.
    assert outcome_of(study, 1).standard.cut == pytest.approx(2.1)


def publish_again(version):
    fields = {name: getattr(version, name) for name in ("item", "bank", "pool", "cognitive_level", "content")}
    return ItemVersion.objects.create(
        number=version.number + 1, sha256="x", published_at=AT + timedelta(days=1), **fields
    )


def test_a_closed_study_keeps_its_cut_when_an_item_is_published_again(study, judges, versions):
    say(study, judges[0], versions, "0.5", "0.6", "0.7")
    study = close_study(study, at=AT)
    publish_again(versions[0])
    assert outcome_of(study).items == tuple(versions)
    assert outcome_of(study).standard.cut == pytest.approx(1.8)


def test_an_open_study_asks_anew_for_an_item_that_is_published_again(study, judges, versions):
    say(study, judges[0], versions, "0.5", "0.6", "0.7")
    new = publish_again(versions[0])
    assert set(outcome_of(study).items) == {new, *versions[1:]}
    assert outcome_of(study).standard is None


def test_a_study_that_is_closed_before_all_is_rated_has_no_cut(study, judges, versions):
    say(study, judges[0], versions[:1], "0.5")
    assert outcome_of(close_study(study, at=AT)).standard is None


def test_there_are_three_rounds_and_no_more(study, judges, versions):
    for _round in (1, 2):
        for judge in judges[:2]:
            say(study, judge, versions, "0.5", "0.6", "0.7")
        study = begin_next_round(study)
    for judge in judges[:2]:
        say(study, judge, versions, "0.5", "0.6", "0.7")
    with pytest.raises(StudyRefused):
        begin_next_round(study)


def test_a_closed_study_takes_nothing_more_and_changes_no_pass_mark(study, exam, judges, versions):
    say(study, judges[0], versions, "0.5", "0.6", "0.7")
    closed = close_study(study, at=AT)
    assert close_study(study).closed_at == closed.closed_at == AT
    with pytest.raises(StudyRefused):
        say(study, judges[0], versions, "0.1", "0.1", "0.1")
    with pytest.raises(StudyRefused):
        begin_next_round(study)
    exam.refresh_from_db()
    assert exam.pass_mark == 70
    assert outcome_of(study).standard.cut == pytest.approx(1.8)


def test_strangers_do_not_rate_and_nobody_rates_other_items(study, judges, versions):
    with pytest.raises(StudyRefused):
        say(study, make_learner(), versions[:1], "0.5")
    other = make_version(versions[0].bank, pool="check")
    with pytest.raises(StudyRefused):
        say(study, judges[0], [other], "0.5")
    assert not AngoffRating.objects.exists()


def test_the_database_refuses_a_share_above_one(study, judges, versions):
    with pytest.raises(IntegrityError), transaction.atomic():
        say(study, judges[0], versions[:1], "1.01")


def test_each_drawn_form_has_a_cut_of_its_own(study, exam, judges, versions):
    """An easy form, rated .9 and .8, and a hard one, rated .8 and .4: cuts of 85 and 60 %."""
    easy, middle, hard = versions
    say(study, judges[0], [easy, middle, hard], "0.9", "0.8", "0.4")
    hand_in(exam, {easy: right(), middle: wrong()})
    hand_in(exam, {middle: right(), hard: right()})
    outcome = outcome_for_forms(study)
    assert outcome.forms == (pytest.approx(0.6), pytest.approx(0.85))
    assert (outcome.attempts, outcome.uncut, outcome.would_pass, outcome.passing) == (2, 0, 1, 1)


def test_a_form_with_an_item_that_nobody_rated_has_no_cut(study, exam, judges, versions):
    say(study, judges[0], versions, "0.9", "0.8", "0.4")
    hand_in(exam, {versions[0]: right(), make_version(versions[0].bank, pool="check"): right()})
    outcome = outcome_for_forms(study)
    assert (outcome.forms, outcome.uncut, outcome.would_pass) == (None, 1, 0)


def test_a_judge_who_has_rated_stays_named_as_long_as_the_ratings_count(study, judges, versions):
    say(study, judges[0], versions[:1], "0.5")
    newcomer = make_learner("Joan")
    appoint_judges(study, [newcomer])
    assert set(study.judges.all()) == {judges[0], newcomer}


def test_the_judges_of_a_closed_study_are_those_who_judged_it(study, judges):
    close_study(study, at=AT)
    with pytest.raises(StudyRefused):
        appoint_judges(study, judges[:1])
    assert set(study.judges.all()) == set(judges)

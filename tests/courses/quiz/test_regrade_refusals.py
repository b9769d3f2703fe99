"""Which decisions about an item are refused: by the work, and by the database."""

import pytest
from django.db import IntegrityError, transaction

from courses.errors import RegradeRefused
from courses.models import Regrade
from courses.quiz.attempting import submit_attempt
from courses.quiz.voiding import void_attempt
from tests.conftest import AT
from tests.courses.building import make_version, self_assessed
from tests.courses.quiz.sitting import answer_all
from tests.courses.regrades import decide, further, version_at, with_key
from tests.factories import make_learner

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(attempt):
    return version_at(attempt)


@pytest.fixture
def handed_in(attempt):
    answer_all(attempt, "right0")
    return submit_attempt(attempt, at=AT)


def refused(why, *args, **more):
    with pytest.raises(RegradeRefused, match=why):
        decide(*args, **more)
    assert not Regrade.objects.exists()


def test_without_a_reason_nothing_is_decided(version, monkeypatch):
    monkeypatch.setattr("tests.courses.regrades.REASON", "  ")
    refused("Write why", version, "drop")


def test_who_has_answered_it_leaves_it_to_others(handed_in, version, enrolment):
    refused("You have answered this item yourself", version, "drop", by=enrolment.learner)


def test_an_own_attempt_that_is_void_binds_nobody(handed_in, version, enrolment):
    void_attempt(handed_in, make_learner(), "A trial.", at=AT)
    assert decide(version, "drop", by=enrolment.learner).pk


def test_a_key_is_asked_for_where_the_rule_needs_one(version):
    refused("Choose the version", version, "new_key")
    refused("takes no key", version, "drop", with_key(version, "wrong1"))


def test_the_key_is_another_version_of_the_same_item(version, exam):
    refused("another version of the same item", version, "new_key", version)
    refused("another version of the same item", version, "new_key", make_version(version.bank))


def test_a_version_with_other_options_cannot_score_what_was_answered(version):
    content = with_key(version, "wrong1").content
    content["options"][2]["text"] = "Something else"
    why = "Version 3 cannot score these answers: “option 2” is in one of the two only."
    refused(why, version, "accept_also", further(version, content))


def test_what_is_never_scored_is_not_decided_about(exam):
    refused("never scored", make_version(exam.blueprint.get().bank, self_assessed()), "full_credit")


@pytest.mark.parametrize(
    "fields",
    [{"reason": ""}, {"rule": "new_key"}, {"rule": "drop", "is_keyed": True}, {"rule": "x"}],
)
def test_the_database_refuses_a_decision_that_says_too_little_or_too_much(version, fields):
    fields = {"rule": "drop", "reason": "Why.", "is_keyed": False} | fields
    key = with_key(version, "wrong1") if fields.pop("is_keyed") else None
    with pytest.raises(IntegrityError), transaction.atomic():
        Regrade.objects.create(version=version, key_version=key, by=make_learner(), at=AT, **fields)

import logging
from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from certificates.errors import ReasonMissing
from certificates.life import batching
from certificates.life.batching import REVOKE, Progress, finish_batches, progress_of, start_batch, work_on
from certificates.life.issuing import issue_certificate
from certificates.life.revoking import revoke_certificate
from certificates.life.superseding import supersede
from certificates.models import BatchItem, Certificate
from tests.factories import make_completion, make_course, make_learner

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 2, 1, 8, 15, tzinfo=UTC)


@pytest.fixture
def three(key, seal_key, quick_print) -> list[Certificate]:
    course = make_course()
    names = ("Ada Lovelace", "Grace Hopper", "Mary Parker Follett")
    return [
        issue_certificate(make_completion(make_learner(name), course), at=NOW.replace(month=1))
        for name in names
    ]


@pytest.fixture
def officer(db):
    return make_learner("Olga Officer")


@pytest.fixture
def batch(three, officer):
    return start_batch(three, why="reissue", reason="A clearer sheet.", by=officer, at=NOW)


def test_a_batch_begins_with_nothing_done(batch):
    assert progress_of(batch) == Progress(done=0, refused=0, left=3)
    assert Certificate.objects.count() == 3


def test_each_is_put_in_its_place_and_tells_why(batch, three, officer):
    assert work_on(batch, at=NOW) == Progress(done=3, refused=0, left=0)
    newer = Certificate.objects.in_force()
    assert {one.supersedes for one in newer} == set(three)
    assert {one.earner for one in newer} == {"Ada Lovelace", "Grace Hopper", "Mary Parker Follett"}
    event = three[0].events.get(kind="superseded")
    assert (event.by, event.note) == (officer, "It was issued again. A clearer sheet.")


def test_it_stops_after_so_many_and_goes_on(batch):
    assert work_on(batch, limit=2, at=NOW) == Progress(done=2, refused=0, left=1)
    assert work_on(batch, limit=2, at=NOW) == Progress(done=3, refused=0, left=0)
    assert work_on(batch, limit=2, at=NOW) == Progress(done=3, refused=0, left=0)
    assert Certificate.objects.count() == 6


def test_it_stops_when_its_time_is_over(batch):
    assert work_on(batch, seconds=0, at=NOW).left == 3


def test_what_was_left_is_finished_once(batch):
    work_on(batch, limit=1, at=NOW)
    assert (finish_batches(at=NOW), finish_batches(at=NOW)) == (2, 0)
    assert Certificate.objects.count() == 6


def test_one_that_was_done_and_not_marked_is_not_done_twice(batch, three):
    supersede(three[0], why="reissue", by=None, at=NOW)
    assert work_on(batch, at=NOW).done == 3
    assert Certificate.objects.count() == 6


def test_one_that_is_refused_is_settled_with_the_reason(batch, three):
    revoke_certificate(three[1], reason="Issued in error.", by=None, at=NOW)
    assert work_on(batch, at=NOW) == Progress(done=2, refused=1, left=0)
    assert "was revoked" in BatchItem.objects.get(certificate=three[1]).refusal


def test_one_that_fails_waits_and_keeps_no_other_waiting(batch, three, monkeypatch, caplog):
    supersede_one = batching.supersede

    def jam(certificate, **named):
        if certificate == three[0]:
            raise OSError("no paper")
        return supersede_one(certificate, **named)

    monkeypatch.setattr(batching, "supersede", jam)
    assert work_on(batch, at=NOW) == Progress(done=2, refused=0, left=1)
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    # Expected here, so it does not count as an error of this test.
    caplog.clear()


def test_without_a_key_all_wait(batch, keys, caplog):
    for file in keys.glob("ed25519-*.pem"):
        file.unlink()
    assert finish_batches(at=NOW) == 0
    assert progress_of(batch).left == 3
    assert "Batch" in caplog.text


def test_many_are_revoked_for_one_reason(three, officer):
    batch = start_batch(three, why=REVOKE, reason="Issued in error.", by=officer, at=NOW)
    assert work_on(batch, at=NOW) == Progress(done=3, refused=0, left=0)
    assert Certificate.objects.filter(revocation_reason="Issued in error.", revoked_by=officer).count() == 3
    assert Certificate.objects.count() == 3


def test_a_batch_has_a_reason_and_a_kind_that_there_is(three):
    with pytest.raises(ReasonMissing):
        start_batch(three, why="reissue", reason=" ", by=None)
    with pytest.raises(ValueError, match="whim"):
        start_batch(three, why="whim", reason="Because.", by=None)


def test_the_database_refuses_the_same_one_twice_in_a_batch(batch, three):
    with pytest.raises(IntegrityError), transaction.atomic():
        BatchItem.objects.create(batch=batch, certificate=three[0])


def test_nobody_issues_their_own_again_among_many(three):
    ada = three[0].completion.enrolment.learner
    batch = start_batch(three, why="reissue", reason="A clearer sheet.", by=ada, at=NOW)
    assert work_on(batch, at=NOW) == Progress(done=2, refused=1, left=0)
    assert "Somebody else" in batch.items.get(certificate=three[0]).refusal
    assert Certificate.objects.in_force().filter(pk=three[0].pk).exists()

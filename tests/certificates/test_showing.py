import json

import pytest

from certificates.checking.presenting import record_json
from certificates.checking.showing import Shown, shown
from certificates.checking.verifying import verify
from certificates.life.issuing import issue_certificate
from certificates.life.revoking import revoke_certificate
from certificates.models import Certificate
from tests.certificates.told import tell
from tests.conftest import AT
from tests.factories import make_completion, make_learner

pytestmark = pytest.mark.django_db
LATER = AT.replace(year=2027)


@pytest.fixture
def told(certificate) -> Certificate:
    return tell(certificate)


def seen(certificate: Certificate, **choices: object) -> Shown:
    Certificate.objects.filter(pk=certificate.pk).update(**choices)
    return shown(verify(certificate.public_id, at=LATER))


def said(certificate: Certificate, **choices: object) -> str:
    Certificate.objects.filter(pk=certificate.pk).update(**choices)
    result = verify(certificate.public_id, at=LATER)
    return json.dumps(record_json(result, shown(result)), default=str)


def test_unless_the_holder_says_otherwise_name_results_evidence_and_credential_are_shown(told):
    record = seen(told)
    assert (record.name, record.has_full_name, record.has_credential) == ("Ada Lovelace", True, True)
    assert [result.score for result in record.results] == ["92", "82"]
    assert [(piece.kind, day.isoformat()) for piece, day in record.practice] == [("A3", "2026-12-01")]
    assert [signatory.name for signatory in record.signatories] == ["Mirela Osei"]


def test_the_file_is_not_shown_unless_the_holder_offers_it(told):
    assert not seen(told).has_file
    assert seen(told, shows_file=True).has_file


@pytest.mark.parametrize(("choice", "name"), [("initials", "A. L."), ("hidden", "")])
def test_a_name_that_is_not_shown_in_full_stands_nowhere(told, choice, name):
    record = seen(told, name_shown=choice)
    assert (record.name, record.has_full_name, record.has_credential) == (name, False, False)
    assert "Lovelace" not in f"{record}{said(told)}"


def test_results_that_are_not_shown_stand_nowhere(told):
    record = seen(told, shows_results=False)
    assert (record.results, record.evidence, record.has_credential) == ((), (), False)
    assert record.name == "Ada Lovelace"
    assert "Kaizen" not in said(told)
    assert "92" not in json.dumps(json.loads(said(told))["results"])


def test_of_a_withheld_record_nothing_is_shown(told):
    assert seen(told, is_withheld=True) == Shown("withheld")
    assert json.loads(said(told)).keys() == {"verdict", "checked_at"}


def test_a_revocation_shows_although_the_record_is_withheld_and_the_name_does_not(told):
    revoke_certificate(told, reason="Issued in error.", by=None, at=AT)
    record = seen(told, is_withheld=True)
    assert (record.word, record.name, record.results) == ("revoked", "", ())
    assert (record.achievement, record.has_credential) == ("Lean Leader", False)
    assert "Lovelace" not in said(told)


def test_of_an_erased_record_the_award_and_its_dates_are_left(told):
    record = seen(
        told,
        **dict.fromkeys(("earner", "claims", "signature", "credential", "pdf"), ""),
        **{"revoked_at": AT, "revocation_reason": "Withdrawn at the holder's request.", "erased_at": AT},
    )
    assert (record.word, record.achievement, record.name) == ("erased", "Lean Leader", "")
    assert record.valid_until.isoformat() == "2029-12-17"
    assert json.loads(said(told))["verdict"] == "revoked"


def test_what_replaced_a_record_is_named_unless_it_is_withheld(told):
    newer = issue_certificate(make_completion(make_learner()), at=AT)
    Certificate.objects.filter(pk=newer.pk).update(supersedes=told)
    replaced = {"superseded_at": AT, "superseded_as": "correction"}
    assert seen(told, **replaced).next_id == newer.public_id
    Certificate.objects.filter(pk=newer.pk).update(is_withheld=True)
    assert seen(told).next_id == ""


def test_an_altered_record_shows_nothing_but_that(told):
    assert seen(told, earner="Mallory") == Shown("altered")

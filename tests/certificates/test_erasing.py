import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from certificates.checking.verifying import Verdict, verify
from certificates.credentials.status_list import is_set
from certificates.errors import AlteredRecord
from certificates.life.asking import ask
from certificates.life.deciding import decline
from certificates.life.erasing import erase, forget_files
from certificates.life.issuing import reissue_certificate
from certificates.life.issuing_due import issue_due_certificates
from certificates.life.reserving import reserve
from certificates.life.revoking import revoke_certificate
from certificates.life.storing import path_of
from certificates.life.superseding import supersede
from certificates.models import Certificate, HolderRequest
from tests.factories import make_completion, make_learner

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 2, 1, 8, 15, tzinfo=UTC)


@pytest.fixture
def storage():
    return storages["certificates"]


@pytest.fixture
def erased(certificate, django_capture_on_commit_callbacks) -> Certificate:
    """Withdrawn by an officer, after its commit."""
    with django_capture_on_commit_callbacks(execute=True):
        return erase(certificate, by=make_learner("Olga Officer"), at=NOW)


def everything_about(certificate: Certificate) -> str:
    rows = Certificate.objects.filter(completion=certificate.completion_id)
    return f"{list(rows.values())} {list(HolderRequest.objects.values())}" + "".join(
        f"{event.note}" for row in rows for event in row.events.all()
    )


def test_the_name_goes_and_id_award_dates_and_bit_stay(certificate):
    before = {
        field: getattr(certificate, field)
        for field in ("public_id", "achievement", "awarded_on", "issued_at", "expires_at", "status_index")
    }
    erase(certificate, by=None, at=NOW)
    assert {field: getattr(certificate, field) for field in before} == before
    assert certificate.revocation_reason == "Withdrawn at the holder’s request."
    assert "Lovelace" not in everything_about(certificate)
    assert "identityHash" not in everything_about(certificate)


def test_who_looks_it_up_learns_that_it_was_withdrawn(erased):
    result = verify(erased.public_id, at=NOW)
    assert (result.verdict, result.is_erased, result.claims) == (Verdict.REVOKED, True, None)


def test_its_bit_is_set_and_its_story_told(erased):
    erased.status_list.refresh_from_db()
    listed = json.loads(erased.status_list.document)["credentialSubject"]["encodedList"]
    assert is_set(listed, erased.status_index)
    event = erased.events.get(kind="erased")
    assert (event.at, event.by.full_name) == (NOW, "Olga Officer")


def test_its_file_goes(certificate, storage, django_capture_on_commit_callbacks):
    path = certificate.pdf.name
    assert storage.exists(path)
    with django_capture_on_commit_callbacks(execute=True):
        erase(certificate, by=None, at=NOW)
    assert not storage.exists(path)


def test_a_file_that_a_killed_process_left_goes_when_caught_up_with(certificate, storage):
    path = certificate.pdf.name
    erase(certificate, by=None, at=NOW)  # what follows the commit never happens
    assert storage.exists(path)
    assert (forget_files(), forget_files()) == (1, 0)
    assert not storage.exists(path)


def test_other_editions_lose_the_name_as_well_and_keep_what_was_said_of_them(certificate):
    newer = supersede(certificate, why="correction", by=None, name="Ada King", at=NOW)
    revoke_certificate(newer, reason="Issued in error.", by=None, at=NOW)
    erase(certificate, by=None, at=NOW)
    assert Certificate.objects.filter(erased_at=NOW, earner="").count() == 2
    newer.refresh_from_db()
    assert newer.revocation_reason == "Issued in error."
    assert "Ada" not in everything_about(certificate)


def test_those_of_others_are_not_touched(certificate, erased):
    other = make_completion(make_learner("Grace Hopper"))
    assert issue_due_certificates(at=certificate.issued_at) == 1
    erase(certificate, by=None, at=NOW)
    assert other.certificates.get().earner == "Grace Hopper"


def test_names_in_requests_go_and_open_ones_are_closed(certificate):
    holder = certificate.completion.enrolment.learner
    ask(certificate, "correction", by=holder, wanted="Ada King", reason="I am Ada.", at=NOW)
    erase(certificate, by=None, at=NOW)
    request = HolderRequest.objects.get()
    assert (request.wanted, request.reason, request.outcome) == ("", "", "taken_back")


def test_what_officers_wrote_keeps_its_sense_and_loses_the_name(certificate):
    holder = certificate.completion.enrolment.learner
    asked = ask(certificate, "correction", by=holder, wanted="Ada Byron King", at=NOW)
    decline(asked, by=make_learner("Olga Officer"), answer="We need to see that Ms LOVELACE is King.", at=NOW)
    newer = supersede(
        certificate, why="correction", by=None, name="Ada King", reason="Was Ada Lovelace.", at=NOW
    )
    revoke_certificate(newer, reason="Ada’s exam was taken by another.", by=None, at=NOW)
    erase(certificate, by=None, at=NOW)
    newer.refresh_from_db()
    assert newer.revocation_reason == "…’s exam was taken by another."
    assert HolderRequest.objects.get().answer == "We need to see that Ms … is …."
    assert certificate.events.get(kind="superseded").note == "The name was corrected. Was … …."
    assert not {"Ada", "Lovelace", "LOVELACE", "King", "Byron"} & set(
        re.findall(r"\w+", everything_about(certificate))
    )


def test_withdrawing_again_changes_nothing(erased):
    again = erase(erased, by=None, at=NOW.replace(year=2028))
    assert again.erased_at == NOW
    assert again.events.filter(kind="erased").count() == 1


def test_nothing_brings_the_name_back(erased):
    assert issue_due_certificates(at=NOW) == 0
    with pytest.raises(AlteredRecord, match="name was withdrawn"):
        reissue_certificate(erased.completion, at=NOW)


def test_what_an_issue_that_was_given_up_left_behind_goes(key, storage):
    reservation = reserve(make_completion(), 1, at=NOW)
    storage.save(path_of(reservation), ContentFile(b"%PDF-1.7 Ada Lovelace"))
    assert forget_files() == 1
    assert not storage.exists(path_of(reservation))


def test_files_of_standing_certificates_stay(certificate, storage):
    assert forget_files() == 0
    assert Path(storage.path(certificate.pdf.name)).is_file()

import pytest
from django.db import IntegrityError, transaction

from certificates.life.recording import record
from certificates.models import CertificateEvent
from tests.conftest import AT
from tests.factories import make_learner

pytestmark = pytest.mark.django_db
Kind = CertificateEvent.Kind


def test_a_story_tells_what_was_done_when_and_by_whom(certificate):
    officer = make_learner("Olga Officer")
    event = record(certificate, Kind.DECIDED, by=officer, note="Passport seen.", at=AT)
    assert str(event) == f"Request decided: {certificate.public_id}"
    assert (event.at, event.by, event.note) == (AT, officer, "Passport seen.")


def test_a_note_that_is_too_long_is_cut_and_not_lost(certificate):
    assert record(certificate, Kind.DECIDED, note="x" * 400, at=AT).note == "x" * 300


def test_a_line_of_a_story_stays_as_it_was_written(certificate):
    event = record(certificate, Kind.DECIDED, at=AT)
    for change in (event.delete, lambda: CertificateEvent.objects.update(note="Never was.")):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            change()

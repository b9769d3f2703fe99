"""What others say of what a site issues: credentials as they lie in its files, judged by what it publishes.

Nothing is told to the verifiers but what they could fetch; content types are the site's own.
"""

import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from certificates.life.issuing import issue_certificate
from certificates.life.publishing_status import publish_due_lists
from certificates.life.revoking import revoke_certificate
from certificates.life.superseding import supersede
from certificates.models import Certificate
from certificates.sealing.keys import make_key, rotate_key, withdraw_key
from certificates.sealing.seal_keys import make_seal_key
from tests.acceptance.outside import STEPS, VALID, judge, verapdf
from tests.acceptance.published import BASE, DAY, SCHEMA_DOCUMENT
from tests.factories import make_completion, make_learner

pytestmark = pytest.mark.django_db


@pytest.fixture
def now(settings, tmp_path: Path):
    """The moment of the check: verifiers go by their own clock. The site has had keys for four years."""
    settings.BASE_URL, settings.ALLOWED_HOSTS = BASE, ["certs.example.org"]
    settings.KEYS_DIR = tmp_path / "keys"
    moment = timezone.now().replace(microsecond=0)
    for make in (make_key, make_seal_key):
        make(at=moment - 1461 * DAY)
    return moment


def test_what_was_issued_is_valid_until_it_is_taken_out_of_force(now, client, tmp_path):
    valid, revoked, corrected = (_issued(name, at=now - DAY) for name in ("Łukasz", "Þórdís", "Nguyễn"))
    revoke_certificate(revoked, reason="Issued in error.", by=None, at=now)
    correct = supersede(corrected, why="correction", by=None, name="Nguyễn Thị", at=now)
    told = _judged([valid, revoked, corrected, correct], client, tmp_path)
    assert told[valid.public_id] == told[correct.public_id] == VALID
    for withdrawn in (revoked, corrected):
        assert told[withdrawn.public_id]["digitalBazaar"] == VALID["digitalBazaar"] | {"withdrawn": True}
        assert told[withdrawn.public_id]["dcc"]["steps"] == STEPS | {"revocation_status": False}


def test_it_is_valid_from_its_first_day_to_its_last(now, client, tmp_path):
    expired = _issued("Ólafur", at=now - 1100 * DAY)
    renewed = supersede(
        _issued("Ayşe", at=now - DAY), why="renewal", by=None, valid_from=now + 3 * DAY, at=now
    )
    told = _judged([expired, renewed], client, tmp_path)
    assert 'is after "validUntil"' in told[expired.public_id]["digitalBazaar"]["errors"][0]
    assert told[expired.public_id]["dcc"]["steps"] == STEPS | {"expiration": False}
    assert 'is before "validFrom"' in told[renewed.public_id]["digitalBazaar"]["errors"][0]
    assert "valid_signature" not in told[renewed.public_id]["dcc"]["steps"]


def test_a_rotated_key_goes_on_verifying_and_a_lost_one_does_not(now, client, tmp_path):
    earlier = _issued("Łukasz", at=now - 3 * DAY)
    rotate_key(at=now - 2 * DAY, is_urgent=True)
    later = _issued("Þórdís", at=now - DAY)
    assert earlier.key != later.key
    told = _judged([earlier, later], client, tmp_path)
    assert told[earlier.public_id] == told[later.public_id] == VALID
    withdraw_key(earlier.key.key_id, at=now)
    again = supersede(earlier, why="key", by=None, at=now)
    told = _judged([earlier, later, again], client, tmp_path)
    assert told[later.public_id] == told[again.public_id] == VALID
    assert told[earlier.public_id]["digitalBazaar"]["verified"] is False
    assert told[earlier.public_id]["dcc"]["steps"] == {}


def test_the_files_are_for_the_archive_and_for_readers_who_do_not_see(now, tmp_path):
    files = [_file(_issued(name, at=now - DAY), tmp_path) for name in ("Łukasz", "Þórdís")]
    assert [line.split()[:2] for line in verapdf(files)] == [["PASS", "3a"], ["PASS", "ua1"]] * 2


def _issued(name: str, *, at: Any) -> Certificate:
    learner = make_learner(name, email=f"learner-{Certificate.objects.count()}@example.org")
    return issue_certificate(make_completion(learner, completed_at=at), at=at)


def _judged(certificates: Iterable[Certificate], client: Client, folder: Path) -> dict[str, Any]:
    publish_due_lists()
    addresses = {f"{BASE}/.well-known/did.json"}
    addresses |= {f"{BASE}/status/{one.status_list.number}" for one in certificates if one.status_list}
    documents = {address: _fetched(client, address) for address in addresses}
    cases = {one.public_id: _detached(one, folder) for one in certificates}
    return judge(cases, documents | SCHEMA_DOCUMENT)


def _fetched(client: Client, address: str) -> tuple[str, bytes]:
    answer = client.get(address.removeprefix(BASE), headers={"host": "certs.example.org"}, secure=True)
    assert answer.status_code == 200
    return answer["Content-Type"], answer.content


def _file(certificate: Certificate, folder: Path) -> Path:
    path = folder / f"{certificate.public_id}.pdf"
    with certificate.pdf.open("rb") as stream:
        path.write_bytes(stream.read())
    assert b"/ByteRange" in path.read_bytes()
    return path


def _detached(certificate: Certificate, folder: Path) -> bytes:
    """The credential in the sealed file, as poppler takes it out; the registry has the same bytes."""
    attached = folder / f"{certificate.public_id}.json"
    file = _file(certificate, folder)
    subprocess.run(["pdfdetach", "-savefile", "credential.json", "-o", attached, file], check=True)
    assert attached.read_bytes() == certificate.credential.encode()
    return attached.read_bytes()

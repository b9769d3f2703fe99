"""The rehearsal of certificates/keys.md in full: keys that are lost, and a seal key in other hands."""

import shutil
from datetime import timedelta

import pytest
from django.core.management import call_command

from certificates.checking.checking_files import Finding, check_file
from certificates.checking.verifying import Verdict, verify
from certificates.errors import NoSigningKey
from certificates.life.issuing import issue_certificate
from certificates.models import Certificate
from certificates.sealing.examining import examine
from certificates.sealing.keys import make_key
from certificates.sealing.seal_keys import make_seal_key, trusted_roots, withdraw_seal_key
from tests.certificates import seals
from tests.factories import make_completion, make_learner

pytestmark = pytest.mark.django_db

# In the past: the commands go by the clock.
NOW = seals.NOW - timedelta(hours=2)
COMPLETED, LATER = NOW - timedelta(days=1), NOW + timedelta(hours=1)


@pytest.fixture
def issued(keys) -> Certificate:
    """Printed and sealed in full, with all of its authority beside it."""
    make_key(at=NOW)
    make_seal_key(at=NOW)
    completion = make_completion(make_learner("Łukasz Čapek"), completed_at=COMPLETED)
    return issue_certificate(completion, at=NOW)


def verdict(certificate: Certificate) -> Verdict:
    return verify(certificate.public_id).verdict


def file_of(certificate: Certificate) -> bytes:
    with certificate.pdf.open("rb") as stream:
        return stream.read()


def is_genuine(certificate: Certificate) -> bool:
    return examine(file_of(certificate), roots=trusted_roots(), moment=NOW).is_genuine


def test_lost_keys_are_followed_by_others_and_what_they_made_stays_good(issued, keys):
    for path in (*keys.glob("ed25519-*.pem"), *keys.glob("seal-*")):
        path.unlink()
    other = make_completion(make_learner("Þórdís Ólafsdóttir"), completed_at=COMPLETED)
    with pytest.raises(NoSigningKey):
        issue_certificate(other, at=LATER)
    call_command("make_keys")
    later = issue_certificate(other)
    assert later.key != issued.key
    assert later.seal_key != issued.seal_key
    assert [verdict(issued), verdict(later)] == [Verdict.VALID] * 2
    assert [is_genuine(issued), is_genuine(later)] == [True] * 2
    assert len(trusted_roots()) == 1


def test_a_copy_of_the_keys_brings_a_lost_folder_back(issued, keys, tmp_path):
    shutil.copytree(keys, tmp_path / "copy")
    shutil.rmtree(keys)
    shutil.copytree(tmp_path / "copy", keys)
    other = issue_certificate(make_completion(completed_at=COMPLETED), at=LATER)
    assert (other.key, other.seal_key) == (issued.key, issued.seal_key)


def test_what_a_compromised_seal_key_made_is_issued_anew(issued):
    withdraw_seal_key(issued.seal_key.key_id, at=LATER)
    # The registry still knows the very file; one that was only made to look like it is refused.
    assert check_file(file_of(issued), at=LATER).word == "valid"
    call_command("replace_key", issued.seal_key.key_id)
    issued.refresh_from_db()
    assert issued.successor.seal_key != issued.seal_key
    assert check_file(file_of(issued), at=LATER).word == "superseded"
    found = check_file(file_of(issued.successor), at=LATER)
    assert (found.finding, found.word) == (Finding.IDENTICAL, "valid")

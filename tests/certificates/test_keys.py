import stat
from datetime import timedelta

import pytest

from certificates.checking.verifying import Verdict, verify
from certificates.errors import NoSigningKey
from certificates.life.issuing import issue_certificate
from certificates.models import SigningKey
from certificates.sealing.keys import active_key, make_key, rotate_key, withdraw_key
from certificates.sealing.rotating import published
from tests.conftest import AT
from tests.factories import make_completion

pytestmark = pytest.mark.django_db


def test_private_keys_are_files_that_only_the_site_reads(keys):
    key, _ = make_key(at=AT)
    file = keys / f"{key.key_id}.pem"
    assert stat.S_IMODE(file.stat().st_mode) == 0o400
    assert stat.S_IMODE(keys.stat().st_mode) == 0o700
    assert file.read_text().startswith("-----BEGIN PRIVATE KEY-----")


def test_making_a_key_again_changes_nothing(keys):
    first = make_key(at=AT)
    assert make_key(at=AT) == (first[0], False)
    assert len(list(keys.iterdir())) == 1


def test_a_key_that_lost_its_row_with_the_database_is_taken_up_again(keys):
    first, _ = make_key(at=AT)
    SigningKey.objects.all().delete()
    again, is_new = make_key(at=AT)
    assert (again.key_id, is_new) == (first.key_id, True)
    assert len(list(keys.iterdir())) == 1


def test_a_key_whose_file_is_elsewhere_does_not_sign_here(key, keys):
    (keys / f"{key.key_id}.pem").unlink()
    with pytest.raises(NoSigningKey):
        active_key()
    assert make_key(at=AT)[0] != key


def test_a_file_under_another_keys_name_is_refused(key, keys):
    other = rotate_key(at=AT, is_urgent=True)
    wrong = keys / f"{other.key_id}.pem"
    wrong.unlink()
    wrong.write_bytes((keys / f"{key.key_id}.pem").read_bytes())
    with pytest.raises(NoSigningKey, match="another key"):
        active_key()


def test_the_next_key_is_published_a_day_before_it_signs(key):
    coming = rotate_key(at=AT)
    key.refresh_from_db()
    assert coming.in_force_from == key.retired_at == AT + timedelta(hours=24)
    assert active_key(at=AT + timedelta(hours=23, minutes=59))[0] == key
    assert active_key(at=AT + timedelta(hours=24))[0] == coming
    assert list(published(SigningKey.objects.all())) == [key, coming]


def test_rotating_again_waits_for_the_key_that_is_coming(key):
    assert rotate_key(at=AT + timedelta(hours=1)) == rotate_key(at=AT)
    assert SigningKey.objects.count() == 2


def test_in_a_hurry_the_coming_key_signs_at_once(key):
    coming = rotate_key(at=AT)
    soon = AT + timedelta(hours=2)
    assert rotate_key(at=soon, is_urgent=True) == coming
    key.refresh_from_db()
    assert (key.retired_at, active_key(at=soon)[0]) == (soon, coming)


def test_a_compromised_key_is_no_longer_published_and_another_signs_at_once(key):
    withdrawn = withdraw_key(key.key_id, at=AT)
    other = active_key(at=AT)[0]
    assert (withdrawn.compromised_at, withdrawn.retired_at) == (AT, AT)
    assert list(published(SigningKey.objects.all())) == [other]
    assert withdraw_key(key.key_id, at=AT + timedelta(days=1)).compromised_at == AT


def test_what_a_retired_key_signed_stays_valid(certificate):
    rotate_key(is_urgent=True)
    later = issue_certificate(make_completion(), at=certificate.issued_at)
    assert later.key != certificate.key
    for one in (certificate, later):
        assert verify(one.public_id, at=certificate.issued_at).verdict is Verdict.VALID


def test_without_a_key_nothing_is_issued(db, keys):
    with pytest.raises(NoSigningKey):
        issue_certificate(make_completion(), at=AT)

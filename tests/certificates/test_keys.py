import stat

import pytest
from django.core.management import call_command

from certificates.errors import NoSigningKey
from certificates.issuing import issue_certificate
from certificates.keys import active_key, make_key, rotate_key
from certificates.models import SigningKey
from certificates.verifying import Verdict, verify
from tests.conftest import AT
from tests.factories import make_completion

pytestmark = pytest.mark.django_db


def test_private_keys_are_files_that_only_the_site_reads(keys):
    key, _ = make_key(at=AT)
    file = keys / f"{key.key_id}.pem"
    assert stat.S_IMODE(file.stat().st_mode) == 0o400
    assert stat.S_IMODE(keys.stat().st_mode) == 0o700
    assert file.read_text().startswith("-----BEGIN PRIVATE KEY-----")


def test_making_keys_again_changes_nothing(keys, capsys):
    call_command("make_keys")
    call_command("make_keys")
    key = SigningKey.objects.get()
    assert capsys.readouterr().out == f"New signing key {key}\nSigning key in force: {key}\n"
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
    other = rotate_key(at=AT)
    wrong = keys / f"{other.key_id}.pem"
    wrong.unlink()
    wrong.write_bytes((keys / f"{key.key_id}.pem").read_bytes())
    with pytest.raises(NoSigningKey, match="another key"):
        active_key()


def test_what_a_retired_key_signed_stays_valid(certificate):
    call_command("make_keys", rotate=True)
    later = issue_certificate(make_completion(), at=certificate.issued_at)
    assert later.key != certificate.key
    for one in (certificate, later):
        assert verify(one.public_id, at=certificate.issued_at).verdict is Verdict.VALID


def test_without_a_key_nothing_is_issued(db, keys):
    with pytest.raises(NoSigningKey):
        issue_certificate(make_completion(), at=AT)

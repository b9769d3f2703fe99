import stat
import subprocess
from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID
from django.core.management import CommandError, call_command

from certificates.errors import NoSigningKey
from certificates.models import SealKey, SigningKey
from certificates.sealing.authority import DOCUMENT_SIGNING, fingerprint
from certificates.sealing.seal_authority import begin_anew, crl, renew_due_crl, root_certificate
from certificates.sealing.seal_keys import (
    active_seal_key,
    make_seal_key,
    rotate_seal_key,
    trusted_roots,
    withdraw_seal_key,
)
from certificates.sealing.seal_signers import signer_of
from tests.certificates import seals
from tests.conftest import AT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def spare_keys(monkeypatch) -> None:
    """Keys made earlier, one after the other."""
    seals.ours()
    keys = iter((seals.look_alike().key, seals.spare().key))
    monkeypatch.setattr(rsa, "generate_private_key", lambda **size: next(keys))


@pytest.fixture
def made(keys) -> SealKey:
    """The first key, with the authority made beside it."""
    return make_seal_key(at=AT)[0]


def chain_of(key: SealKey) -> list[x509.Certificate]:
    return x509.load_pem_x509_certificates(key.chain.encode())


def openssl(*arguments: object) -> str:
    command = ["openssl", *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_openssl_finds_the_way_from_the_seal_to_the_root(made, tmp_path):
    for name, certificate in zip(("leaf", "issuing", "root"), chain_of(made), strict=True):
        (tmp_path / f"{name}.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    said = openssl(
        *("verify", "-x509_strict", "-attime", int(AT.timestamp())),
        *("-CAfile", tmp_path / "root.pem", "-untrusted", tmp_path / "issuing.pem", tmp_path / "leaf.pem"),
    )
    assert said.endswith("leaf.pem: OK\n")


def test_the_certificates_last_as_long_as_they_should(made):
    years = [(one.not_valid_after_utc - one.not_valid_before_utc).days / 365.25 for one in chain_of(made)]
    assert [round(length, 2) for length in years] == [10, 10, 20]


def test_the_seal_key_is_for_documents_alone(made):
    leaf = chain_of(made)[0]
    assert leaf.public_key().key_size == 3072
    usage = leaf.extensions.get_extension_for_class(x509.KeyUsage)
    assert usage.critical
    assert (usage.value.digital_signature, usage.value.content_commitment) == (True, True)
    assert not usage.value.key_cert_sign
    purposes = leaf.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert list(purposes) == [DOCUMENT_SIGNING, ExtendedKeyUsageOID.EMAIL_PROTECTION]


def test_private_parts_are_files_that_only_the_site_reads(made, keys):
    private = [f"{made.key_id}.pem", "root/root.pem", "authority/issuing.pem"]
    assert [stat.S_IMODE((keys / name).stat().st_mode) for name in private] == [0o400] * 3
    folders = [keys, keys / "root", keys / "authority"]
    assert [stat.S_IMODE(folder.stat().st_mode) for folder in folders] == [0o700] * 3


def test_the_key_seals_with_its_own_chain(made):
    signer = signer_of(made.key_id)
    assert signer.signing_cert.dump() == chain_of(made)[0].public_bytes(Encoding.DER)


def test_making_a_key_again_changes_nothing(made, keys):
    before = sorted(path.name for path in keys.rglob("*"))
    assert make_seal_key(at=AT) == (made, False)
    assert sorted(path.name for path in keys.rglob("*")) == before


def test_a_key_that_lost_its_row_with_the_database_is_taken_up_again(seal_key):
    SealKey.objects.all().delete()
    again, is_new = make_seal_key(at=AT)
    assert (again.key_id, is_new) == (seals.ours().key_id, True)


def test_the_root_can_be_written_off_the_server_at_once(keys, tmp_path):
    make_seal_key(at=AT, root=tmp_path / "stick")
    assert (tmp_path / "stick" / "root.pem").is_file()
    assert not (keys / "root").exists()


def test_later_keys_need_no_root(made, keys):
    (keys / "root" / "root.pem").unlink()
    later = rotate_seal_key(at=AT, is_urgent=True)
    assert chain_of(later)[1:] == chain_of(made)[1:]
    assert trusted_roots() == [root_certificate().public_bytes(Encoding.DER)]


def test_without_the_issuing_authority_no_second_root_is_made(made, keys):
    for name in ("root/root.pem", "authority/issuing.pem"):
        (keys / name).unlink()
    with pytest.raises(NoSigningKey, match="--root FOLDER"):
        rotate_seal_key(at=AT)


def test_a_new_root_is_made_on_purpose_and_the_old_one_stays_trusted(made, keys, tmp_path):
    begin_anew(at=AT, root_folder=tmp_path / "stick")
    later = rotate_seal_key(at=AT, is_urgent=True)
    assert chain_of(later)[2] != chain_of(made)[2]
    roots = [chain_of(key)[2].public_bytes(Encoding.DER) for key in (made, later)]
    assert trusted_roots() == roots
    assert (keys / "authority-until-20261123T093000" / "root.crt").is_file()


def test_where_a_root_lies_no_new_one_is_written(made, keys):
    with pytest.raises(NoSigningKey, match="another folder"):
        begin_anew(at=AT, root_folder=keys / "root")


def test_a_lost_issuing_authority_is_made_anew_under_the_same_root(made, keys):
    for path in (keys / "authority").glob("issuing.*"):
        path.unlink()
    later = rotate_seal_key(at=AT, is_urgent=True)
    assert chain_of(later)[1] != chain_of(made)[1]
    assert chain_of(later)[2] == chain_of(made)[2]


def test_the_next_key_is_published_a_day_before_it_seals(made):
    coming = rotate_seal_key(at=AT)
    made.refresh_from_db()
    assert coming.in_force_from == made.retired_at == AT + timedelta(hours=24)
    assert active_seal_key(at=AT + timedelta(hours=23)) == made
    assert active_seal_key(at=AT + timedelta(hours=24)) == coming


def test_a_compromised_key_is_on_the_authoritys_list_and_another_seals_at_once(made, tmp_path):
    serial = chain_of(made)[0].serial_number
    assert listed(tmp_path) == []
    withdraw_seal_key(made.key_id, at=AT + timedelta(days=1))
    assert listed(tmp_path) == [serial]
    assert active_seal_key(at=AT + timedelta(days=1)) != made


def test_the_list_of_withdrawn_seals_is_signed_anew_every_day(made):
    assert not renew_due_crl(at=AT + timedelta(hours=23))
    assert renew_due_crl(at=AT + timedelta(hours=24))
    again = x509.load_der_x509_crl(crl("issuing"))
    assert again.last_update_utc == AT + timedelta(hours=24)
    assert again.next_update_utc == AT + timedelta(days=401)


def test_a_list_that_lacks_a_withdrawn_key_is_signed_anew_at_once(made, tmp_path):
    """As when another process wrote it while the key was being withdrawn."""
    SealKey.objects.update(retired_at=AT, compromised_at=AT)
    assert listed(tmp_path) == []
    assert renew_due_crl(at=AT + timedelta(minutes=1))
    assert listed(tmp_path) == [chain_of(made)[0].serial_number]


def test_where_the_issuing_authority_is_not_no_list_is_signed(made, keys):
    (keys / "authority" / "issuing.pem").unlink()
    assert not renew_due_crl(at=AT + timedelta(days=30))


def test_the_command_makes_and_reports_both_kinds_once(keys, capsys):
    call_command("make_keys")
    signing, seal = SigningKey.objects.get(), SealKey.objects.get()
    first = capsys.readouterr().out
    assert first.startswith(f"New signing key {signing}\nNew seal key {seal}\n")
    assert f"SHA-256 of the root certificate: {fingerprint(root_certificate())}" in first
    assert f"The root's private key is {keys}/root/root.pem. Take it off this server" in first
    call_command("make_keys")
    again = capsys.readouterr().out
    assert again.startswith(f"Signing key in force: {signing}\nSeal key in force: {seal}\n")


def test_the_command_tells_which_keys_come_next_and_which_is_compromised(made, key, capsys):
    call_command("make_keys", rotate=True)
    signing, seal = SigningKey.objects.latest("pk"), SealKey.objects.latest("pk")
    said = capsys.readouterr().out
    assert f"Next signing key: {signing}, from {signing.in_force_from:%Y-%m-%d %H:%M} UTC" in said
    assert f"Next seal key: {seal}, from {seal.in_force_from:%Y-%m-%d %H:%M} UTC" in said
    call_command("make_keys", compromised=made.key_id)
    assert f"Compromised: {made}. Issue anew what it made: replace_key {made}" in capsys.readouterr().out
    made.refresh_from_db()
    assert made.compromised_at is not None


def test_the_command_begins_anew_only_where_it_is_told_to(made, key, tmp_path, capsys):
    with pytest.raises(CommandError, match="--root FOLDER"):
        call_command("make_keys", new_root=True)
    call_command("make_keys", new_root=True, root=tmp_path / "stick")
    assert f"The root's private key is {tmp_path}/stick/root.pem" in capsys.readouterr().out
    assert len(trusted_roots()) == 2


def test_an_unknown_key_cannot_be_compromised(made, key):
    with pytest.raises(CommandError, match="There is no key seal-000000000000"):
        call_command("make_keys", compromised="seal-000000000000")


def listed(folder) -> list[int]:
    """Return the serial numbers that openssl reads on the published list."""
    (folder / "list.crl").write_bytes(crl("issuing"))
    said = openssl("crl", "-inform", "DER", "-in", folder / "list.crl", "-noout", "-text")
    return [int(line.split(":")[1], 16) for line in said.splitlines() if "Serial Number:" in line]

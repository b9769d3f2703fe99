"""Three places of a seal's private key give one and the same seal."""

import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from certificates.errors import NoSigningKey
from certificates.sealing import seal_signers
from certificates.sealing.key_files import write_private
from certificates.sealing.seal_signers import is_here, public_key_elsewhere, signer_of
from certificates.sealing.sealing import seal
from tests.certificates import seals

SOFTHSM = Path("/usr/lib/softhsm/libsofthsm2.so")


class LocalService:
    """A key service such as a cloud's, next door."""

    def public_key(self) -> bytes:
        return seals.ours().key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)

    def sign(self, digest: bytes) -> bytes:
        assert len(digest) == 32
        return seals.ours().sign(digest)


class SmallKey(LocalService):
    def public_key(self) -> bytes:
        return (
            seals.look_alike()
            .issuing[1]
            .public_key()
            .public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        )


@pytest.fixture(autouse=True)
def folder(settings, tmp_path) -> Path:
    """A folder of keys with the certificates of our seal key, and no private part."""
    settings.KEYS_DIR = tmp_path
    (tmp_path / f"{seals.ours().key_id}.chain.pem").write_text(seals.ours().chain)
    seal_signers._service.cache_clear()
    return tmp_path


def resealed() -> bytes:
    signer = signer_of(seals.ours().key_id)
    return seal(seals.unsealed(), signer, at=seals.NOW, reason=seals.REASON, title=seals.TITLE)


def test_a_key_file_seals(folder):
    write_private(folder / f"{seals.ours().key_id}.pem", seals.ours().key)
    assert resealed() == seals.sealed()


def test_a_key_file_is_read_once_in_a_process(folder):
    file = folder / f"{seals.ours().key_id}.pem"
    write_private(file, seals.ours().key)
    first = signer_of(seals.ours().key_id)
    file.unlink()
    assert signer_of(seals.ours().key_id) is first


def test_without_the_private_part_nothing_is_sealed():
    assert not is_here(seals.ours().key_id)
    with pytest.raises(NoSigningKey, match="not on this machine"):
        signer_of(seals.ours().key_id)


def test_a_file_under_another_keys_name_is_refused(folder):
    write_private(folder / f"{seals.ours().key_id}.pem", seals.look_alike().key)
    with pytest.raises(NoSigningKey, match="another key"):
        signer_of(seals.ours().key_id)


def test_a_key_service_seals(settings):
    settings.SEAL_SIGNER = f"{__name__}.LocalService"
    assert is_here(seals.ours().key_id)
    assert resealed() == seals.sealed()


def test_a_key_service_with_another_key_is_not_asked(settings):
    settings.SEAL_SIGNER = f"{__name__}.LocalService"
    assert not is_here(seals.look_alike().key_id)


def test_a_key_of_another_kind_is_refused(settings):
    settings.SEAL_SIGNER = f"{__name__}.SmallKey"
    with pytest.raises(NoSigningKey, match="3072 bits"):
        public_key_elsewhere()


@pytest.fixture
def token(settings, tmp_path, monkeypatch) -> None:
    """A SoftHSM2 token that holds our seal key."""
    (tmp_path / "tokens").mkdir()
    (tmp_path / "softhsm2.conf").write_text(f"directories.tokendir = {tmp_path / 'tokens'}\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(tmp_path / "softhsm2.conf"))
    private = seals.ours().key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (tmp_path / "imported.pem").write_bytes(private)
    pins = ("--pin", "1234", "--label", "seals")
    softhsm("--init-token", "--free", "--so-pin", "5678", *pins)
    imported = ("--import", tmp_path / "imported.pem", "--token", "seals", "--id", "01")
    softhsm(*imported, "--pin", "1234", "--label", "seal-2026")
    settings.SEAL_SIGNER, settings.SEAL_PKCS11_MODULE = "pkcs11", str(SOFTHSM)
    settings.SEAL_PKCS11_TOKEN, settings.SEAL_PKCS11_KEY = "seals", "seal-2026"
    settings.SEAL_PKCS11_PIN = "1234"


def softhsm(*arguments: object) -> None:
    subprocess.run(["softhsm2-util", *map(str, arguments)], check=True, capture_output=True)


def test_a_key_in_a_token_seals(token, settings):
    assert is_here(seals.ours().key_id)
    assert resealed() == seals.sealed()
    settings.SEAL_PKCS11_KEY = "no such key"
    with pytest.raises(NoSigningKey, match="no such key"):
        public_key_elsewhere()


def test_a_token_that_does_not_answer_is_said(settings):
    settings.SEAL_SIGNER, settings.SEAL_PKCS11_MODULE = "pkcs11", "/nowhere/token.so"
    with pytest.raises(NoSigningKey, match="does not answer"):
        public_key_elsewhere()

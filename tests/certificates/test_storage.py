import os
import stat
from pathlib import Path

import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile
from django.core.files.storage import storages


@pytest.fixture
def storage(settings, tmp_path):
    """The folder of certificates, as the settings make it, in another place."""
    options = settings.STORAGES["certificates"]["OPTIONS"] | {"location": tmp_path / "certificates"}
    settings.STORAGES = settings.STORAGES | {
        "certificates": settings.STORAGES["certificates"] | {"OPTIONS": options}
    }
    return storages["certificates"]


def test_a_file_lies_where_it_was_settled_and_takes_the_place_of_what_was_there(storage):
    assert storage.save("2026/12/A.pdf", ContentFile(b"half")) == "2026/12/A.pdf"
    assert storage.save("2026/12/A.pdf", ContentFile(b"whole")) == "2026/12/A.pdf"
    assert storage.open("2026/12/A.pdf").read() == b"whole"
    assert [path.name for path in Path(storage.path("2026/12")).iterdir()] == ["A.pdf"]


def test_only_the_site_reads_it(storage):
    storage.save("2026/12/A.pdf", ContentFile(b"whole"))
    assert stat.S_IMODE(os.stat(storage.path("2026/12/A.pdf")).st_mode) == 0o600
    assert stat.S_IMODE(os.stat(storage.path("2026/12")).st_mode) == 0o700


def test_what_cannot_be_written_wholly_leaves_what_was_there(storage, monkeypatch):
    storage.save("2026/12/A.pdf", ContentFile(b"whole"))

    def refuse(handle):
        raise OSError("No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OSError, match="No space left"):
        storage.save("2026/12/A.pdf", ContentFile(b"half"))
    assert storage.open("2026/12/A.pdf").read() == b"whole"
    assert [path.name for path in Path(storage.path("2026/12")).iterdir()] == ["A.pdf"]


def test_nothing_is_written_outside_the_folder(storage):
    with pytest.raises(SuspiciousFileOperation):
        storage.save("../A.pdf", ContentFile(b"whole"))


def test_what_a_killed_process_left_half_written_goes_with_the_file(storage):
    storage.save("2026/12/A.pdf", ContentFile(b"whole"))
    half = Path(storage.path("2026/12/.A.pdf.part"))
    half.write_bytes(b"half")
    storage.save("2026/12/A.pdf", ContentFile(b"again"))
    assert not half.exists()
    half.write_bytes(b"half")
    storage.delete("2026/12/A.pdf")
    assert list(Path(storage.path("2026/12")).iterdir()) == []

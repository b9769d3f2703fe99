import io
import random
import stat
import struct
import zipfile

import pytest

from content.items.interchange import packages, qti
from content.items.interchange.packages import is_package, open_package
from content.items.interchange.terms import FileRefused


def zipped(*members, compression=zipfile.ZIP_DEFLATED):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", compression) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return data.getvalue()


def refusal(data):
    with pytest.raises(FileRefused) as refused:
        open_package(data)
    return str(refused.value)


def test_members_are_read_by_name():
    package = open_package(zipped(("a/one.xml", "<a/>"), ("two.txt", "2")))
    assert package.names == ("a/one.xml", "two.txt")
    assert package.read("a/one.xml") == b"<a/>"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("/etc/passwd", "has an absolute or malformed path"),
        ("C:/windows", "has an absolute or malformed path"),
        ("a\\b.xml", "has an absolute or malformed path"),
        ("../outside.xml", "leads out of the archive"),
        ("a/../../outside.xml", "leads out of the archive"),
    ],
)
def test_a_path_that_leads_elsewhere_refuses_the_archive_by_its_name(name, reason):
    assert refusal(zipped((name, "x"))) == f"The archive cannot be taken: {name} {reason}."


def test_a_link_refuses_the_archive():
    link = zipfile.ZipInfo("link.xml")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert refusal(zipped((link, "/etc/passwd"))) == "The archive cannot be taken: link.xml is a link."


def test_an_encrypted_member_refuses_the_archive():
    data = bytearray(zipped(("secret.xml", "<a/>")))
    # The flags of the member, in its entry of the central directory: bit 0 says that it is encrypted.
    at = data.index(b"PK\x01\x02") + 8
    struct.pack_into("<H", data, at, 1)
    assert refusal(bytes(data)) == "The archive cannot be taken: secret.xml is encrypted."


def test_what_is_packed_more_tightly_than_texts_is_a_bomb():
    assert "more tightly" in refusal(zipped(("bomb.xml", b"\0" * 5_000_000)))


def test_too_many_members_refuse_the_archive(monkeypatch):
    monkeypatch.setattr(packages, "MAX_MEMBERS", 2)
    assert refusal(zipped(*((f"{n}.xml", "") for n in range(3)))) == "The archive holds more than 2 files."


def test_too_much_in_all_refuses_the_archive(monkeypatch):
    monkeypatch.setattr(packages, "MAX_TOTAL_BYTES", 1 << 20)
    data = zipped(*((f"{n}.bin", random.Random(n).randbytes(600_000)) for n in range(2)))
    assert refusal(data) == "Unpacked, the archive is larger than 1 MiB."


def test_one_member_may_not_be_too_large(monkeypatch):
    monkeypatch.setattr(packages, "MAX_MEMBER_BYTES", 10)
    assert refusal(zipped(("big.xml", "x" * 11))) == "The archive cannot be taken: big.xml is too large."


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_refuse_the_archive():
    assert refusal(zipped(("a.xml", "1"), ("a.xml", "2"))) == "The archive holds two files of the same name."


@pytest.mark.parametrize("data", [b"PK\x03\x04 and no more", b"", b"<xml/>"])
def test_what_is_no_archive_is_refused(data):
    assert refusal(data) == "This is no zip archive, or it is damaged."
    assert is_package(data) == data.startswith(b"PK")


def test_a_damaged_member_is_refused_by_name():
    data = bytearray(zipped(("a.xml", "right"), compression=zipfile.ZIP_STORED))
    data[data.index(b"right")] ^= 1
    with pytest.raises(FileRefused, match=r"The file a\.xml in the archive is damaged\."):
        open_package(bytes(data)).read("a.xml")


def test_an_archive_in_an_archive_is_not_opened():
    inner = zipped(("item.xml", "<assessmentItem/>"))
    with pytest.raises(FileRefused, match="There are no questions in QTI in the archive"):
        qti.read(zipped(("inner.zip", inner)), rng=random.Random(1))

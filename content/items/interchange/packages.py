"""Zip files from strangers: bounded before anything is unpacked, and never unpacked to disk.

Archives inside an archive are files like any other: nobody opens them.
"""

import io
import stat
import zipfile
from dataclasses import dataclass

from content.items.interchange.terms import FileRefused
from content.items.wording import Wording
from content.items.wording import Wording as _

MAX_MEMBERS = 5000
MAX_MEMBER_BYTES = 50 * 1024 * 1024
MAX_TOTAL_BYTES = 200 * 1024 * 1024
# Text shrinks to a tenth, repetitive XML to a fiftieth. More is a bomb, unless it is small.
MAX_RATIO = 200
_SMALL = 1024 * 1024
_ENCRYPTED = 0x1


@dataclass(frozen=True)
class Package:
    """An archive whose members may be read. names: as in the archive, files only."""

    archive: zipfile.ZipFile
    names: tuple[str, ...]

    def read(self, name: str) -> bytes:
        """Return a member; raise FileRefused where it is damaged."""
        try:
            return self.archive.read(name)
        except (
            zipfile.BadZipFile,
            zipfile.LargeZipFile,
            EOFError,
            OSError,
            ValueError,
            NotImplementedError,  # of zipfile, for ways of packing that it does not know
        ) as error:
            raise FileRefused(_("The file %(name)s in the archive is damaged.", name=name)) from error


def is_package(data: bytes) -> bool:
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def open_package(data: bytes) -> Package:
    """Check an archive and return it; raise FileRefused, naming the member that is at fault."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError) as error:
        raise FileRefused(_("This is no zip archive, or it is damaged.")) from error
    members = archive.infolist()
    _refuse_size(members)
    for member in members:
        _refuse_member(member)
    names = [member.filename for member in members if not member.is_dir()]
    if len(set(names)) < len(names):
        raise FileRefused(_("The archive holds two files of the same name."))
    return Package(archive, tuple(names))


def _refuse_size(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MAX_MEMBERS:
        raise FileRefused(_("The archive holds more than %(limit)s files.", limit=MAX_MEMBERS))
    if sum(member.file_size for member in members) > MAX_TOTAL_BYTES:
        raise FileRefused(
            _("Unpacked, the archive is larger than %(limit)s MiB.", limit=MAX_TOTAL_BYTES >> 20)
        )


def _refuse_member(member: zipfile.ZipInfo) -> None:
    if reason := _reason(member):
        raise FileRefused(
            _("The archive cannot be taken: %(name)s %(reason)s.", name=member.filename, reason=reason)
        )


def _reason(member: zipfile.ZipInfo) -> Wording | None:
    name = member.orig_filename
    if name.startswith(("/", "\\")) or "\x00" in name or name[1:2] == ":" or "\\" in name:
        return _("has an absolute or malformed path")
    if ".." in name.split("/"):
        return _("leads out of the archive")
    if stat.S_ISLNK(member.external_attr >> 16):
        return _("is a link")
    if member.flag_bits & _ENCRYPTED:
        return _("is encrypted")
    if member.file_size > MAX_MEMBER_BYTES:
        return _("is too large")
    if member.file_size > _SMALL and member.file_size > MAX_RATIO * max(member.compress_size, 1):
        return _("is packed more tightly than texts can be")
    return None

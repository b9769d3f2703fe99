"""Private keys as files that only the site reads, in a folder that only the site enters."""

import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

READ_ONLY = 0o400


def write_private(path: Path, key: PrivateKeyTypes) -> None:
    write_new(path, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))


def write_new(path: Path, data: bytes) -> None:
    """Write a file that must not be there yet; FileExistsError when it is."""
    _make_private(path.parent)
    # Created with its final mode: there is no moment at which others could open it.
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, READ_ONLY), "wb") as stream:
        stream.write(data)
        stream.flush()
        # A certificate signed by a key that a power cut took away could never be followed by another.
        os.fsync(stream.fileno())


def replace(path: Path, data: bytes) -> None:
    """Put a new file in the place of an old one; a reader meets the one or the other, whole."""
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    write_new(fresh, data)
    fresh.replace(path)


def _make_private(folder: Path) -> None:
    if not folder.is_dir():
        _make_private(folder.parent)  # Python's own parents=True leaves these open to all
        folder.mkdir(mode=0o700, exist_ok=True)

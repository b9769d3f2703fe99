"""Private keys as files that only the site reads; their public parts as rows.

A key signs while its row is not retired and its file is here. A retired key keeps verifying what
it signed, for ever: its row stays.
"""

import os
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.errors import NoSigningKey
from certificates.models import SigningKey
from certificates.signing import key_id_of, public_key_of


def active_key() -> tuple[SigningKey, Ed25519PrivateKey]:
    """Return the newest key in force with its private part; NoSigningKey when this machine has none."""
    for row in SigningKey.objects.filter(retired_at=None).order_by("-in_force_from", "-pk"):
        if (path := _path(row.key_id)).is_file():
            return row, _load(path)
    raise NoSigningKey(_("There is no key to sign with. Run the command make_keys."))


@transaction.atomic
def make_key(*, at: datetime | None = None) -> tuple[SigningKey, bool]:
    """Return the key in force and whether it was made now. Safe to repeat."""
    try:
        return active_key()[0], False
    except NoSigningKey:
        return _register(_kept() or _write(), at=at or timezone.now()), True


@transaction.atomic
def rotate_key(*, at: datetime | None = None) -> SigningKey:
    """Retire every key in force and make a new one. What the old ones signed stays valid."""
    at = at or timezone.now()
    SigningKey.objects.filter(retired_at=None).update(retired_at=at)
    return _register(_write(), at=at)


def _register(private: Ed25519PrivateKey, *, at: datetime) -> SigningKey:
    public_key = public_key_of(private)
    row = SigningKey(key_id=key_id_of(public_key), public_key=public_key, in_force_from=at)
    row.full_clean()
    row.save()
    return row


def _kept() -> Ed25519PrivateKey | None:
    """Return a key whose file is here but unknown to this database, as after the database was made anew."""
    known = set(SigningKey.objects.values_list("key_id", flat=True))
    found = [path for path in sorted(settings.KEYS_DIR.glob("ed25519-*.pem")) if path.stem not in known]
    return _load(found[0]) if found else None


def _write() -> Ed25519PrivateKey:
    private = Ed25519PrivateKey.generate()
    settings.KEYS_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    # Created with its final mode: there is no moment at which others could open it.
    file = os.open(_path(key_id_of(public_key_of(private))), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
    with os.fdopen(file, "wb") as stream:
        stream.write(pem)
        stream.flush()
        # A certificate signed by a key that a power cut took away could never be followed by another.
        os.fsync(stream.fileno())
    return private


def _load(path: Path) -> Ed25519PrivateKey:
    private = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(private, Ed25519PrivateKey) or key_id_of(public_key_of(private)) != path.stem:
        raise NoSigningKey(_("The key file %(name)s holds another key.") % {"name": path.name})
    return private


def _path(key_id: str) -> Path:
    return Path(settings.KEYS_DIR) / f"{key_id}.pem"

"""The keys that sign records and credentials: private parts as files, public parts as rows.

A retired key keeps verifying what it signed, for ever: its row stays. `seal_keys` has those of files.
"""

from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.credentials.signing import key_id_of, public_key_of
from certificates.errors import NoSigningKey
from certificates.models import SigningKey
from certificates.sealing.key_files import write_private
from certificates.sealing.rotating import NOTICE, hand_over, in_force, next_key, withdraw

KEYS = SigningKey.objects


def active_key(*, at: datetime | None = None) -> tuple[SigningKey, Ed25519PrivateKey]:
    """Return the newest key in force with its private part; NoSigningKey when this machine has none."""
    for row in in_force(KEYS.all(), at=at or timezone.now()):
        if (path := _path(row.key_id)).is_file():
            return row, _load(path)
    raise NoSigningKey(_("There is no key to sign with. Run the command make_keys."))


@transaction.atomic
def make_key(*, at: datetime | None = None) -> tuple[SigningKey, bool]:
    """Return the key in force and whether it was made now. Safe to repeat."""
    at = at or timezone.now()
    try:
        return active_key(at=at)[0], False
    except NoSigningKey:
        return _register(_kept() or _write(), at=at), True


@transaction.atomic
def rotate_key(*, at: datetime | None = None, is_urgent: bool = False) -> SigningKey:
    """Return the next key, made unless there is one: it signs a day from now, or now when it is urgent."""
    at = at or timezone.now()
    coming = next_key(KEYS.all(), at=at)
    if coming and not is_urgent:
        return coming
    since = at if is_urgent else at + NOTICE
    return hand_over(KEYS.all(), coming or _register(_write(), at=since), at=since)


@transaction.atomic
def withdraw_key(key_id: str, *, at: datetime | None = None) -> SigningKey:
    """Declare a key compromised; another is in force from that moment. What it signed must be issued anew."""
    at = at or timezone.now()
    row = withdraw(KEYS.all(), key_id, at=at)
    if not in_force(KEYS.all(), at=at).exists():
        rotate_key(at=at, is_urgent=True)
    return row


def _register(private: Ed25519PrivateKey, *, at: datetime) -> SigningKey:
    public_key = public_key_of(private)
    row = SigningKey(key_id=key_id_of(public_key), public_key=public_key, in_force_from=at)
    row.full_clean()
    row.save()
    return row


def _kept() -> Ed25519PrivateKey | None:
    """Return a key whose file is here but unknown to this database, as after the database was made anew."""
    known = set(KEYS.values_list("key_id", flat=True))
    found = [path for path in sorted(settings.KEYS_DIR.glob("ed25519-*.pem")) if path.stem not in known]
    return _load(found[0]) if found else None


def _write() -> Ed25519PrivateKey:
    private = Ed25519PrivateKey.generate()
    write_private(_path(key_id_of(public_key_of(private))), private)
    return private


def _load(path: Path) -> Ed25519PrivateKey:
    private = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(private, Ed25519PrivateKey) or key_id_of(public_key_of(private)) != path.stem:
        raise NoSigningKey(_("The key file %(name)s holds another key.") % {"name": path.name})
    return private


def _path(key_id: str) -> Path:
    return Path(settings.KEYS_DIR) / f"{key_id}.pem"

"""The files of our certification authority in the folder of keys.

root/root.pem           the root's private key, for as long as it lies here: it belongs off the server
authority/root.*        the root's certificate and its list of withdrawn certificates
authority/issuing.*     the same of the issuing authority, and its private key, which certifies seal keys
"""

import logging
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from django.conf import settings
from django.utils.translation import gettext as _

from certificates.errors import NoSigningKey
from certificates.models import SealKey
from certificates.sealing.authority import (
    ISSUING_CRL_LIFE,
    ROOT_CRL_LIFE,
    Pair,
    as_pem,
    make_crl,
    make_issuing,
    make_root,
)
from certificates.sealing.key_files import replace, write_new, write_private

log = logging.getLogger(__name__)

#: A certificate begins a week before it is made: clocks elsewhere run late, and an interrupted issue keeps
#: the moment at which it began.
EARLIER = timedelta(days=7)
#: The issuing authority's list is written anew after this time, long before it runs out.
FRESH = timedelta(days=1)


def issuing_authority(*, at: datetime, root_folder: Path | None = None) -> Pair:
    """Return the issuing authority, made under the root when it is not here; and the root, at the very first.

    root_folder: where the root's private key lies or will lie; None: in the folder of keys.
    """
    if _file("issuing.pem").is_file():
        return _read("issuing", _file("issuing.pem"))
    return _make_issuing(_root(root_folder or Path(settings.KEYS_DIR) / "root", at), at)


def begin_anew(*, at: datetime, root_folder: Path) -> Pair:
    """Make a new root in a folder that holds none, and an issuing authority; the old one is put aside.

    Seals under the old root stay trusted. Everyone who trusts it must be told of the new one.
    """
    if (root_folder / "root.pem").exists():
        raise NoSigningKey(_("There is a root in this folder. Choose another folder for the new one."))
    folder = _file("root.crt").parent
    if folder.exists():
        folder.rename(folder.with_name(f"authority-until-{at:%Y%m%dT%H%M%S}"))
    return _make_issuing(_make_root(root_folder, at), at)


def _make_issuing(root: Pair, at: datetime) -> Pair:
    pair = make_issuing(root, settings.ISSUER_NAME, at=at - EARLIER, crl_url=crl_url("root"))
    write_new(_file("issuing.crt"), as_pem(pair[0]).encode())
    write_private(_file("issuing.pem"), pair[1])
    publish_crl(pair, at=at)
    return pair


def root_certificate() -> x509.Certificate:
    return x509.load_pem_x509_certificate(_file("root.crt").read_bytes())


def crl(authority: str) -> bytes | None:
    """Return the published list (DER) of "root" or "issuing"; None when it is not on this machine."""
    path = _file(f"{authority}.crl")
    return path.read_bytes() if path.is_file() else None


def crl_url(authority: str) -> str:
    return f"{settings.BASE_URL}/trust/{authority}.crl"


def publish_crl(issuing: Pair, *, at: datetime) -> None:
    """Write the issuing authority's list anew: each compromised key that it certified."""
    replace(_file("issuing.crl"), make_crl(issuing, _withdrawn(issuing), at=at, life=ISSUING_CRL_LIFE))


def renew_crl(*, at: datetime) -> None:
    """Write the list anew where the issuing authority's key is, so that it is never out of date."""
    if _file("issuing.pem").is_file():
        publish_crl(issuing_authority(at=at), at=at)


def renew_due_crl(*, at: datetime) -> bool:
    """Write the list anew when it is a day old or lacks a withdrawn key; return whether it was.

    A list that another process wrote while a key was being withdrawn may lack that key.
    """
    try:
        if not _file("issuing.pem").is_file() or _is_current(crl("issuing"), at=at):
            return False
        renew_crl(at=at)
    except NoSigningKey as refusal:  # what else is caught up with must not wait for it
        log.warning("The list of withdrawn seals is not up to date: %s", refusal)
        return False
    return True


def _is_current(published: bytes | None, *, at: datetime) -> bool:
    if published is None:
        return False
    listed = x509.load_der_x509_crl(published)
    serials = (serial for serial, _since in _withdrawn(issuing_authority(at=at)))
    return at < listed.last_update_utc + FRESH and all(
        listed.get_revoked_certificate_by_serial_number(serial) for serial in serials
    )


def _withdrawn(issuing: Pair) -> list[tuple[int, datetime]]:
    """Return the serial number and the moment of each compromised key that it certified."""
    leaves = [
        (x509.load_pem_x509_certificate(row.chain.encode()), row.compromised_at)
        for row in SealKey.objects.exclude(compromised_at=None).order_by("pk")
    ]
    return [
        (leaf.serial_number, since)
        for leaf, since in leaves
        if since is not None and leaf.issuer == issuing[0].subject
    ]


def _root(folder: Path, at: datetime) -> Pair:
    if (folder / "root.pem").is_file():
        return _read("root", folder / "root.pem")
    if SealKey.objects.exists():
        # Another root would be a stranger to everyone who trusts the first.
        raise NoSigningKey(
            _("The issuing authority is not on this machine. Bring the root's key: make_keys --root FOLDER.")
        )
    return _make_root(folder, at)


def _make_root(folder: Path, at: datetime) -> Pair:
    root = make_root(settings.ISSUER_NAME, at=at - EARLIER)
    write_private(folder / "root.pem", root[1])
    write_new(_file("root.crt"), as_pem(root[0]).encode())
    write_new(_file("root.crl"), make_crl(root, [], at=at, life=ROOT_CRL_LIFE))
    return root


def _read(authority: str, key: Path) -> Pair:
    private = load_pem_private_key(key.read_bytes(), password=None)
    certificate = x509.load_pem_x509_certificate(_file(f"{authority}.crt").read_bytes())
    if not isinstance(private, EllipticCurvePrivateKey) or private.public_key() != certificate.public_key():
        raise NoSigningKey(_("The key file %(name)s holds another key.") % {"name": key.name})
    return certificate, private


def _file(name: str) -> Path:
    return Path(settings.KEYS_DIR) / "authority" / name

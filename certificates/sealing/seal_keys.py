"""The keys that seal files: their certificates as rows and files, their private parts where settings say."""

from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.errors import NoSigningKey
from certificates.models import SealKey
from certificates.sealing.authority import as_pem, make_seal_certificate, seal_key_id
from certificates.sealing.key_files import write_new, write_private
from certificates.sealing.rotating import NOTICE, hand_over, in_force, next_key, withdraw
from certificates.sealing.seal_authority import (
    EARLIER,
    crl_url,
    issuing_authority,
    publish_crl,
    root_certificate,
)
from certificates.sealing.seal_signers import (
    FILE,
    KEY_BITS,
    chain_file,
    is_here,
    key_file,
    public_key_elsewhere,
)

KEYS = SealKey.objects


def active_seal_key(*, at: datetime | None = None) -> SealKey:
    """Return the newest key in force that this machine can seal with; NoSigningKey when there is none."""
    for row in in_force(KEYS.all(), at=at or timezone.now()):
        if is_here(row.key_id):
            return row
    raise NoSigningKey(_("There is no key to seal with. Run the command make_keys."))


@transaction.atomic
def make_seal_key(*, at: datetime | None = None, root: Path | None = None) -> tuple[SealKey, bool]:
    """Return the key in force and whether it was made now, with an authority if need be. Safe to repeat."""
    at = at or timezone.now()
    try:
        return active_seal_key(at=at), False
    except NoSigningKey:
        return _kept(at) or _make(at, since=at, root=root), True


@transaction.atomic
def rotate_seal_key(
    *, at: datetime | None = None, is_urgent: bool = False, root: Path | None = None
) -> SealKey:
    """Return the next key, made unless there is one: it seals a day from now, or now when it is urgent."""
    at = at or timezone.now()
    coming = next_key(KEYS.all(), at=at)
    if coming and not is_urgent:
        return coming
    since = at if is_urgent else at + NOTICE
    return hand_over(KEYS.all(), coming or _make(at, since=since, root=root), at=since)


@transaction.atomic
def withdraw_seal_key(key_id: str, *, at: datetime | None = None) -> SealKey:
    """Declare a key compromised: it goes on the authority's list, and another is in force at once."""
    at = at or timezone.now()
    row = withdraw(KEYS.all(), key_id, at=at)
    publish_crl(issuing_authority(at=at), at=at)
    if not in_force(KEYS.all(), at=at).exists():
        rotate_seal_key(at=at, is_urgent=True)
    return row


def trusted_roots() -> list[bytes]:
    """Return the root of every seal that we ever made (DER): what a file's seal must lead to."""
    chains = KEYS.order_by("pk").values_list("chain", flat=True)
    roots = [x509.load_pem_x509_certificates(chain.encode())[-1] for chain in chains]
    return list(dict.fromkeys(root.public_bytes(Encoding.DER) for root in roots))


def _make(at: datetime, *, since: datetime, root: Path | None) -> SealKey:
    issuing = issuing_authority(at=at, root_folder=root)
    public_key = _new_public_key()
    leaf = make_seal_certificate(
        issuing, settings.ISSUER_NAME, public_key, at=at - EARLIER, crl_url=crl_url("issuing")
    )
    chain = as_pem(leaf, issuing[0], root_certificate())
    write_new(chain_file(seal_key_id(public_key)), chain.encode())
    return _register(chain, since=since)


def _new_public_key() -> rsa.RSAPublicKey:
    if settings.SEAL_SIGNER == FILE:
        private = rsa.generate_private_key(public_exponent=65537, key_size=KEY_BITS)
        write_private(key_file(seal_key_id(private.public_key())), private)
        return private.public_key()
    key = public_key_elsewhere()
    if KEYS.filter(key_id=seal_key_id(key)).exists():
        raise NoSigningKey(
            _("First make a new key in the token or the key service, and name it in settings.")
        )
    return key


def _kept(at: datetime) -> SealKey | None:
    """Take up a key whose files are here but no row, as after the database was made anew."""
    known = set(KEYS.values_list("key_id", flat=True))
    for path in sorted(Path(settings.KEYS_DIR).glob("seal-*.chain.pem")):
        key_id = path.name.removesuffix(".chain.pem")
        if key_id not in known and is_here(key_id):
            return _register(path.read_text(), since=at)
    return None


def _register(chain: str, *, since: datetime) -> SealKey:
    public_key = x509.load_pem_x509_certificate(chain.encode()).public_key()
    if not isinstance(public_key, rsa.RSAPublicKey):
        raise NoSigningKey(_("The certificate of the seal key is of another kind."))
    row = SealKey(key_id=seal_key_id(public_key), chain=chain, in_force_from=since)
    row.full_clean()
    row.save()
    return row

"""Print a certificate: draw its sheet and seal the file. Asks no database, so that any process can do it."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from pyhanko.sign.timestamps import TimestampRequestError

from certificates.credentials.claims import read_claims
from certificates.errors import NoTimeStamp
from certificates.printing.rendering import render
from certificates.printing.sheet import sheet_of
from certificates.sealing.seal_authority import crl
from certificates.sealing.seal_signers import chain_file, signer_of
from certificates.sealing.sealing import seal
from certificates.sealing.time_stamps import TimeStamps, read_certificates, stamps_from


@dataclass(frozen=True)
class Order:
    """All that a file is made of. The same order gives the same bytes, unless time is stamped.

    claims: canonical bytes. credential: what is attached. at: the moment that the seal says.
    """

    claims: bytes
    credential: bytes
    base_url: str
    seal_key_id: str
    at: datetime


def print_certificate(order: Order) -> bytes:
    claims, signer = read_claims(order.claims), signer_of(order.seal_key_id)
    with translation.override(settings.LANGUAGE_CODE):
        words = {
            "reason": _("Issued by %(issuer)s") % {"issuer": claims.issuer},
            "title": _("Seal of %(issuer)s") % {"issuer": claims.issuer},
        }
    sheet = render(sheet_of(claims, order.base_url), order.credential)
    try:
        return seal(sheet, signer, at=order.at, **words, stamps=_stamps(order.seal_key_id))
    except TimestampRequestError as error:
        refusal = _("The time-stamping authority does not answer. The file is made as soon as it does.")
        raise NoTimeStamp(refusal) from error


def _stamps(seal_key_id: str) -> TimeStamps | None:
    if not settings.TSA_URL:
        return None
    tsa_root = Path(settings.TSA_ROOT) if settings.TSA_ROOT else None
    own_root = read_certificates(chain_file(seal_key_id).read_bytes())[-1]
    crls = [found for found in (crl("issuing"), crl("root")) if found]
    return stamps_from(settings.TSA_URL, tsa_root, own_root, crls)

"""Print a certificate: draw its sheet and seal the file, here or in a pool of processes. Asks no database."""

import multiprocessing
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import django
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from certificates.claims import read_claims
from certificates.rendering import render
from certificates.seal_authority import crl
from certificates.seal_signers import chain_file, signer_of
from certificates.sealing import seal
from certificates.sheet import sheet_of
from certificates.time_stamps import TimeStamps, read_certificates, stamps_from


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
    claims = read_claims(order.claims)
    with translation.override(settings.LANGUAGE_CODE):
        words = {
            "reason": _("Issued by %(issuer)s") % {"issuer": claims.issuer},
            "title": _("Seal of %(issuer)s") % {"issuer": claims.issuer},
        }
    sheet = render(sheet_of(claims, order.base_url), order.credential)
    return seal(sheet, signer_of(order.seal_key_id), at=order.at, **words, stamps=_stamps(order.seal_key_id))


class PrintingPool:
    """Processes that print, one for each core; use it in a `with`.

    Not threads: drawing keeps Python busy. Each process keeps its fonts and its signer for all its orders.
    """

    def __init__(self, size: int | None = None):
        self.size = size or os.cpu_count() or 1

    def __enter__(self) -> "PrintingPool":
        # A fork of a running site would share its connections and locks; this one starts clean.
        context = multiprocessing.get_context("forkserver")
        self._pool = ProcessPoolExecutor(self.size, mp_context=context, initializer=_prepare)
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def print_all(self, orders: Iterable[Order]) -> Iterator[tuple[Order, bytes | Exception]]:
        """Yield each order with its file, or with what went wrong, as they are ready."""
        waiting: dict[Future[bytes], Order] = {
            self._pool.submit(print_certificate, order): order for order in orders
        }
        for done in as_completed(waiting):
            error = done.exception()
            if error is not None and not isinstance(error, Exception):
                raise error
            yield waiting[done], error or done.result()


def _stamps(seal_key_id: str) -> TimeStamps | None:
    if not settings.TSA_URL:
        return None
    tsa_root = Path(settings.TSA_ROOT) if settings.TSA_ROOT else None
    own_root = read_certificates(chain_file(seal_key_id).read_bytes())[-1]
    crls = [found for found in (crl("issuing"), crl("root")) if found]
    return stamps_from(settings.TSA_URL, tsa_root, own_root, crls)


def _prepare() -> None:
    django.setup()

"""The badge of a certificate, and the card beside shared links. Neither says whose it is.

Pictures are drawn when they are asked for, from what the record says at that moment: a badge on another
site shows a revocation as soon as it is loaded again.
"""

import hashlib
from datetime import date, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from weasyprint import HTML

from certificates.checking.verifying import Verdict, Verification
from certificates.credentials.baking import bake_png, bake_svg
from certificates.dates import local_day
from certificates.models import Certificate
from certificates.printing.emblem import BADGE_SIDE, CARD_SIZE, Badge, Tone, draw_badge, draw_card
from certificates.printing.fetching import OwnFilesOnly
from certificates.printing.picturing import picture

#: Pixels; twice the size at which it is shown, for fine screens.
BADGE_PIXELS = 2 * BADGE_SIDE
KEPT = 7 * 24 * 60 * 60


def badge_svg(result: Verification) -> str | None:
    """Return the drawing; None for what is no certificate of ours (any more): unknown, altered, nameless."""
    certificate, claims = result.certificate, result.claims
    if certificate is None or claims is None:
        return None
    tone, standing = _standing(result.verdict, certificate)
    year = certificate.awarded_on.year
    return draw_badge(Badge(claims.achievement, claims.issuer, year, tone, standing))


def badge_png(svg: str) -> bytes:
    return _drawn(svg, BADGE_SIDE, BADGE_SIDE, BADGE_PIXELS)


def card_png(achievement: str, issuer: str) -> bytes:
    """Return the wide picture beside a shared link. The same words give the same picture."""
    by = _("Issued by %(issuer)s") % {"issuer": issuer}
    where = _("Check whether it holds today: %(address)s")
    svg = draw_card(achievement, by, where % {"address": f"{urlsplit(settings.BASE_URL).netloc}/verify"})
    return _drawn(svg, *CARD_SIZE, CARD_SIZE[0])


def baked_svg(svg: str, certificate: Certificate) -> str:
    """Return the drawing with the credential inside, if there is one and it still counts."""
    return bake_svg(svg, certificate.credential) if _can_be_baked(certificate) else svg


def baked_png(png: bytes, certificate: Certificate) -> bytes:
    return bake_png(png, certificate.credential) if _can_be_baked(certificate) else png


def _can_be_baked(certificate: Certificate) -> bool:
    return certificate.is_in_force and bool(certificate.credential)


def _standing(verdict: Verdict, certificate: Certificate) -> tuple[Tone, str]:
    if verdict is Verdict.REVOKED:
        return "stop", _("Revoked on %(day)s") % {"day": _day(certificate.revoked_at)}
    if verdict is Verdict.SUPERSEDED:
        return "wait", _("Replaced on %(day)s") % {"day": _day(certificate.superseded_at)}
    if verdict is Verdict.EXPIRED:
        return "wait", _("Was valid until %(day)s") % {"day": _day(certificate.valid_until)}
    if verdict is Verdict.NOT_YET_VALID:
        return "wait", _("Valid from %(day)s") % {"day": _day(certificate.valid_from)}
    return "go", _("Valid until %(day)s") % {"day": _day(certificate.valid_until)}


def _day(at: datetime | date | None) -> str:
    day = local_day(at) if isinstance(at, datetime) else at
    return date_format(day, "j F Y", use_l10n=False) if day else ""


def _drawn(svg: str, width: int, height: int, pixels: int) -> bytes:
    """Return the drawing as PNG; kept by what it shows, as drawing takes a tenth of a second."""
    key = f"certificates:picture:{pixels}:{hashlib.sha256(svg.encode()).hexdigest()}"
    drawn: bytes | None = cache.get(key)
    if drawn is None:
        drawn = _draw(svg, width, height, pixels)
        cache.set(key, drawn, KEPT)
    return drawn


def _draw(svg: str, width: int, height: int, pixels: int) -> bytes:
    sheet = f"@page {{ size: {width}px {height}px; margin: 0 }} body {{ margin: 0 }} svg {{ display: block }}"
    page = HTML(string=f"<style>{sheet}</style>{svg}", url_fetcher=OwnFilesOnly())
    return picture(page.write_pdf(), width=pixels)

"""Doors to a certificate's pictures: badge and card for anyone, the badge to keep for its holder."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import conditional_page, require_safe

from certificates.checking.downloading import file_name
from certificates.checking.limiting import as_page, limited
from certificates.checking.showing import shown
from certificates.checking.verifying import Verification, verify, verify_record
from certificates.printing.badges import badge_png, badge_svg, baked_png, baked_svg, card_png
from certificates.views.holders import as_file, held_or_404
from certificates.views.unlisted import unlisted

SVG, PNG = "image/svg+xml", "image/png"
HEADERS = {
    # Kept, but asked for anew each time: a revocation shows at once, and costs 304 where nothing changed.
    "Cache-Control": "no-cache",
    "X-Robots-Tag": "noindex",
    "Cross-Origin-Resource-Policy": "cross-origin",
    # The drawing has its two sets of colours in itself, and may do nothing else.
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
}


@require_safe
@conditional_page
@limited(as_page)
def show_badge(request: HttpRequest, typed: str, kind: str) -> HttpResponse:
    """Send the badge. Where the holder keeps the record to themselves, there is none."""
    result = _open_or_404(typed)
    # The credential says what the file says: it goes along only where the holder shares that.
    drawn = _badge(result, kind, is_baked=shown(result).has_file)
    return HttpResponse(drawn, content_type=SVG if kind == "svg" else PNG, headers=HEADERS)


@require_safe
@conditional_page
@limited(as_page)
def show_card(request: HttpRequest, typed: str) -> HttpResponse:
    claims = _open_or_404(typed).claims
    drawn = card_png(claims.achievement, claims.issuer)  # type: ignore[union-attr]
    return HttpResponse(drawn, content_type=PNG, headers=HEADERS)


@require_safe
@unlisted
@login_required
def download_badge(request: HttpRequest, typed: str, kind: str) -> HttpResponse:
    """Send the holder the badge with their credential in it, whatever others see."""
    certificate = held_or_404(request, typed)
    result = verify_record(certificate, at=timezone.now())
    if result.claims is None or not certificate.is_in_force:
        raise Http404
    name = file_name(certificate).replace(".pdf", f"-badge.{kind}")
    return as_file(_badge(result, kind, is_baked=True), SVG if kind == "svg" else PNG, name)


def _open_or_404(typed: str) -> Verification:
    result = verify(typed)
    if result.certificate is None or result.claims is None or result.certificate.is_withheld:
        raise Http404
    return result


def _badge(result: Verification, kind: str, *, is_baked: bool) -> bytes:
    certificate, svg = result.certificate, badge_svg(result)
    if certificate is None or svg is None:
        raise Http404
    if kind == "svg":
        return (baked_svg(svg, certificate) if is_baked else svg).encode()
    png = badge_png(svg)
    return baked_png(png, certificate) if is_baked else png

"""Doors for those who would rather check without us: how, and with what."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import conditional_page, require_safe

from certificates.checking.publishing_trust import (
    AUTHORITIES,
    roots_of,
    seal_lines,
    signing_lines,
    trust_of_site,
)
from certificates.checking.trust import as_json
from certificates.models import SealKey
from certificates.sealing.seal_authority import crl
from certificates.views.unlisted import readable_from_anywhere

#: What certificates of an authority, and lists of withdrawn ones, are served as.
PEM, CRL = "application/x-pem-file", "application/pkix-crl"

# Verifiers that are not ours, to be linked to and never loaded from.
OTHERS = {"verifier_plus": "https://verifierplus.org/", "one_edtech": "https://vc.1edtech.org/"}


@require_safe
def show_trust(request: HttpRequest) -> HttpResponse:
    at = timezone.now()
    trust = trust_of_site(at=at)
    context = {
        "trust": trust,
        "site": urlsplit(settings.BASE_URL).netloc,
        "base_url": settings.BASE_URL,
        "others": OTHERS,
        "signing_keys": signing_lines(trust, at=at),
        "seal_keys": seal_lines(trust, at=at),
    }
    return render(request, "certificates/trust.html", context)


@require_safe
@readable_from_anywhere
@conditional_page
def download_root(request: HttpRequest) -> HttpResponse:
    """Send our root certificate; more than one, the newest last, only after it was replaced."""
    roots = roots_of(list(SealKey.objects.order_by("in_force_from", "pk")))
    if not roots:
        raise Http404
    return _file("".join(roots).encode(), PEM, "root.crt")


@require_safe
@readable_from_anywhere
@conditional_page
def download_chains(request: HttpRequest) -> HttpResponse:
    """Send the certificate of each key that sealed, with those above it."""
    chains = SealKey.objects.order_by("in_force_from", "pk").values_list("chain", flat=True)
    if not chains:
        raise Http404
    return _file("".join(chains).encode(), PEM, "chain.pem")


@require_safe
@readable_from_anywhere
@conditional_page
def download_crl(request: HttpRequest, authority: str) -> HttpResponse:
    """Send what an authority withdrew. Its address stands in every certificate that it issued."""
    published = crl(authority) if authority in AUTHORITIES else None
    if published is None:
        raise Http404
    return _file(published, CRL, f"{authority}.crl")


@require_safe
@readable_from_anywhere
def download_bundle(request: HttpRequest) -> HttpResponse:
    """Send all of it in one file, for checking offline."""
    return _file(as_json(trust_of_site(at=timezone.now())).encode(), "application/json", "bundle.json")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-cache"
    return answer

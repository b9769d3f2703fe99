"""Draw the page of a record. What was drawn is used again while nothing that it shows has changed."""

import hashlib
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.translation import get_language

from certificates.checking.presenting import OPENINGS_BY_WORD, public_key_groups, steps_of
from certificates.checking.showing import Shown
from certificates.checking.verifying import Verification
from certificates.forms import CheckForm, MatchForm
from certificates.models import Certificate
from certificates.views.around import checked_line, site_name

#: Seconds. Not for how current a record is, which its key sees to, but for templates that change.
KEPT = 600
THEMES = ("light", "dark")


@dataclass(frozen=True)
class Drawn:
    """A page with gaps for what is another at each look: the token of its forms and the moment.

    Their signs are random, so that nothing on record can pass for a gap.
    """

    page: str
    token: str
    moment: str

    def filled(self, *, token: str, moment: str) -> str:
        return self.page.replace(self.token, token).replace(self.moment, moment)


def draw_page(
    request: HttpRequest,
    result: Verification,
    seen: Shown,
    *,
    form: MatchForm | None = None,
    answer: str = "",
) -> str:
    """Return the page. A stranger's, on which nobody is signed in and nothing was asked, is drawn once."""
    certificate = result.certificate
    assert certificate is not None  # noqa: S101 - an unknown id has a page of its own
    moment = checked_line(result.checked_at)
    if form is not None or not _is_for_anybody(request, certificate):
        return _draw(request, result, certificate, seen, form=form, answer=answer, checked=moment)
    key = _key(request, result, certificate, seen)
    drawings = caches["drawings"]
    drawn: Drawn | None = drawings.get(key)
    if drawn is None:
        drawn = _draw_with_gaps(request, result, certificate, seen)
        drawings.set(key, drawn, KEPT)
    return drawn.filled(token=get_token(request), moment=moment)


def _draw_with_gaps(
    request: HttpRequest, result: Verification, certificate: Certificate, seen: Shown
) -> Drawn:
    token, moment = get_random_string(32), get_random_string(32)
    page = _draw(request, result, certificate, seen, csrf_token=token, checked=moment)
    return Drawn(page, token, moment)


def _is_for_anybody(request: HttpRequest, certificate: Certificate) -> bool:
    """Tell whether the page depends on nothing of the request but its colours."""
    names = ("record", "record-scanned")
    addresses = [reverse(f"certificates:{name}", args=[certificate.public_id]) for name in names]
    personal = {settings.SESSION_COOKIE_NAME, "messages"}
    return request.get_full_path() in addresses and personal.isdisjoint(request.COOKIES)


def _draw(
    request: HttpRequest, result: Verification, certificate: Certificate, seen: Shown, **more: object
) -> str:
    context = {
        "result": result,
        "seen": seen,
        "opening": OPENINGS_BY_WORD[seen.word],
        "certificate": certificate,
        "steps": steps_of(result, seen),
        "public_key": public_key_groups(certificate),
        "seal": certificate.seal_key.key_id if certificate.seal_key else "",
        "site": site_name(),
        "check_form": CheckForm(),
        "can_match": result.claims is not None and not certificate.is_withheld,
        "answer": "",
        **more,
        "form": more.get("form") or MatchForm(),
    }
    return render_to_string("certificates/record.html", context, request)


def _key(request: HttpRequest, result: Verification, certificate: Certificate, seen: Shown) -> str:
    """Name all that the drawing depends on: whatever differs in it is another drawing."""
    theme = request.COOKIES.get("theme")
    parts = (
        *(get_language(), request.path, theme if theme in THEMES else "", settings.BASE_URL),
        *(seen, certificate.key, certificate.seal_key_id, certificate.signature, result.word),
        *(certificate.revoked_at, certificate.revocation_reason, certificate.erased_at),
        *(certificate.superseded_at, certificate.superseded_as, certificate.is_withheld),
        *(certificate.key.compromised_at, certificate.key.public_key),
        # What was revoked may expire besides.
        *(result.checked_at >= certificate.expires_at, result.checked_at < certificate.valid_from),
    )
    return f"certificates:record:{hashlib.sha256(repr(parts).encode()).hexdigest()}"

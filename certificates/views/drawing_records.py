"""Draw a record for its page. What was drawn is used again while nothing that it shows has changed."""

import hashlib

from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from certificates.models import Certificate
from certificates.presenting import OPENINGS_BY_WORD, Opening, public_key_groups, steps_of
from certificates.showing import Shown
from certificates.verifying import Verification

#: Seconds. Not for how current a record is, which its key sees to, but for templates that change.
KEPT = 600


def draw_record(result: Verification, seen: Shown) -> tuple[SafeString, Opening]:
    """Return the drawn record and its opening words. Without the moment of the check, which stands apart."""
    assert result.certificate is not None  # noqa: S101 - an unknown id has a page of its own
    opening = OPENINGS_BY_WORD[seen.word]
    key = _key(result, result.certificate, seen)
    drawn = cache.get(key)
    if drawn is None:
        drawn = str(_draw(result, result.certificate, seen, opening))
        cache.set(key, drawn, KEPT)
    return mark_safe(drawn), opening  # noqa: S308 - our own template's output, kept as it was escaped


def _draw(result: Verification, certificate: Certificate, seen: Shown, opening: Opening) -> SafeString:
    context = {
        "seen": seen,
        "opening": opening,
        "certificate": certificate,
        "steps": steps_of(result, seen),
        "public_key": public_key_groups(certificate),
        "seal": certificate.seal_key.key_id if certificate.seal_key else "",
    }
    return render_to_string("certificates/_record.html", context)


def _key(result: Verification, certificate: Certificate, seen: Shown) -> str:
    """Name all that the drawing depends on: whatever differs in it is another drawing."""
    parts = (
        *(get_language(), seen, certificate.key, certificate.seal_key_id, certificate.signature),
        *(certificate.revoked_at, certificate.revocation_reason, certificate.erased_at),
        *(certificate.superseded_at, certificate.superseded_as, certificate.is_withheld),
        *(certificate.key.compromised_at, certificate.key.public_key),
        # What was revoked may expire besides.
        *(result.checked_at >= certificate.expires_at, result.checked_at < certificate.valid_from),
    )
    return f"certificates:record:{hashlib.sha256(repr(parts).encode()).hexdigest()}"

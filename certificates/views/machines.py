"""What machines fetch to check a credential: our keys, and which certificates are out of force."""

import hashlib
import json

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import parse_etags, quote_etag
from django.views.decorators.http import require_safe

from certificates.credentials.did import did_document, did_of
from certificates.models import SigningKey, StatusList
from certificates.views.unlisted import readable_from_anywhere

# Not application/vc: verifiers in use parse only types that have "json" in their name.
CREDENTIAL = "application/vc+ld+json"
DID = "application/did+json"


@require_safe
@readable_from_anywhere
def show_did(request: HttpRequest) -> HttpResponse:
    """Return our DID document: next, signing and retired keys. A compromised one leaves it."""
    keys = SigningKey.objects.filter(compromised_at=None).order_by("in_force_from", "pk")
    document = did_document(did_of(settings.BASE_URL), list(keys.values_list("key_id", "public_key")))
    return _current(request, json.dumps(document), DID)


@require_safe
@readable_from_anywhere
def show_status_list(request: HttpRequest, number: int) -> HttpResponse:
    """Return the list exactly as it was signed."""
    status_list = get_object_or_404(StatusList, number=number)
    if not status_list.document:
        raise Http404
    return _current(request, status_list.document, CREDENTIAL)


def _current(request: HttpRequest, text: str, content_type: str) -> HttpResponse:
    """Answer with the text, or 304 to who has it: asked for each time, so that a revocation shows at once."""
    etag = quote_etag(hashlib.sha256(text.encode()).hexdigest()[:32])
    is_known = etag in parse_etags(request.headers.get("If-None-Match", ""))
    answer = HttpResponse(status=304) if is_known else HttpResponse(text, content_type=content_type)
    answer.headers["ETag"] = etag
    answer.headers["Cache-Control"] = "no-cache"
    return answer

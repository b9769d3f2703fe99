"""Doors of one record: the page, the record as JSON, the credential, and a comparison with a name."""

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from certificates.checking.counting import count_check
from certificates.checking.limiting import (
    MATCHES,
    MATCHES_OF_ONE,
    as_json,
    as_page,
    limited,
    over_budget,
    over_budget_of,
)
from certificates.checking.lines import line_of
from certificates.checking.matching import match
from certificates.checking.presenting import record_json
from certificates.checking.receipting import keep_receipt
from certificates.checking.showing import shown
from certificates.checking.verifying import Verdict, Verification, verify
from certificates.credentials.public_ids import normalise
from certificates.forms import MatchForm
from certificates.models import CheckCount
from certificates.views.around import checked_line, site_name
from certificates.views.drawing_records import draw_page
from certificates.views.unlisted import readable_from_anywhere, unlisted

PAGE, RECORD, CREDENTIAL = "text/html", "application/json", "application/vc+ld+json"
# The first is what is sent to whoever does not mind.
OFFERED = [PAGE, RECORD, CREDENTIAL, "application/ld+json", "application/vc"]


@require_safe
@unlisted
def show_record(request: HttpRequest, typed: str) -> HttpResponse:
    """Answer with the page, or with the record or the credential where the request prefers those."""
    wanted = request.get_preferred_type(OFFERED)
    if wanted in (PAGE, None):
        answer = show_page(request, typed)
    else:
        answer = show_record_json(request, typed) if wanted == RECORD else send_credential(request, typed)
    patch_vary_headers(answer, ["Accept"])
    return answer


@limited(as_page)
def show_page(request: HttpRequest, typed: str) -> HttpResponse:
    result = _look_up(typed, CheckCount.Door.PAGE)
    if result.certificate is None:
        return _unknown(request, typed, result)
    return HttpResponse(draw_page(request, result, shown(result)))


@require_safe
@unlisted
@readable_from_anywhere
@limited(as_json)
def show_record_json(request: HttpRequest, typed: str) -> HttpResponse:
    """Return the record for machines; its fields are described in certificates/README.md."""
    result = _look_up(typed, CheckCount.Door.DATA)
    status = 404 if result.verdict is Verdict.UNKNOWN else 200
    return JsonResponse(record_json(result, shown(result)), status=status)


@require_safe
@unlisted
@readable_from_anywhere
@limited(as_json)
def send_credential(request: HttpRequest, typed: str) -> HttpResponse:
    """Send the stored bytes, where the holder shows all that they say."""
    result = _look_up(typed, CheckCount.Door.DATA)
    certificate = result.certificate
    if certificate is None:
        return JsonResponse({"message": _("No certificate has this ID.")}, status=404)
    if not shown(result).has_credential:
        message = _("This credential is not public. Its holder can send it to you.")
        return JsonResponse({"message": message}, status=403)
    return _exactly(request, certificate.credential.encode(), certificate.pdf_sha256)


def _exactly(request: HttpRequest, credential: bytes, version: str) -> HttpResponse:
    answer: HttpResponse
    tag = f'"{version}"'
    if request.headers.get("If-None-Match") == tag:
        answer = HttpResponseNotModified()
    else:
        answer = HttpResponse(credential, content_type=CREDENTIAL)
    answer.headers["ETag"] = tag
    # Asked again each time: its holder may have hidden it since.
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


@require_POST
@unlisted
def compare(request: HttpRequest, typed: str) -> HttpResponse:
    """Say whether a name or an address is the holder's, and nothing else of the holder."""
    record = normalise(typed) or "none"
    refusal = over_budget(request, MATCHES, as_page, of=record)
    refusal = refusal or over_budget_of(request, MATCHES_OF_ONE, as_page, of=record)
    return refusal or _compared(request, typed)


def _compared(request: HttpRequest, typed: str) -> HttpResponse:
    result = _look_up(typed, CheckCount.Door.MATCH)
    if result.certificate is None:
        return _unknown(request, typed, result)
    form, seen, answer = MatchForm(request.POST), shown(result), ""
    if result.claims and not result.certificate.is_withheld and form.is_valid():
        answer = match(result.claims, form.cleaned_data["who"]).value
    return HttpResponse(draw_page(request, result, seen, form=form, answer=answer))


@require_POST
@unlisted
@limited(as_page)
def keep_receipt_of_record(request: HttpRequest, typed: str) -> HttpResponse:
    result = _look_up(typed, CheckCount.Door.PAGE)
    if result.certificate is None:
        return _unknown(request, typed, result)
    line = line_of(result.certificate.display_id, shown(result))
    return redirect("certificates:receipt", keep_receipt([line], at=result.checked_at).token)


def _look_up(typed: str, door: str) -> Verification:
    result = verify(typed)
    if result.certificate is not None:
        count_check([result.certificate.pk], door, at=result.checked_at)
    return result


def _unknown(request: HttpRequest, typed: str, result: Verification) -> HttpResponse:
    context = {"checked": checked_line(result.checked_at), "site": site_name(), "typed": typed[:60]}
    return render(request, "certificates/unknown.html", context, status=404)

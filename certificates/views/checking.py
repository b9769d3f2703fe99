"""Doors for anyone who wants to check a certificate: the form, the record as a page and as JSON."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from certificates.forms import CheckForm
from certificates.limiting import as_json, as_page, limited
from certificates.presenting import OPENINGS, public_key_groups, record_json
from certificates.verifying import Verdict, verify
from certificates.views.unlisted import readable_from_anywhere, unlisted


@require_safe
@unlisted
def check(request: HttpRequest) -> HttpResponse:
    """Ask for an id, or go to its record. What is typed is judged there, in one place."""
    form = CheckForm(request.GET or None)
    if form.is_valid():
        return redirect("certificates:record", form.cleaned_data["id"])
    return render(request, "certificates/verify.html", {"form": form})


@require_safe
@unlisted
@limited(as_page)
def show_record(request: HttpRequest, typed: str) -> HttpResponse:
    result = verify(typed)
    context = {"result": result, "form": CheckForm(), "site": urlsplit(settings.BASE_URL).netloc}
    if result.certificate is None:
        return render(request, "certificates/unknown.html", {**context, "typed": typed[:60]}, status=404)
    context["opening"] = OPENINGS[result.verdict]
    context["public_key"] = public_key_groups(result.certificate)
    return render(request, "certificates/record.html", context)


@require_safe
@unlisted
@readable_from_anywhere
@limited(as_json)
def show_record_json(request: HttpRequest, typed: str) -> HttpResponse:
    """Return the record for machines; its fields are described in certificates/README.md."""
    result = verify(typed)
    return JsonResponse(record_json(result), status=404 if result.verdict is Verdict.UNKNOWN else 200)

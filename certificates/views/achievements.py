"""The public page of an achievement: what it is, how it is earned, every version that was issued under."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from certificates.models import Programme, ProgrammeVersion
from certificates.programmes.achieving import achievement_json

AS_JSON = ("application/ld+json", "application/json")


@require_safe
def show_achievement(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Answer people with the page and machines, by what they accept, with the Open Badges achievement."""
    if request.get_preferred_type(["text/html", *AS_JSON]) in AS_JSON:
        answer = show_achievement_json(request, slug, number)
    else:
        version = _version(slug, number)
        newest_first = list(version.programme.versions.order_by("-number"))
        context = {"version": version, "versions": newest_first, "issuer": settings.ISSUER_NAME}
        answer = render(request, "certificates/achievement.html", context)
    patch_vary_headers(answer, ["Accept"])
    return answer


@require_safe
def show_achievement_json(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    answer = JsonResponse(achievement_json(_version(slug, number)))
    answer.headers["Content-Type"] = "application/ld+json"
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer


@require_safe
def show_latest(request: HttpRequest, slug: str) -> HttpResponse:
    programme = get_object_or_404(Programme, slug=slug)
    latest = get_object_or_404(programme.versions.order_by("-number")[:1])
    return redirect("certificates:achievement", slug, latest.number)


def _version(slug: str, number: int) -> ProgrammeVersion:
    found = ProgrammeVersion.objects.select_related("programme__course")
    return get_object_or_404(found, programme__slug=slug, number=number)

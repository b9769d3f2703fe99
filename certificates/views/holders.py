"""Doors for the holder of a certificate: everything on it, and what strangers see of it."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from certificates.checking.downloading import file_name
from certificates.checking.verifying import verify_record
from certificates.credentials.public_ids import normalise
from certificates.forms import DisclosureForm
from certificates.life.asking import askable, asked_of
from certificates.life.disclosing import change_disclosure
from certificates.life.renewing import renewal_opens_on
from certificates.life.storytelling import story_of
from certificates.models import Certificate, CertificateEvent
from certificates.printing.names import initials_of
from certificates.printing.sheet import qr_code, qr_file, record_url
from certificates.sharing import share_of
from certificates.views.unlisted import unlisted

HELD = Certificate.objects.select_related("key", "completion__enrolment").prefetch_related(
    Prefetch("events", CertificateEvent.objects.order_by("at", "pk"))
)


def held_or_404(request: HttpRequest, typed: str) -> Certificate:
    """Return the certificate if the person who asks holds it; for everyone else there is none."""
    return get_object_or_404(
        HELD, public_id=normalise(typed) or "", completion__enrolment__learner=request.user.pk
    )


@require_safe
@unlisted
@login_required
def show_mine(request: HttpRequest, typed: str) -> HttpResponse:
    certificate = held_or_404(request, typed)
    return render(request, "certificates/holder/mine.html", context_of(certificate))


@require_POST
@unlisted
@login_required
def change_what_shows(request: HttpRequest, typed: str) -> HttpResponse:
    certificate = held_or_404(request, typed)
    form = DisclosureForm(request.POST, instance=held_or_404(request, typed))
    if not form.is_valid():
        context = context_of(certificate, form=form)
        return render(request, "certificates/holder/mine.html", context, status=422)
    change_disclosure(certificate, form.wanted, by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("Saved. The public record shows it from now on."))
    return redirect("certificates:mine", certificate.public_id)


@require_safe
@unlisted
@login_required
def download_credential(request: HttpRequest, typed: str) -> HttpResponse:
    """Send the exact bytes that were signed. Records from before there were credentials have none."""
    certificate = held_or_404(request, typed)
    is_good = verify_record(certificate, at=timezone.now()).claims is not None
    if not (certificate.credential and certificate.is_in_force and is_good):
        raise Http404
    name = file_name(certificate).replace(".pdf", ".json")
    return as_file(certificate.credential.encode(), "application/vc+ld+json", name)


@require_safe
@unlisted
@login_required
def download_qr(request: HttpRequest, typed: str) -> HttpResponse:
    certificate = held_or_404(request, typed)
    drawn = qr_file(record_url(certificate.public_id, settings.BASE_URL))
    return as_file(drawn, "image/svg+xml", file_name(certificate).replace(".pdf", "-code.svg"))


def as_file(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def context_of(certificate: Certificate, form: DisclosureForm | None = None) -> dict[str, Any]:
    at = timezone.now()
    result = verify_record(certificate, at=at)
    editions = Certificate.objects.filter(completion=certificate.completion_id).exclude(pk=certificate.pk)
    return {
        "certificate": certificate,
        "state": result.word,
        "initials": initials_of(certificate.earner),
        "form": form or DisclosureForm(instance=certificate),
        "share": share_of(certificate),
        "qr": qr_code(record_url(certificate.public_id, settings.BASE_URL)),
        "story": story_of(certificate),
        "editions": editions.order_by("-edition"),
        "requests": asked_of(certificate),
        "askable": askable(certificate, at=at),
        "renewal_opens_on": renewal_opens_on(certificate, at=at),
    }

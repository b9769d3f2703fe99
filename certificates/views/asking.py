"""Doors through which holders ask for a change of their certificate, and take that back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from certificates.errors import CertificatesError
from certificates.holder_forms import FORMS, AskForm
from certificates.life.asking import ask, take_back
from certificates.models import Certificate, HolderRequest
from certificates.views.holders import held_or_404
from certificates.views.unlisted import unlisted


@require_http_methods(["GET", "HEAD", "POST"])
@unlisted
@login_required
def ask_for(request: HttpRequest, typed: str, kind: str) -> HttpResponse:
    """Ask for one kind of change. What may be asked, `ask` decides; a refusal stands beside the field."""
    certificate = held_or_404(request, typed)
    if kind not in FORMS:
        raise Http404
    form = FORMS[kind](request.POST if request.method == "POST" else None)
    if form.is_valid() and _ask(request, certificate, kind, form):
        messages.success(request, _("We have got it. You will read our answer here and by e-mail."))
        return redirect("certificates:mine", certificate.public_id)
    context = {"certificate": certificate, "kind": kind, "form": form}
    status = 422 if form.errors else 200
    return render(request, "certificates/holder/ask.html", context, status=status)


@require_POST
@unlisted
@login_required
def take_request_back(request: HttpRequest, typed: str, number: int) -> HttpResponse:
    certificate = held_or_404(request, typed)
    asked = HolderRequest.objects.select_related("certificate__completion__enrolment")
    mine = get_object_or_404(asked, pk=number, certificate__completion=certificate.completion_id)
    take_back(mine, by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("Taken back. Nothing is changed."))
    return redirect("certificates:mine", certificate.public_id)


def _ask(request: HttpRequest, certificate: Certificate, kind: str, form: AskForm) -> bool:
    try:
        ask(certificate, kind, by=request.user, **form.asked)  # type: ignore[arg-type]
    except CertificatesError as refusal:
        form.add_error(form.subject, str(refusal))
        return False
    return True

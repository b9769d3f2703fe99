"""The door to the file: for its earner and for staff, and for strangers where its holder shares it."""

import logging

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from certificates.checking.counting import count_check
from certificates.checking.downloading import file_name, read_pdf
from certificates.checking.finding import look_up
from certificates.checking.limiting import as_page, limited
from certificates.checking.showing import shown
from certificates.checking.verifying import verify_record
from certificates.credentials.public_ids import normalise
from certificates.errors import DamagedFile
from certificates.models import Certificate, CheckCount
from certificates.views.unlisted import unlisted

log = logging.getLogger(__name__)


@require_safe
@unlisted
@limited(as_page)
def download(request: HttpRequest, typed: str) -> HttpResponse:
    """Send the PDF where its holder shares it; otherwise to its earner and to staff."""
    wanted = look_up().select_related("completion__enrolment")
    certificate = wanted.filter(public_id=normalise(typed) or "").first()
    if certificate is not None and shown(verify_record(certificate, at=timezone.now())).has_file:
        count_check([certificate.pk], CheckCount.Door.DATA)
        return _send(request, certificate)
    return _download_own(request, certificate)


@login_required
def _download_own(request: HttpRequest, certificate: Certificate | None) -> HttpResponse:
    """For everyone else there is no such file, whether the id is known or not."""
    if certificate is None or not _may_have(request, certificate):
        raise Http404
    is_staff = request.user.has_perm("certificates.view_certificate")
    if certificate.erased_at or (certificate.is_revoked and not is_staff):
        return redirect("certificates:record", certificate.public_id)
    return _send(request, certificate)


def _send(request: HttpRequest, certificate: Certificate) -> HttpResponse:
    try:
        pdf = read_pdf(certificate)
    except DamagedFile as damage:
        log.error("Certificate %s: %s", certificate.public_id, damage)
        # 410, not 5xx: Django would report a second error for what is said above.
        return render(request, "certificates/damaged.html", {"certificate": certificate}, status=410)
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="{file_name(certificate)}"'
    return answer


def _may_have(request: HttpRequest, certificate: Certificate) -> bool:
    is_earner = certificate.completion.enrolment.learner_id == request.user.pk
    return is_earner or request.user.has_perm("certificates.view_certificate")

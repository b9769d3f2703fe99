"""The door to the file: for its earner, and for staff who may see certificates."""

import logging

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from certificates.downloading import file_name, read_pdf
from certificates.errors import DamagedFile
from certificates.models import Certificate
from certificates.public_ids import normalise
from certificates.views.unlisted import unlisted

log = logging.getLogger(__name__)


@require_safe
@unlisted
@login_required
def download(request: HttpRequest, typed: str) -> HttpResponse:
    """Send the PDF. For everyone else there is no such file, whether the id is known or not."""
    wanted = Certificate.objects.select_related("completion__enrolment")
    certificate = wanted.filter(public_id=normalise(typed) or "").first()
    if certificate is None or not _may_have(request, certificate):
        raise Http404
    if certificate.is_revoked and not request.user.has_perm("certificates.view_certificate"):
        return redirect("certificates:record", certificate.public_id)
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

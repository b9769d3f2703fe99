"""Tell a holder by e-mail what became of their request. Without names: mail is read over shoulders."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from certificates.life.issuing import latest_edition
from certificates.models import HolderRequest


def write_decision(request: HolderRequest) -> None:
    """Send the letter about a request that was approved or declined."""
    learner = request.certificate.completion.enrolment.learner
    latest = latest_edition(request.certificate.completion) or request.certificate
    context = {
        "request": request,
        "certificate": latest,
        "address": settings.BASE_URL + reverse("certificates:mine", args=[latest.public_id]),
        "site": settings.WAGTAIL_SITE_NAME,
    }
    with translation.override(settings.LANGUAGE_CODE):
        subject, text = (
            render_to_string(f"certificates/mail/{part}.txt", context).strip()
            for part in ("decided_subject", "decided")
        )
    send_mail(" ".join(subject.split()), text + "\n", None, [learner.email])

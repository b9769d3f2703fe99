"""What a learner sees of their certificates on the board and after the course."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import template
from django.db.models import Prefetch, prefetch_related_objects
from django.template import Context
from django.utils import timezone

from certificates.checking.verifying import Verification, verify_record
from certificates.models import Certificate
from certificates.printing.names import refusal_of
from certificates.sharing import record_address
from courses.models import Completion

register = template.Library()
# With the key: a record whose signature does not hold is not offered as good.
RECORDS = Prefetch("certificates", Certificate.objects.select_related("key"))


@dataclass(frozen=True)
class Earned:
    """A completed course and what came of it: a certificate, or none yet, with the obstacle if we know it."""

    course: str
    certificate: Certificate | None
    state: str
    obstacle: str


@register.inclusion_tag("certificates/_my_certificates.html", takes_context=True)
def my_certificates(context: Context) -> dict[str, Any]:
    """List what the signed-in learner has earned, newest first. Two queries."""
    earned = Completion.objects.filter(enrolment__learner=context["request"].user)
    earned = earned.select_related("enrolment__course", "enrolment__learner").prefetch_related(RECORDS)
    return {"earned": [_earned(completion) for completion in earned.order_by("-completed_at")]}


@register.inclusion_tag("certificates/_certificate.html")
def certificate_of(completion: Completion) -> dict[str, Any]:
    """Show one completion's certificate, or why it waits."""
    prefetch_related_objects([completion], RECORDS)
    return {"item": _earned(completion)}


@register.inclusion_tag("certificates/_share_meta.html")
def share_meta(result: Verification) -> dict[str, Any]:
    """Describe a record to sites where its link is shared: the achievement and the issuer, nobody's name."""
    certificate, claims = result.certificate, result.claims
    if certificate is None or claims is None or certificate.is_withheld:
        return {}
    address = record_address(certificate)
    return {"claims": claims, "address": address, "picture": f"{address}/card.png"}


def _earned(completion: Completion) -> Earned:
    certificate = _latest(completion.certificates.all())
    return Earned(
        course=completion.enrolment.course.title,
        certificate=certificate,
        state=_state(certificate, timezone.now()),
        obstacle="" if certificate else refusal_of(completion.enrolment.learner.full_name),
    )


def _latest(certificates: Iterable[Certificate]) -> Certificate | None:
    return max(certificates, key=lambda certificate: certificate.edition, default=None)


def _state(certificate: Certificate | None, at: datetime) -> str:
    return verify_record(certificate, at=at).word if certificate else "waiting"

"""What a learner sees of their certificates on the board and after the course."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import template
from django.template import Context
from django.utils import timezone

from certificates.models import Certificate
from certificates.names import name_refusal, unprintable
from courses.models import Completion

register = template.Library()


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
    earned = earned.select_related("enrolment__course", "enrolment__learner").prefetch_related("certificates")
    return {"earned": [_earned(completion) for completion in earned.order_by("-completed_at")]}


@register.inclusion_tag("certificates/_certificate.html")
def certificate_of(completion: Completion) -> dict[str, Any]:
    """Show one completion's certificate, or why it waits."""
    return {"item": _earned(completion)}


def _earned(completion: Completion) -> Earned:
    certificate = _latest(completion.certificates.all())
    name = completion.enrolment.learner.full_name
    signs = set() if certificate else unprintable(name)
    return Earned(
        course=completion.enrolment.course.title,
        certificate=certificate,
        state=_state(certificate, timezone.now()),
        obstacle=name_refusal(signs) if signs else "",
    )


def _latest(certificates: Iterable[Certificate]) -> Certificate | None:
    return max(certificates, key=lambda certificate: certificate.edition, default=None)


def _state(certificate: Certificate | None, at: datetime) -> str:
    return certificate.state(at) if certificate else "waiting"

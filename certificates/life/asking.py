"""What holders ask of us about a certificate: to correct the name, to renew, to withdraw their name."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.errors import RequestRefused
from certificates.life.recording import record
from certificates.life.renewing import is_renewable
from certificates.models import Certificate, CertificateEvent, HolderRequest
from certificates.printing.names import clean_name, refusal_of

if TYPE_CHECKING:
    from lms.models import User

Kind, Outcome = HolderRequest.Kind, HolderRequest.Outcome


def ask(
    certificate: Certificate,
    kind: str,
    *,
    by: "User",
    wanted: str = "",
    reason: str = "",
    at: datetime | None = None,
) -> HolderRequest:
    """Return the holder's open request of this kind, made now unless there is one. Raises RequestRefused.

    wanted: the name as it should stand (correction), what was practised since (renewal), else of no account.
    """
    at = at or timezone.now()
    kind = Kind(kind)
    wanted = _clean(kind, wanted)
    if refusal := refusal_to_ask(certificate, kind, by=by, wanted=wanted, at=at):
        raise RequestRefused(refusal)
    try:
        with transaction.atomic():
            return _make(certificate, kind, by=by, wanted=wanted, reason=reason.strip(), at=at)
    except IntegrityError:  # one is open: asked again, or in two windows at once
        return _open(certificate, kind, wanted)


def refusal_to_ask(
    certificate: Certificate, kind: str, *, by: "User", wanted: str = "", at: datetime | None = None
) -> str:
    """Say why this cannot be asked; "" when it can."""
    at = at or timezone.now()
    if certificate.completion.enrolment.learner_id != by.pk:
        return _("Only the person who holds the certificate can ask this.")
    if certificate.erased_at is not None:
        return _("Your name was withdrawn from this certificate. There is nothing left to change.")
    if kind == Kind.ERASURE:
        return ""
    if not certificate.is_in_force:
        return _("This certificate is no longer in force. Ask about the one that took its place.")
    if kind == Kind.CORRECTION:
        return _refusal_to_correct(certificate, wanted, at)
    return _refusal_to_renew(certificate, wanted, at)


def asked_of(certificate: Certificate) -> QuerySet[HolderRequest]:
    """Return what was asked about any edition of it, newest first."""
    return HolderRequest.objects.filter(certificate__completion=certificate.completion_id).order_by(
        "-asked_at"
    )


def askable(certificate: Certificate, *, at: datetime | None = None) -> list[tuple[str, str]]:
    """Return the kinds that its holder may ask for now, with their words; not what is open already."""
    at = at or timezone.now()
    allowed = {
        Kind.CORRECTION: certificate.is_in_force and at < certificate.expires_at,
        Kind.RENEWAL: is_renewable(certificate, at=at),
        Kind.ERASURE: certificate.erased_at is None,
    }
    is_open = set(asked_of(certificate).filter(outcome=Outcome.OPEN).values_list("kind", flat=True))
    return [(kind.value, str(kind.label)) for kind in Kind if allowed[kind] and kind not in is_open]


def take_back(request: HolderRequest, *, by: "User", at: datetime | None = None) -> HolderRequest:
    """Close a request that its holder no longer wants decided. What is decided stays decided."""
    if request.certificate.completion.enrolment.learner_id != by.pk:
        raise RequestRefused(_("Only the person who holds the certificate can take this back."))
    HolderRequest.objects.filter(pk=request.pk, outcome=Outcome.OPEN).update(
        outcome=Outcome.TAKEN_BACK, decided_at=at or timezone.now(), decided_by=by
    )
    request.refresh_from_db()
    return request


def _refusal_to_correct(certificate: Certificate, wanted: str, at: datetime) -> str:
    if at >= certificate.expires_at:
        return _("This certificate has ended. Ask for its renewal, and correct the name then.")
    if not wanted:
        return _("Write the name as it should stand on the certificate.")
    if wanted == certificate.earner:
        return _("This is the name that stands on the certificate.")
    longest = Certificate._meta.get_field("earner").max_length or 0
    if len(wanted) > longest:
        return _("Please write the name in no more than %(most)s signs.") % {"most": longest}
    return refusal_of(wanted)


def _refusal_to_renew(certificate: Certificate, wanted: str, at: datetime) -> str:
    if not is_renewable(certificate, at=at):
        return _("A certificate can be renewed from six months before it ends until twelve months after.")
    return "" if wanted else _("Write what you have practised since: where, with whom, and what came of it.")


def _clean(kind: str, wanted: str) -> str:
    if kind == Kind.CORRECTION:
        return clean_name(wanted)
    return wanted.strip() if kind == Kind.RENEWAL else ""


def _make(
    certificate: Certificate, kind: str, *, by: "User", wanted: str, reason: str, at: datetime
) -> HolderRequest:
    request = HolderRequest(certificate=certificate, kind=kind, wanted=wanted, reason=reason, asked_at=at)
    request.clean_fields(exclude=["certificate"])
    request.save(force_insert=True)
    # The kind alone: a story cannot be cleared of a name, a request can.
    record(certificate, CertificateEvent.Kind.REQUESTED, by=by, note=str(Kind(kind).label), at=at)
    return request


def _open(certificate: Certificate, kind: str, wanted: str) -> HolderRequest:
    request = HolderRequest.objects.filter(certificate=certificate, kind=kind, outcome=Outcome.OPEN).first()
    if request is None:
        raise RequestRefused(_("What you asked before was decided just now. Look at it, then ask again."))
    if request.wanted != wanted:
        raise RequestRefused(_("You have asked this already. Take that back first, then ask again."))
    return request

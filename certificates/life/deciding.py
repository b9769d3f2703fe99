"""Decide what a holder has asked, and tell them. Done and decided in one transaction, or neither."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.errors import NotInForce, ReasonMissing, RequestRefused
from certificates.life.erasing import erase
from certificates.life.issuing import latest_edition
from certificates.life.recording import record
from certificates.life.renewing import renew
from certificates.life.superseding import supersede
from certificates.life.writing_to_holders import write_decision
from certificates.models import Certificate, CertificateEvent, HolderRequest

if TYPE_CHECKING:
    from lms.models import User

Kind, Outcome = HolderRequest.Kind, HolderRequest.Outcome
# Of an approval that finds the certificate replaced a moment ago by another.
TRIES = 5


def approve(request: HolderRequest, *, by: "User", at: datetime | None = None) -> HolderRequest:
    """Do what was asked and return the decided request. Safe to repeat and to race.

    A correction or a renewal goes to the latest edition, whichever was asked about. Raises
    RequestRefused, or what `supersede` and `erase` raise; then it is still open.
    Not within a transaction, as `supersede`.
    """
    at = at or timezone.now()
    _refuse_own(request, by)
    if request.kind == Kind.ERASURE:
        return _approve_erasure(request, by=by, at=at)
    for _try in range(TRIES):
        request.refresh_from_db()
        if request.outcome != Outcome.OPEN:
            return _refuse_unless(request, Outcome.APPROVED)
        _replace(request, by=by, at=at)
    raise RequestRefused(_("Somebody else is changing this certificate. Try again in a moment."))


@transaction.atomic
def decline(request: HolderRequest, *, by: "User", answer: str, at: datetime | None = None) -> HolderRequest:
    """Return the declined request. answer: what the holder reads. Safe to repeat: the first answer stands."""
    _refuse_own(request, by)
    if not (answer := answer.strip()):
        raise ReasonMissing(_("Say why: the holder will read it."))
    request.answer = answer
    request.clean_fields(exclude=["certificate"])
    request.refresh_from_db()
    if request.outcome == Outcome.OPEN:
        _decide(request, Outcome.DECLINED, by=by, answer=answer, at=at or timezone.now())
    return _refuse_unless(request, Outcome.DECLINED)


def _replace(request: HolderRequest, *, by: "User", at: datetime) -> None:
    latest = latest_edition(request.certificate.completion)
    if latest is None or not latest.is_in_force:
        raise NotInForce(_("There is no certificate in force that could be changed."))

    def decide() -> None:
        _decide(request, Outcome.APPROVED, by=by, at=at)

    if request.kind == Kind.RENEWAL:
        renew(latest, by=by, also=decide, at=at)
        return
    why = Certificate.Replaced.CORRECTION
    supersede(latest, why=why, by=by, name=request.wanted, also=decide, at=at)


@transaction.atomic
def _approve_erasure(request: HolderRequest, *, by: "User", at: datetime) -> HolderRequest:
    request.refresh_from_db()
    if request.outcome == Outcome.OPEN:
        _decide(request, Outcome.APPROVED, by=by, at=at)
        erase(request.certificate, by=by, at=at)
    request.refresh_from_db()
    return _refuse_unless(request, Outcome.APPROVED)


def _decide(
    request: HolderRequest, outcome: HolderRequest.Outcome, *, by: "User", at: datetime, answer: str = ""
) -> None:
    """Settle it, in the caller's transaction; of two who decide at once, the second is refused."""
    won = HolderRequest.objects.filter(pk=request.pk, outcome=Outcome.OPEN).update(
        outcome=outcome, decided_at=at, decided_by=by, answer=answer
    )
    if not won:
        raise RequestRefused(_("Somebody else has just decided this request."))
    request.refresh_from_db()
    note = f"{request.get_kind_display()}: {outcome.label}"
    record(request.certificate, CertificateEvent.Kind.DECIDED, by=by, note=note, at=at)
    transaction.on_commit(lambda: write_decision(request), robust=True)


def _refuse_own(request: HolderRequest, by: "User") -> None:
    if request.certificate.completion.enrolment.learner_id == by.pk:
        raise RequestRefused(_("This request is your own. Somebody else has to decide it."))


def _refuse_unless(request: HolderRequest, outcome: HolderRequest.Outcome) -> HolderRequest:
    if request.outcome != outcome:
        raise RequestRefused(_("This request was decided otherwise, or taken back, in the meantime."))
    return request

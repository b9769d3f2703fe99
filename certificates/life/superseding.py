"""Put a newer certificate in the place of one: a corrected name, a renewal, another issue, another key."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.errors import NotInForce
from certificates.life.drafting import draft_again
from certificates.life.forgetting_names import without
from certificates.life.issuing import finish
from certificates.life.publishing_status import publish_or_leave_due
from certificates.life.recording import record
from certificates.models import Certificate, CertificateEvent

if TYPE_CHECKING:
    from lms.models import User


def supersede(
    certificate: Certificate,
    *,
    why: str,
    by: "User | None",
    reason: str = "",
    name: str | None = None,
    valid_from: datetime | None = None,
    expires_at: datetime | None = None,
    also: Callable[[], None] = lambda: None,
    at: datetime | None = None,
) -> Certificate:
    """Return what takes the certificate's place; both stay on record, each linked to the other.

    why: see Certificate.Replaced. reason: what officers read in its story, without the names.
    name, valid_from, expires_at: what is other than before; all else is copied from what was signed
    then, so that no later wording of the course reaches it.
    also: what is settled with it, in the same transaction, or not at all; not called when another was
    first.
    Safe to repeat and to race: what took its place first stands. Raises NotInForce for a revoked one.
    Not within a transaction, as `issue_certificate`.
    """
    at = at or timezone.now()
    if found := _successor(certificate):
        return found
    _refuse_revoked(certificate)
    draft = draft_again(certificate, name=name, valid_from=valid_from, expires_at=expires_at, at=at)

    told = without(reason, [name or ""])

    def give_way() -> None:
        _give_way(certificate, Certificate.Replaced(why), by=by, reason=told, at=at)
        also()

    successor = finish(draft, supersedes=certificate, first=give_way)
    certificate.refresh_from_db()
    return successor


def _give_way(
    certificate: Certificate, why: Certificate.Replaced, *, by: "User | None", reason: str, at: datetime
) -> None:
    """Take it out of force, with its bit in the status list and a line in its story."""
    standing = Certificate.objects.in_force().filter(pk=certificate.pk)
    # One statement: an officer who revokes it at this moment comes wholly before or wholly after.
    if not standing.update(superseded_at=at, superseded_as=why):
        raise NotInForce(_("Somebody else has just taken this certificate out of force."))
    note = f"{why.label}. {reason}".strip()
    record(certificate, CertificateEvent.Kind.SUPERSEDED, by=by, note=note, at=at)
    if certificate.status_list:
        publish_or_leave_due([certificate.status_list], at=at)


def _successor(certificate: Certificate) -> Certificate | None:
    return Certificate.objects.filter(supersedes=certificate).first()


def _refuse_revoked(certificate: Certificate) -> None:
    if not Certificate.objects.in_force().filter(pk=certificate.pk).exists():
        raise NotInForce(_("This certificate was revoked. Issue a new edition instead."))

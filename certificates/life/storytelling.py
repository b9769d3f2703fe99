"""What happened to a certificate, told to its holder in plain words. Who did it is not told."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certificates.models import Certificate, CertificateEvent

# What the row itself says (issued, revoked, replaced, withdrawn) is told from the row: records from
# before there were events have the same story.
TOLD = {
    CertificateEvent.Kind.SHOWING: gettext_lazy("You changed what others see."),
    CertificateEvent.Kind.REQUESTED: gettext_lazy("You asked for a change."),
    CertificateEvent.Kind.DECIDED: gettext_lazy("What you had asked for was decided."),
}
REPLACED = {
    Certificate.Replaced.CORRECTION: gettext_lazy("Replaced by a new edition: the name was corrected."),
    Certificate.Replaced.RENEWAL: gettext_lazy("Replaced by a new edition: it was renewed."),
    Certificate.Replaced.REISSUE: gettext_lazy("Replaced by a new edition: it was issued again."),
    Certificate.Replaced.KEY: gettext_lazy("Replaced by a new edition: our key was replaced."),
}


@dataclass(frozen=True)
class Line:
    at: datetime
    words: str


def story_of(certificate: Certificate) -> list[Line]:
    """Return what happened, newest first. One query, none when the events were fetched before."""
    told = [event for event in certificate.events.all() if event.kind in TOLD]
    lines = [*_row(certificate), *(Line(event.at, str(TOLD[event.kind])) for event in told)]  # type: ignore[index]
    return sorted(lines, key=lambda line: line.at, reverse=True)


def _row(certificate: Certificate) -> Iterator[Line]:
    yield Line(certificate.issued_at, _issued(certificate))
    if certificate.superseded_at:
        yield Line(certificate.superseded_at, str(REPLACED[certificate.superseded_as]))  # type: ignore[index]
    if certificate.revoked_at:
        reason = {"reason": certificate.revocation_reason}
        yield Line(certificate.revoked_at, _("Revoked. Reason on record: %(reason)s") % reason)
    if certificate.erased_at:
        yield Line(certificate.erased_at, _("Your name was withdrawn, and the file deleted."))


def _issued(certificate: Certificate) -> str:
    if certificate.edition == 1:
        return _("Issued.")
    return _("Issued as edition %(number)s.") % {"number": certificate.edition}

"""Renewal: when it may be asked for, and how long a renewed certificate holds."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from certificates.dates import expiry, local_day, months_after
from certificates.life.superseding import supersede
from certificates.models import Certificate

if TYPE_CHECKING:
    from lms.models import User

#: Months before and after the end of its validity within which it can be renewed.
EARLY, LATE = 6, 12


def is_renewable(certificate: Certificate, *, at: datetime) -> bool:
    """Whether a renewal may be asked for: in force, and within EARLY months before to LATE after its end."""
    ends = certificate.expires_at
    return certificate.is_in_force and months_after(ends, -EARLY) <= at < months_after(ends, LATE)


def renewal_opens_on(certificate: Certificate, *, at: datetime) -> date | None:
    """Return the day from which it can be renewed, while that is still to come."""
    opens = months_after(certificate.expires_at, -EARLY)
    return local_day(opens) if certificate.is_in_force and at < opens else None


def renewed_until(certificate: Certificate, *, at: datetime) -> datetime:
    """Return when it would end if it were renewed now: a term of the course, from the old end or from today.

    Who renews early loses no day of what they have.
    """
    begins = max(certificate.expires_at, at)
    return expiry(local_day(begins), certificate.completion.enrolment.course.validity_years)


def renew(
    certificate: Certificate,
    *,
    by: "User | None",
    reason: str = "",
    also: Callable[[], None] = lambda: None,
    at: datetime | None = None,
) -> Certificate:
    """Return the certificate that continues this one; see `supersede`.

    It is valid from now on; the day of the award stays.
    """
    at = at or timezone.now()
    return supersede(
        certificate,
        why=Certificate.Replaced.RENEWAL,
        by=by,
        reason=reason,
        valid_from=at.replace(microsecond=0),
        expires_at=renewed_until(certificate, at=at),
        also=also,
        at=at,
    )

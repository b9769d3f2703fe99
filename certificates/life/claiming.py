"""What a certificate will claim: facts of a completion, or those of the one it takes the place of."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime

from django.conf import settings
from django.utils.translation import gettext as _

from certificates.credentials.claims import Claims, Particulars, results_from
from certificates.dates import expiry, local_day
from certificates.errors import AlreadyExpired, UnprintableText
from certificates.models import Reservation
from certificates.printing.names import clean_name, refusal_of, unprintable
from certificates.programmes.wording import wording_for
from content.models import CoursePage
from courses.models import Completion


def first_claims(completion: Completion, *, at: datetime) -> Claims:
    """Return the facts of today, still without an id and a key; refuses what cannot be issued."""
    course = completion.enrolment.course
    awarded_on = local_day(completion.completed_at)
    claims = Claims(
        public_id="",
        earner=clean_name(completion.enrolment.learner.full_name),
        achievement=clean_name(course.achievement),
        course=clean_name(course.title),
        criteria=clean_name(course.criteria),
        results=results_from(completion.results),
        awarded_on=awarded_on.isoformat(),
        issued_at="",
        expires_at=_moment(expiry(awarded_on, course.validity_years)),
        issuer=clean_name(settings.ISSUER_NAME),
        key_id="",
        particulars=_particulars(course),
    )
    refuse_unfit(claims, at=at)
    return claims


def claims_again(
    old: Claims,
    completion: Completion,
    *,
    at: datetime,
    name: str | None = None,
    valid_from: datetime | None = None,
    expires_at: datetime | None = None,
) -> Claims:
    """Return the facts as they were signed then, except those given here; refuses what cannot be issued.

    What the course says today is of no account. Only records from before the credential lack a wording,
    and take today's.
    """
    told = old.particulars or _particulars(completion.enrolment.course)
    begins = _moment(valid_from) if valid_from else told.valid_from or old.issued_at
    claims = replace(
        old,
        earner=old.earner if name is None else clean_name(name),
        expires_at=_moment(expires_at) if expires_at else old.expires_at,
        particulars=replace(told, valid_from=begins, credential_sha256=""),
    )
    refuse_unfit(claims, at=at)
    return claims


def bound(claims: Claims, reservation: Reservation, *, key_id: str, email: str) -> Claims:
    """Return the claims with the id, the moment and the places reserved for them, for one key to sign.

    email: the holder's address. Only a salted hash of it is kept, and each certificate has its own salt,
    so that two of one person cannot be matched by it.
    """
    told = claims.particulars
    if told is None:
        raise ValueError("Claims without particulars are not issued any more.")
    issued_at = _moment(reservation.issued_at)
    return replace(
        claims,
        public_id=reservation.public_id,
        issued_at=issued_at,
        key_id=key_id,
        particulars=replace(
            told,
            valid_from=told.valid_from or issued_at,
            subject=reservation.subject,
            salt=reservation.salt,
            email_hash=email_hash(email, reservation.salt),
            status_list=reservation.status_list.number,
            status_index=reservation.status_index,
        ),
    )


def email_hash(email: str, salt: str) -> str:
    """Return SHA-256 (hex) over the address in lower case and the salt after it (source: Open Badges 3.0)."""
    return hashlib.sha256(f"{email.strip().lower()}{salt}".encode()).hexdigest()


def refuse_unfit(claims: Claims, *, at: datetime) -> None:
    """Raise UnprintableText or AlreadyExpired for claims that would make no certificate."""
    if datetime.fromisoformat(claims.expires_at) <= at:
        raise AlreadyExpired(_("The certificate would have expired already."))
    if refusal := refusal_of(claims.earner):
        raise UnprintableText(refusal)
    if signs := unprintable(" ".join(_wording(claims))):
        raise UnprintableText(
            _("The course's wording has signs that the certificate cannot print: %(signs)s")
            % {"signs": " ".join(sorted(signs))}
        )


def _wording(claims: Claims) -> list[str]:
    said = [claims.achievement, claims.criteria, claims.issuer, *(part.title for part in claims.results)]
    if told := claims.particulars:
        said += [told.opening, told.bridge]
        said += [word for person in told.signatories for word in (person.name, person.role)]
    return said


def _particulars(course: CoursePage) -> Particulars:
    wording = wording_for(course)
    return Particulars(
        programme=wording.programme,
        description=clean_name(wording.description),
        human_code=wording.human_code,
        opening=clean_name(wording.opening),
        bridge=clean_name(wording.bridge),
        signatories=wording.signatories,
        evidence=(),
        valid_from="",
        subject="",
        salt="",
        email_hash="",
        status_list=0,
        status_index=0,
    )


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")

"""Issue what a completion has earned: once, with everything it says copied, signed and printed."""

import hashlib
import logging
from datetime import UTC, date, datetime

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.claims import Claims, results_from
from certificates.dates import expiry, local_day
from certificates.errors import AlreadyExpired, CertificatesError, UnprintableText
from certificates.keys import active_key
from certificates.models import Certificate, SigningKey
from certificates.names import clean_name, refusal_of, unprintable
from certificates.public_ids import new_public_id
from certificates.rendering import render
from certificates.sheet import sheet_of
from certificates.signing import sign
from courses.models import Completion

log = logging.getLogger(__name__)


def issue_certificate(completion: Completion, *, at: datetime | None = None) -> Certificate:
    """Return the completion's certificate, issuing it when there is none.

    Safe to repeat and to race: the first stands. One that was revoked is returned as it is; to be
    told again that the course is complete takes no revocation back.
    Refuses (CertificatesError) what cannot be printed or signed; `issue_due_certificates` tries again.
    """
    return _latest(completion) or _issue(completion, edition=1, at=at)


def reissue_certificate(completion: Completion, *, at: datetime | None = None) -> Certificate:
    """Return a new edition in the place of a revoked one, such as after a name was corrected.

    Only ever on purpose. Safe to repeat: a certificate in force is returned as it is. The award's date
    and the end of its validity stay.
    """
    latest = _latest(completion)
    if latest is None or not latest.is_revoked:
        return latest or _issue(completion, edition=1, at=at)
    return _issue(completion, edition=latest.edition + 1, at=at)


def _issue(completion: Completion, *, edition: int, at: datetime | None) -> Certificate:
    key, private = active_key()
    claims = _claims(completion, key_id=key.key_id, at=at or timezone.now())
    _refuse_unprintable(claims)
    # The slow part comes before the transaction: no lock is held while the page is drawn.
    pdf = render(sheet_of(claims, settings.BASE_URL))
    signature = sign(claims.canonical(), private)
    return _store(_row(completion, claims, key, signature=signature, edition=edition), pdf)


def issue_due_certificates(*, at: datetime | None = None) -> int:
    """Issue for every completion that has no certificate yet; return how many were issued.

    One that is refused or fails waits for the next run and keeps no other waiting.
    """
    due = Completion.objects.filter(certificates=None).order_by("completed_at", "pk")
    return sum(_issue_or_log(completion, at=at) for completion in due.select_related("enrolment"))


def _issue_or_log(completion: Completion, *, at: datetime | None) -> bool:
    try:
        issue_certificate(completion, at=at)
    except CertificatesError as refusal:
        log.warning("Completion %s has no certificate yet: %s", completion.pk, refusal)
        return False
    except Exception:  # one bad record must not keep the others waiting
        log.exception("Completion %s: its certificate could not be issued", completion.pk)
        return False
    return True


def _latest(completion: Completion) -> Certificate | None:
    return Certificate.objects.filter(completion=completion).order_by("-edition").first()


def _claims(completion: Completion, *, key_id: str, at: datetime) -> Claims:
    course = completion.enrolment.course
    awarded_on = local_day(completion.completed_at)
    expires_at = expiry(awarded_on, course.validity_years)
    if expires_at <= at:
        raise AlreadyExpired(_("The certificate would have expired already."))
    return Claims(
        public_id=new_public_id(),
        earner=clean_name(completion.enrolment.learner.full_name),
        achievement=clean_name(course.achievement),
        course=clean_name(course.title),
        criteria=clean_name(course.criteria),
        results=results_from(completion.results),
        awarded_on=awarded_on.isoformat(),
        issued_at=at.astimezone(UTC).isoformat(timespec="seconds"),
        expires_at=expires_at.astimezone(UTC).isoformat(),
        issuer=clean_name(settings.ISSUER_NAME),
        key_id=key_id,
    )


def _refuse_unprintable(claims: Claims) -> None:
    if refusal := refusal_of(claims.earner):
        raise UnprintableText(refusal)
    wording = (claims.achievement, claims.criteria, claims.issuer, *(part.title for part in claims.results))
    if signs := unprintable(" ".join(wording)):
        raise UnprintableText(
            _("The course's wording has signs that the certificate cannot print: %(signs)s")
            % {"signs": " ".join(sorted(signs))}
        )


def _row(
    completion: Completion, claims: Claims, key: SigningKey, *, signature: str, edition: int
) -> Certificate:
    return Certificate(
        public_id=claims.public_id,
        completion=completion,
        edition=edition,
        earner=claims.earner,
        achievement=claims.achievement,
        awarded_on=date.fromisoformat(claims.awarded_on),
        issued_at=datetime.fromisoformat(claims.issued_at),
        valid_from=datetime.fromisoformat(claims.issued_at),
        expires_at=datetime.fromisoformat(claims.expires_at),
        claims=claims.canonical().decode(),
        signature=signature,
        key=key,
    )


def _store(certificate: Certificate, pdf: bytes) -> Certificate:
    """Keep the file, then the row; whoever comes second takes the first one's and leaves no file behind."""
    certificate.pdf_sha256 = hashlib.sha256(pdf).hexdigest()
    certificate.pdf.save(f"{certificate.public_id}.pdf", ContentFile(pdf), save=False)
    try:
        with transaction.atomic():
            # That there is only one, the database says: asking it first would settle no race.
            certificate.full_clean(validate_unique=False, validate_constraints=False)
            certificate.save(force_insert=True)
    except Exception as error:
        certificate.pdf.delete(save=False)
        first = _latest(certificate.completion) if isinstance(error, IntegrityError) else None
        if first is None:
            raise
        return first
    return certificate

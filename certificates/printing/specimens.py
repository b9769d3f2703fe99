"""What a certificate would look like: drawn as issued ones are, marked as a specimen, never kept."""

from dataclasses import replace
from datetime import UTC, datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.credentials.claims import Claims, Particulars, Result, Signatory
from certificates.dates import expiry, local_day
from certificates.models import Programme
from certificates.printing.names import clean_name
from certificates.printing.rendering import render
from certificates.printing.sheet import as_specimen, sheet_of
from certificates.programmes.designing import written
from content.models import CoursePage
from content.outline import outline_of

#: Of a sheet that attests nothing; I is no letter of a real id.
NO_ID = "SPECIMENSPECIMENSPECIMENSP"
NO_KEY = "ed25519-specimen"
SCORE = "92"


def specimen_of(programme: Programme, *, earner: str, at: datetime | None = None) -> bytes:
    """Return the PDF that this programme would give now; ValueError while it has no course."""
    if programme.course is None:
        raise ValueError("A specimen needs the course of its programme.")
    return draw_specimen(_claims(programme, programme.course, earner, at or timezone.now()))


def corrected_specimen(claims: Claims, *, earner: str) -> bytes:
    """Return the PDF that another name on these claims would give."""
    return draw_specimen(replace(claims, earner=clean_name(earner)))


def draw_specimen(claims: Claims) -> bytes:
    return render(as_specimen(sheet_of(claims, settings.BASE_URL), settings.BASE_URL))


def _claims(programme: Programme, course: CoursePage, earner: str, at: datetime) -> Claims:
    awarded_on = local_day(at)
    return Claims(
        public_id=NO_ID,
        earner=clean_name(earner),
        achievement=clean_name(course.achievement),
        course=clean_name(course.title),
        criteria=clean_name(course.criteria),
        results=_results(course),
        awarded_on=awarded_on.isoformat(),
        issued_at=at.astimezone(UTC).isoformat(timespec="seconds"),
        expires_at=expiry(awarded_on, course.validity_years).astimezone(UTC).isoformat(),
        issuer=clean_name(settings.ISSUER_NAME),
        key_id=NO_KEY,
        particulars=_particulars(programme, at),
    )


def _results(course: CoursePage) -> tuple[Result, ...]:
    outline = outline_of(course.pk)
    modules = tuple(Result("module", module.title, SCORE) for module in outline.modules)
    has_exam = any(activity.kind == "exam" for activity in outline.activities)
    return (*modules, Result("exam", _("Final exam"), SCORE)) if has_exam else modules


def _particulars(programme: Programme, at: datetime) -> Particulars:
    words = written(programme)
    return Particulars(
        programme=f"{programme.slug}/0",
        description=words["description"],
        human_code=words["human_code"],
        opening=words["opening"],
        bridge=words["bridge"],
        signatories=tuple(Signatory(**person) for person in words["signatories"]),
        evidence=(),
        valid_from=at.astimezone(UTC).isoformat(timespec="seconds"),
        subject="",
        salt="",
        email_hash="",
        status_list=0,
        status_index=0,
    )

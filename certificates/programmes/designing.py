"""Programmes and their versions: publishing freezes what certificates will say from then on."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from certificates.models import Programme, ProgrammeVersion
from certificates.models.programmes import usual_bridge, usual_opening
from certificates.printing.names import clean_name
from content.models import CoursePage

if TYPE_CHECKING:
    from lms.models import User


def programme_of(course: CoursePage) -> Programme:
    """Return the course's programme; one with the usual wording is made if there is none."""
    usual: dict[str, Any] = {"slug": lambda: free_slug(course)}  # asked for only where it is needed
    made, _ = Programme.objects.get_or_create(course=course, defaults=usual)
    made.course = course  # read already: it need not be asked for again
    return made


def make_missing_programmes() -> list[Programme]:
    """Give every live course a programme, frozen once; return those that were made now."""
    courses = CoursePage.objects.live().filter(programme=None).order_by("pk")
    made = [programme_of(course) for course in courses]
    for programme in made:
        freeze_programme(programme)
    return made


def free_slug(course: CoursePage) -> str:
    """Return the course's short name, or one made from it: a former course may have had the same.

    In plain letters, as it stands in credentials and addresses; a page's may have others.
    """
    short = slugify(course.slug) or f"course-{course.pk}"
    taken = set(Programme.objects.filter(slug__startswith=short).values_list("slug", flat=True))
    names = (short, *(f"{short}-{number}" for number in range(2, len(taken) + 2)))
    return next(name for name in names if name not in taken)


def current_version(course: CoursePage, *, at: datetime | None = None) -> ProgrammeVersion:
    """Return the version that a certificate of this course is issued under now."""
    return freeze_programme(programme_of(course), at=at)


def freeze_programme(
    programme: Programme, *, by: "User | None" = None, at: datetime | None = None
) -> ProgrammeVersion:
    """Return the version that stands for the programme as it is live: a new one where anything changed.

    What the course says of its achievement is part of it, so a change there makes a version too. A draft
    that was never published says the usual words; one that was unpublished says what it said last.
    """
    if programme.course is None:
        raise ValueError("Without its course nothing more is issued under a programme.")
    latest = _latest(programme)
    text = _text(programme, latest)
    return latest if latest and _is_same(latest, text) else _freeze(programme, text, by=by, at=at)


@transaction.atomic
def _freeze(
    programme: Programme, text: dict[str, Any], *, by: "User | None", at: datetime | None
) -> ProgrammeVersion:
    # The lock makes two publishers queue for the next number; the constraint would refuse the second.
    Programme.objects.select_for_update().get(pk=programme.pk)
    latest = _latest(programme)
    if latest and _is_same(latest, text):
        return latest
    number = latest.number + 1 if latest else 1
    version = ProgrammeVersion(programme=programme, number=number, published_at=at or timezone.now(), **text)
    version.published_by = by
    version.full_clean(exclude=["published_by"])
    version.save(force_insert=True)
    return version


def _latest(programme: Programme) -> ProgrammeVersion | None:
    return programme.versions.order_by("-number").first()


def _text(programme: Programme, latest: ProgrammeVersion | None) -> dict[str, Any]:
    """Return all fields that a version freezes, as the public should read them now."""
    course: Any = programme.course
    facts = {
        "achievement": clean_name(course.achievement),
        "course": clean_name(course.title),
        "criteria": clean_name(course.criteria),
        "validity_years": course.validity_years,
    }
    if programme.live:
        return facts | written(programme)
    if latest:
        return facts | {name: getattr(latest, name) for name in WRITTEN}
    usual = {"opening": usual_opening(), "bridge": usual_bridge(), "human_code": "", "signatories": []}
    return facts | usual | {"description": clean_name(course.summary)}


def written(programme: Programme) -> dict[str, Any]:
    """Return what officers write, as it is printed and published; also of a draft without a course yet."""
    summary = programme.course.summary if programme.course else ""
    return {
        "opening": clean_name(programme.opening),
        "bridge": clean_name(programme.bridge),
        "description": clean_name(programme.description or summary),
        "human_code": clean_name(programme.human_code),
        "signatories": [
            {"name": clean_name(block.value["name"]), "role": clean_name(block.value["role"])}
            for block in programme.signatories
        ],
    }


WRITTEN = ("opening", "bridge", "description", "human_code", "signatories")


def _is_same(version: ProgrammeVersion, text: dict[str, Any]) -> bool:
    return all(getattr(version, name) == value for name, value in text.items())

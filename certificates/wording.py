"""What a course's certificates say besides who, what and when; copied into the claims at issue."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from certificates.claims import Signatory
from content.models import CoursePage


@dataclass(frozen=True)
class Wording:
    """programme: the achievement and its version as a path, such as "lean-leadership/3"."""

    programme: str
    description: str
    human_code: str
    opening: str
    bridge: str
    signatories: tuple[Signatory, ...]


def wording_for(course: CoursePage) -> Wording:
    return Wording(
        programme=f"{course.slug}/1",
        description=course.summary,
        human_code="",
        opening=_("This certifies that"),
        bridge=_("has met the standard for"),
        signatories=(),
    )

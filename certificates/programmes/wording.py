"""What a course's certificates say besides who, what and when; copied into the claims at issue."""

from dataclasses import dataclass

from certificates.credentials.claims import Signatory
from certificates.models import ProgrammeVersion
from certificates.programmes.designing import current_version
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
    """Return the words of the version in force; the achievement's public page says the same."""
    return wording_of(current_version(course))


def wording_of(version: ProgrammeVersion) -> Wording:
    return Wording(
        programme=version.path,
        description=version.description,
        human_code=version.human_code,
        opening=version.opening,
        bridge=version.bridge,
        signatories=tuple(Signatory(**person) for person in version.signatories),
    )

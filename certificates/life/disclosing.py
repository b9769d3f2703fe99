"""The holder decides what strangers see; what was signed stays as it is."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from certificates.errors import FileTellsMore
from certificates.life.recording import record
from certificates.models import Certificate, CertificateEvent

if TYPE_CHECKING:
    from lms.models import User


@dataclass(frozen=True)
class Disclosure:
    """What the public record shows. name: a value of Certificate.NameShown."""

    name: str
    results: bool
    file: bool
    withheld: bool

    @property
    def columns(self) -> dict[str, str | bool]:
        return {
            "name_shown": self.name,
            "shows_results": self.results,
            "shows_file": self.file,
            "is_withheld": self.withheld,
        }


def disclosure_of(certificate: Certificate) -> Disclosure:
    return Disclosure(
        certificate.name_shown, certificate.shows_results, certificate.shows_file, certificate.is_withheld
    )


@transaction.atomic
def change_disclosure(
    certificate: Certificate, wanted: Disclosure, *, by: "User | None", at: datetime | None = None
) -> Certificate:
    """Return the certificate with its public record as wanted. Safe to repeat: nothing new is no event.

    The file says the name and the results: it cannot be shared while they are not shown (FileTellsMore).
    """
    refuse_telling_file(wanted)
    locked = Certificate.objects.select_for_update().get(pk=certificate.pk)
    if disclosure_of(locked) != wanted:
        Certificate.objects.filter(pk=locked.pk).update(**wanted.columns)
        record(locked, CertificateEvent.Kind.SHOWING, by=by, note=_note(wanted), at=at)
    certificate.refresh_from_db()
    return certificate


def refuse_telling_file(wanted: Disclosure) -> None:
    shows_all = wanted.name == Certificate.NameShown.FULL and wanted.results
    if wanted.file and not shows_all:
        raise FileTellsMore(
            _("The file says your full name and your results. Show both as well, or keep it to yourself.")
        )


def _note(wanted: Disclosure) -> str:
    """Say it for officers, in a form that no later change of wording makes unclear."""
    words = {True: "yes", False: "no"}
    return (
        f"name: {wanted.name}, results: {words[wanted.results]}, "
        f"file: {words[wanted.file]}, withheld: {words[wanted.withheld]}"
    )

"""Withdraw a holder's name: what is left of the certificate names nobody."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.life.forgetting_names import forget_names, names_in
from certificates.life.publishing_status import publish_or_leave_due
from certificates.life.recording import record
from certificates.life.storing import path_for, path_of
from certificates.models import Certificate, CertificateEvent, HolderRequest, Reservation
from certificates.models.certificates import certificate_storage

if TYPE_CHECKING:
    from lms.models import User


@transaction.atomic
def erase(certificate: Certificate, *, by: "User | None", at: datetime | None = None) -> Certificate:
    """Return the tombstone: id, award, dates and status bit stay; name, claims, credential and file go.

    So do those of every other edition of the same completion, as they carry the name too, and the name
    in what officers wrote about them. All of them count as revoked. Safe to repeat. The files go once the
    rows are committed; what is then still there goes with `forget_files`.
    """
    at = at or timezone.now()
    erased: list[Certificate] = []
    paths: list[str] = []
    names: set[str] = set()
    # Asked again until there are none: while this waited for a lock, another edition may have come.
    while named := _named_editions(certificate):
        paths += [one.pdf.name for one in named if one.pdf.name]
        names |= names_in(named)
        for one in named:
            _make_nameless(one, by=by, at=at)
        erased += named
    _forget_wishes(erased, at=at)
    forget_names(erased, names)
    publish_or_leave_due([one.status_list for one in erased if one.status_list], at=at)
    transaction.on_commit(lambda: _delete(paths), robust=True)
    certificate.refresh_from_db()
    return certificate


def forget_files() -> int:
    """Delete files that no record names: of withdrawn names, and of issues never finished; return how many.

    For `catch_up`: an erasure whose process died before it came to the files is finished here.
    """
    return _delete(_erased_paths()) + sum(_forget_unfinished(one) for one in _unfinished())


def _named_editions(certificate: Certificate) -> list[Certificate]:
    editions = Certificate.objects.filter(completion=certificate.completion_id, erased_at=None)
    return list(editions.select_for_update(of=("self",)).order_by("pk"))


def _make_nameless(certificate: Certificate, *, by: "User | None", at: datetime) -> None:
    certificate.earner = certificate.claims = certificate.signature = certificate.credential = ""
    certificate.pdf, certificate.erased_at = "", at
    if certificate.revoked_at is None:
        certificate.revoked_at, certificate.revoked_by = at, by
        certificate.revocation_reason = _("Withdrawn at the holder’s request.")
    certificate.save()
    record(certificate, CertificateEvent.Kind.ERASED, by=by, at=at)


def _forget_wishes(erased: list[Certificate], *, at: datetime) -> None:
    """Take names out of requests, and close those that have lost their matter."""
    wishes = HolderRequest.objects.filter(certificate__in=erased)
    wishes.filter(outcome=HolderRequest.Outcome.OPEN).update(
        outcome=HolderRequest.Outcome.TAKEN_BACK, decided_at=at
    )
    wishes.update(wanted="", reason="")


def _erased_paths() -> list[str]:
    erased = Certificate.objects.exclude(erased_at=None).values_list("issued_at", "public_id")
    return [path_for(public_id, issued_at) for issued_at, public_id in erased]


def _unfinished() -> list[Reservation]:
    known = Certificate.objects.values("public_id")
    return list(Reservation.objects.exclude(public_id__in=known))


@transaction.atomic
def _forget_unfinished(reservation: Reservation) -> int:
    path = path_of(reservation)
    if not certificate_storage().exists(path):
        return 0
    # Whoever is storing it at this moment is waited for, and then it is theirs.
    Reservation.objects.select_for_update().get(pk=reservation.pk)
    return 0 if Certificate.objects.filter(public_id=reservation.public_id).exists() else _delete([path])


def _delete(paths: list[str]) -> int:
    storage = certificate_storage()
    left = [path for path in paths if storage.exists(path)]
    for path in left:
        storage.delete(path)
    return len(left)

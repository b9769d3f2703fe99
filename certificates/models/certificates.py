"""What we attest. Rows are never deleted: a certificate is revoked, replaced or made nameless."""

from datetime import date, datetime

from django.conf import settings
from django.core.files.storage import storages
from django.core.files.storage.base import Storage
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from certificates.credentials.public_ids import display
from certificates.dates import last_day
from certificates.models.keys import SealKey, SigningKey
from certificates.models.reservations import StatusList


def certificate_storage() -> Storage:
    return storages["certificates"]


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def in_state(self, state: str, *, at: datetime) -> "CertificateQuerySet":
        """Choose by a word of Certificate.state, its row twin."""
        if state == "revoked":
            return self.filter(revoked_at__isnull=False)
        if state == "superseded":
            return self.filter(revoked_at=None, superseded_at__isnull=False)
        standing = self.in_force()
        if state == "expired":
            return standing.filter(expires_at__lte=at)
        if state == "not yet valid":
            return standing.filter(expires_at__gt=at, valid_from__gt=at)
        return standing.filter(expires_at__gt=at, valid_from__lte=at)

    def in_force(self) -> "CertificateQuerySet":
        """Choose those that we stand by, whatever the date: neither revoked nor replaced."""
        return self.filter(revoked_at=None, superseded_at=None)


class Certificate(models.Model):
    """One credential issued to one earner. What it claims was copied at issue.

    public_id: 26 characters of Crockford's base 32, 130 random bits; knowing it is the permission to look.
    claims: the exact bytes (UTF-8 JSON) that `signature` (Ed25519, hex) covers; what look-ups test.
    credential: the exact bytes of the Open Badges 3.0 credential in the file; "" for records before it.
    supersedes: the one that this took the place of; its `successor`.
    erased_at: the holder's name, claims, credential and file are gone; id, award and dates stay.
    """

    class Replaced(models.TextChoices):
        CORRECTION = "correction", _("The name was corrected")
        RENEWAL = "renewal", _("It was renewed")
        REISSUE = "reissue", _("It was issued again")
        KEY = "key", _("It was issued again under a new key")

    class NameShown(models.TextChoices):
        FULL = "full", _("My full name")
        INITIALS = "initials", _("My initials")
        HIDDEN = "hidden", _("No name")

    public_id = models.CharField(max_length=26, unique=True, editable=False)
    completion = models.ForeignKey("courses.Completion", models.PROTECT, related_name="certificates")
    edition = models.PositiveSmallIntegerField(default=1)
    earner = models.CharField(_("earner"), max_length=120, blank=True)
    achievement = models.CharField(_("achievement"), max_length=120)
    awarded_on = models.DateField(_("awarded on"))
    issued_at = models.DateTimeField(_("issued at"), default=timezone.now)
    valid_from = models.DateTimeField(_("valid from"), default=timezone.now)
    expires_at = models.DateTimeField(_("valid until"))
    claims = models.TextField(editable=False, blank=True)
    signature = models.CharField(max_length=128, editable=False, blank=True)
    key = models.ForeignKey(SigningKey, models.PROTECT, related_name="+")
    credential = models.TextField(editable=False, blank=True)
    status_list = models.ForeignKey(StatusList, models.PROTECT, null=True, editable=False, related_name="+")
    status_index = models.PositiveIntegerField(null=True, editable=False)
    seal_key = models.ForeignKey(SealKey, models.PROTECT, null=True, editable=False, related_name="+")
    pdf = models.FileField(storage=certificate_storage, upload_to="%Y/%m", editable=False, blank=True)
    pdf_sha256 = models.CharField(max_length=64, editable=False)
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="successor"
    )
    superseded_at = models.DateTimeField(_("replaced at"), null=True, blank=True)
    superseded_as = models.CharField(_("replaced because"), max_length=12, choices=Replaced, blank=True)
    erased_at = models.DateTimeField(_("name withdrawn at"), null=True, blank=True)
    name_shown = models.CharField(
        _("name on the public record"), max_length=8, choices=NameShown, default=NameShown.FULL
    )
    shows_results = models.BooleanField(_("results on the public record"), default=True)
    shows_file = models.BooleanField(_("file and credential on the public record"), default=False)
    is_withheld = models.BooleanField(_("public record withheld"), default=False)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    revocation_reason = models.CharField(_("reason"), max_length=250, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("revoked by"),
    )

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["-issued_at"]
        # Nobody may add, change or delete a certificate by hand: it is issued, and at most revoked.
        default_permissions = ("view",)
        permissions = [
            ("revoke_certificate", _("Can revoke certificate")),
            ("reissue_certificate", _("Can issue a new edition of a revoked certificate")),
        ]
        # A file that somebody hands in is found by what it is, byte for byte.
        indexes = [models.Index(fields=["pdf_sha256"], name="certificate_by_file")]
        constraints = [
            models.UniqueConstraint(fields=["completion", "edition"], name="certificate_edition_once"),
            models.UniqueConstraint(
                fields=["completion"],
                condition=Q(revoked_at=None, superseded_at=None),
                name="certificate_one_in_force",
            ),
            models.UniqueConstraint(
                fields=["status_list", "status_index"], name="certificate_status_index_once"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revocation_reason="")
                | (Q(revoked_at__isnull=False) & ~Q(revocation_reason="")),
                name="certificate_revoked_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("issued_at")), name="certificate_expires_after_issue"
            ),
            models.CheckConstraint(
                condition=Q(superseded_at=None, superseded_as="")
                | (Q(superseded_at__isnull=False) & ~Q(superseded_as="")),
                name="certificate_superseded_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(erased_at=None) & ~Q(earner="") & ~Q(claims="") & ~Q(signature="") & ~Q(pdf="")
                | Q(
                    erased_at__isnull=False,
                    revoked_at__isnull=False,
                    earner="",
                    claims="",
                    signature="",
                    credential="",
                    pdf="",
                ),
                name="certificate_erased_is_nameless",
            ),
            models.CheckConstraint(
                condition=Q(credential="") | Q(status_list__isnull=False, status_index__isnull=False),
                name="certificate_credential_has_status",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.achievement}: {self.earner}"

    @property
    def display_id(self) -> str:
        return display(self.public_id)

    def state(self, at: datetime) -> str:
        """Return "revoked", "superseded", "expired", "not yet valid" or "valid", the first that fits.

        That is what the row says; whether it is genuine, `verifying` says.
        """
        if self.revoked_at is not None:
            return "revoked"
        if self.superseded_at is not None:
            return "superseded"
        if at >= self.expires_at:
            return "expired"
        return "not yet valid" if at < self.valid_from else "valid"

    @property
    def is_revoked(self) -> bool:
        return self.revoked_at is not None

    @property
    def is_in_force(self) -> bool:
        """We stand by it, whatever the date."""
        return self.revoked_at is None and self.superseded_at is None

    @property
    def valid_until(self) -> date:
        """The last day on which it holds."""
        return last_day(self.expires_at)

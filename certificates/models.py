"""What we attest, and with which keys. Rows are never deleted; a certificate is only revoked."""

from datetime import date, datetime

from django.conf import settings
from django.core.files.storage import storages
from django.core.files.storage.base import Storage
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from certificates.dates import last_day
from certificates.public_ids import display


def certificate_storage() -> Storage:
    return storages["certificates"]


class SigningKey(models.Model):
    """The public part of a key pair; the private part lies in a file that only the site reads."""

    key_id = models.CharField(max_length=40, unique=True)
    public_key = models.CharField(
        max_length=64, unique=True, help_text="Ed25519, 32 bytes as lower-case hex."
    )
    in_force_from = models.DateTimeField(default=timezone.now)
    retired_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.key_id


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def in_state(self, state: str, *, at: datetime) -> "CertificateQuerySet":
        """Choose "valid", "expired" or "revoked". Row twin: Certificate.state."""
        if state == "revoked":
            return self.filter(revoked_at__isnull=False)
        standing = self.filter(revoked_at__isnull=True)
        return (
            standing.filter(expires_at__lte=at) if state == "expired" else standing.filter(expires_at__gt=at)
        )


class Certificate(models.Model):
    """One credential issued to one earner. What it claims was copied at issue.

    public_id: 26 characters of Crockford's base 32, 130 random bits; knowing it is the permission to look.
    claims: the exact bytes (UTF-8 JSON) that `signature` (Ed25519, hex) covers.
    """

    public_id = models.CharField(max_length=26, unique=True, editable=False)
    completion = models.ForeignKey("courses.Completion", models.PROTECT, related_name="certificates")
    edition = models.PositiveSmallIntegerField(default=1)
    earner = models.CharField(_("earner"), max_length=120)
    achievement = models.CharField(_("achievement"), max_length=120)
    awarded_on = models.DateField(_("awarded on"))
    issued_at = models.DateTimeField(_("issued at"), default=timezone.now)
    expires_at = models.DateTimeField(_("valid until"))
    claims = models.TextField(editable=False)
    signature = models.CharField(max_length=128, editable=False)
    key = models.ForeignKey(SigningKey, models.PROTECT, related_name="+")
    pdf = models.FileField(storage=certificate_storage, upload_to="%Y/%m", editable=False)
    pdf_sha256 = models.CharField(max_length=64, editable=False)
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
        constraints = [
            models.UniqueConstraint(fields=["completion", "edition"], name="certificate_edition_once"),
            models.UniqueConstraint(
                fields=["completion"], condition=Q(revoked_at__isnull=True), name="certificate_one_in_force"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revocation_reason="")
                | (Q(revoked_at__isnull=False) & ~Q(revocation_reason="")),
                name="certificate_revoked_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("issued_at")), name="certificate_expires_after_issue"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.achievement}: {self.earner}"

    @property
    def display_id(self) -> str:
        return display(self.public_id)

    def state(self, at: datetime) -> str:
        """Return "revoked", "expired" or "valid" as the row says; whether it is genuine, `verify` says."""
        if self.revoked_at is not None:
            return "revoked"
        return "expired" if at >= self.expires_at else "valid"

    @property
    def is_revoked(self) -> bool:
        return self.revoked_at is not None

    @property
    def valid_until(self) -> date:
        """The last day on which it holds."""
        return last_day(self.expires_at)

"""What happened to a certificate, and how often it was looked up: counts, never who."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class CertificateEvent(models.Model):
    """One line of a certificate's story. Only ever added.

    note: what officers read; holders and strangers do not.
    """

    class Kind(models.TextChoices):
        ISSUED = "issued", _("Issued")
        REVOKED = "revoked", _("Revoked")
        SUPERSEDED = "superseded", _("Replaced")
        ERASED = "erased", _("Name withdrawn")
        SHOWING = "showing", _("Holder changed what is shown")
        REQUESTED = "requested", _("Holder asked for a change")
        DECIDED = "decided", _("Request decided")

    certificate = models.ForeignKey("certificates.Certificate", models.PROTECT, related_name="events")
    kind = models.CharField(max_length=12, choices=Kind)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.certificate.public_id}"


class CheckCount(models.Model):
    """How often one certificate was looked up on one day (UTC) at one door."""

    class Door(models.TextChoices):
        PAGE = "page", _("Page")
        DATA = "data", _("Data")
        FILE = "file", _("File")
        LIST = "list", _("List")
        MATCH = "match", _("Identity")

    certificate = models.ForeignKey("certificates.Certificate", models.PROTECT, related_name="checks")
    day = models.DateField()
    door = models.CharField(max_length=8, choices=Door)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-day"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["certificate", "day", "door"], name="check_count_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.certificate_id}, {self.day}, {self.door}: {self.count}"

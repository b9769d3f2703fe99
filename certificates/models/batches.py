"""Many certificates issued again in one go: what is still to do is a query, so it can stop and go on."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Batch(models.Model):
    """One decision about many certificates, with its reason.

    why: how the replaced ones say that they were replaced; see Certificate.Replaced.
    """

    why = models.CharField(max_length=12)
    reason = models.CharField(_("reason"), max_length=250)
    started_at = models.DateTimeField(_("started at"), default=timezone.now)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-started_at"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.reason


class BatchItem(models.Model):
    """One certificate of a batch: waiting, done (with what replaced it), or refused (with the reason)."""

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="items")
    certificate = models.ForeignKey("certificates.Certificate", models.PROTECT, related_name="+")
    result = models.ForeignKey(
        "certificates.Certificate", models.PROTECT, null=True, blank=True, related_name="+"
    )
    done_at = models.DateTimeField(null=True, blank=True)
    refusal = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["batch", "certificate"], name="batch_item_once"),
            models.CheckConstraint(
                condition=Q(done_at=None, result=None, refusal="")
                | Q(done_at__isnull=False, result__isnull=False, refusal="")
                | (Q(done_at__isnull=False, result=None) & ~Q(refusal="")),
                name="batch_item_waits_or_is_settled",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}: {self.certificate_id}"

"""What a holder asks of us about a certificate, and what became of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class HolderRequest(models.Model):
    """Asked for by the holder, decided by an officer. At most one of a kind is open for a certificate.

    wanted: the name as it should stand (correction), what was practised since (renewal), or "" (erasure).
    answer: what the holder reads when it was declined.
    """

    class Kind(models.TextChoices):
        CORRECTION = "correction", _("Correct the name")
        RENEWAL = "renewal", _("Renew")
        ERASURE = "erasure", _("Withdraw my name")

    class Outcome(models.TextChoices):
        OPEN = "open", _("Waiting")
        APPROVED = "approved", _("Approved")
        DECLINED = "declined", _("Declined")
        TAKEN_BACK = "taken_back", _("Taken back")

    certificate = models.ForeignKey("certificates.Certificate", models.PROTECT, related_name="requests")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    wanted = models.TextField(_("wanted"), max_length=1000, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now)
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome, default=Outcome.OPEN)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    answer = models.CharField(_("answer"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("request of a holder")
        verbose_name_plural = _("requests of holders")
        ordering = ["asked_at", "pk"]
        default_permissions = ("view",)
        permissions = [("decide_holderrequest", _("Can decide requests of holders"))]
        constraints = [
            models.UniqueConstraint(
                fields=["certificate", "kind"], condition=Q(outcome="open"), name="holder_request_one_open"
            ),
            models.CheckConstraint(
                condition=Q(outcome="open", decided_at=None)
                | (~Q(outcome="open") & Q(decided_at__isnull=False)),
                name="holder_request_decided_with_date",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="declined") | ~Q(answer=""), name="holder_request_declined_with_answer"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.certificate.public_id}"

"""The public parts of what we sign and seal with. A private part is never in the database."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Key(models.Model):
    """A key signs from in_force_from until it is retired; what it signed stays good for ever.

    A compromised key is the exception: nothing that it signed is proof of anything any more.
    """

    key_id = models.CharField(max_length=40, unique=True)
    in_force_from = models.DateTimeField(default=timezone.now)
    retired_at = models.DateTimeField(null=True, blank=True)
    compromised_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(compromised_at=None) | Q(retired_at__isnull=False),
                name="%(class)s_compromised_is_retired",
            ),
        ]

    def __str__(self) -> str:
        return self.key_id


class SigningKey(Key):
    """Signs records and credentials; the private part lies in a file that only the site reads."""

    public_key = models.CharField(
        max_length=64, unique=True, help_text="Ed25519, 32 bytes as lower-case hex."
    )

    class Meta(Key.Meta):
        verbose_name = _("signing key")
        verbose_name_plural = _("signing keys")


class SealKey(Key):
    """Seals files: RSA-3072 in a certificate of our own issuing authority, under our root.

    chain: PEM, leaf first, root last.
    """

    chain = models.TextField()

    class Meta(Key.Meta):
        verbose_name = _("seal key")
        verbose_name_plural = _("seal keys")

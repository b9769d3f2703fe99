"""What somebody checked and what came of it, kept for a while so that it can be printed and read again."""

import secrets
from typing import Any

from django.db import models
from django.utils import timezone


def new_token() -> str:
    """Return 256 random bits: whoever has the address may read the receipt, and nobody can guess it."""
    return secrets.token_urlsafe(32)


class Receipt(models.Model):
    """The outcome of one check of one or many certificates. Names no holder, and not who checked.

    lines: dicts of certificates.checking.lines.Line, in the order in which they were checked.
    """

    token = models.CharField(max_length=43, unique=True, default=new_token, editable=False)
    checked_at = models.DateTimeField(default=timezone.now)
    lines: "models.JSONField[Any, Any]" = models.JSONField(default=list)

    class Meta:
        ordering = ["-checked_at"]
        default_permissions = ()
        indexes = [models.Index(fields=["checked_at"], name="receipt_by_age")]

    def __str__(self) -> str:
        return self.token[:8]

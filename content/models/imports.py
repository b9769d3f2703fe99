"""Files of items, kept from the moment they are handed in until somebody says yes to what they hold."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.models.items import ItemBank


class ItemImport(models.Model):
    """One file for one bank; only who handed it in may see it.

    data: empty once it is confirmed; sha256 still says which file it was. format: see
    content.items.interchange.formats. choices: see content.plans.Choices. result: how many items were
    new, there already or refused, once it is confirmed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    bank = models.ForeignKey(ItemBank, models.CASCADE, related_name="imports")
    filename = models.CharField(max_length=120)
    data = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    format = models.CharField(max_length=20, blank=True)
    choices: "models.JSONField[Any, Any]" = models.JSONField(default=dict)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="item_imports"
    )
    uploaded_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    result: "models.JSONField[Any, Any]" = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-uploaded_at"]
        # Made by handing a file in: there is nothing else to permit.
        default_permissions = ()
        verbose_name = _("import of items")
        verbose_name_plural = _("imports of items")

    def __str__(self) -> str:
        return self.filename

"""What the loader brought in, so that it never overwrites what an editor has changed."""

from django.db import models


class ShippedRecord(models.Model):
    """One entry of the shipped course and the row or page it became.

    source_hash: SHA-256 of the entry as shipped; a new one means that the course was revised.
    loaded_hash: SHA-256 of the row as the loader left it; another one now means an editor's hand.
    """

    key = models.CharField(max_length=120, unique=True)
    object_id = models.PositiveBigIntegerField(null=True)
    source_hash = models.CharField(max_length=64)
    loaded_hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.key

"""What is settled before an issue begins, so that an interrupted one goes on instead of beginning again."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

#: W3C Bitstring Status List v1.0: a shorter list would tell too much about whose bit was asked for.
LIST_LENGTH = 131_072


class StatusList(models.Model):
    """One published list: a bit for each certificate, set once it is out of force, and never cleared.

    document: the exact bytes (UTF-8 JSON) of the signed list; "" before the first was published.
    """

    number = models.PositiveIntegerField(unique=True, validators=[MinValueValidator(1)])
    opened_at = models.DateTimeField(default=timezone.now)
    document = models.TextField(blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Status list {self.number}"


class Reservation(models.Model):
    """The id, the moment and the place in the status list of one edition that will be issued."""

    completion = models.ForeignKey("courses.Completion", models.PROTECT, related_name="+")
    edition = models.PositiveSmallIntegerField()
    public_id = models.CharField(max_length=26, unique=True)
    subject = models.CharField(max_length=45, unique=True, help_text="A random urn:uuid.")
    salt = models.CharField(max_length=32, help_text="16 random bytes as lower-case hex.")
    issued_at = models.DateTimeField()
    status_list = models.ForeignKey(StatusList, models.PROTECT, related_name="reservations")
    status_index = models.PositiveIntegerField(validators=[MaxValueValidator(LIST_LENGTH - 1)])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["completion", "edition"], name="reservation_edition_once"),
            models.UniqueConstraint(fields=["status_list", "status_index"], name="reservation_index_once"),
            models.CheckConstraint(
                condition=Q(status_index__lt=LIST_LENGTH), name="reservation_index_within_list"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

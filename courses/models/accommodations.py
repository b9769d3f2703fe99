"""What one learner is granted so that a limit measures what they know and not how they write."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

USER = settings.AUTH_USER_MODEL


class Standing(models.TextChoices):
    """Where an accommodation stands on a day; it always stands in one place."""

    WAITING = "waiting", _("Waiting for approval")
    AHEAD = "ahead", _("Begins later")
    IN_FORCE = "in_force", _("In force")
    OVER = "over", _("Over")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class AccommodationQuerySet(models.QuerySet["Accommodation"]):
    def in_force(self, on: Any) -> "AccommodationQuerySet":
        """Approved, not withdrawn, and valid on this day."""
        return self.filter(
            approved_at__isnull=False, withdrawn_at__isnull=True, valid_from__lte=on, valid_until__gte=on
        )

    def standing(self, standing: str, on: date) -> "AccommodationQuerySet":
        """Return those that stand there on this day. Row twin: Accommodation.standing_on."""
        kept = self.filter(withdrawn_at__isnull=True)
        lasting = kept.filter(valid_until__gte=on)
        match standing:
            case Standing.WAITING:
                return lasting.filter(approved_at__isnull=True)
            case Standing.AHEAD:
                return lasting.filter(approved_at__isnull=False, valid_from__gt=on)
            case Standing.IN_FORCE:
                return self.in_force(on)
            case Standing.OVER:
                return kept.filter(valid_until__lt=on)
        return self.filter(withdrawn_at__isnull=False)


class Accommodation(models.Model):
    """More time, breaks or attempts for one learner: dated, approved by a second person, audited.

    course, quiz: where it holds; both null for everywhere. The time is one of three: multiplier (at
    least 1), extra_minutes, or no limit. reason: for those who approve; never for markers, never on a
    certificate.
    """

    learner = models.ForeignKey(USER, models.PROTECT, related_name="accommodations")
    course = models.ForeignKey("content.CoursePage", models.PROTECT, null=True, blank=True, related_name="+")
    quiz = models.ForeignKey("content.QuizPage", models.PROTECT, null=True, blank=True, related_name="+")
    multiplier = models.DecimalField(max_digits=4, decimal_places=2, null=True, blank=True)
    extra_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    is_unlimited = models.BooleanField(default=False)
    break_minutes = models.PositiveSmallIntegerField(default=0)
    extra_attempts = models.PositiveSmallIntegerField(default=0)
    valid_from = models.DateField()
    valid_until = models.DateField()
    reason = models.TextField(max_length=1000)
    recorded_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    approved_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = AccommodationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(multiplier__isnull=True, extra_minutes__isnull=True)
                | Q(is_unlimited=False, multiplier__isnull=True)
                | Q(is_unlimited=False, extra_minutes__isnull=True),
                name="accommodation_one_kind_of_time",
            ),
            models.CheckConstraint(
                condition=Q(multiplier__isnull=True) | Q(multiplier__gte=1),
                name="accommodation_never_less_time",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("valid_from")), name="accommodation_valid_forwards"
            ),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True, approved_by__isnull=True)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="accommodation_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("recorded_by")),
                name="accommodation_approved_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(recorded_by=F("learner"))
                & (Q(approved_by__isnull=True) | ~Q(approved_by=F("learner"))),
                name="accommodation_never_ones_own",
            ),
            models.CheckConstraint(
                condition=Q(multiplier__isnull=False)
                | Q(extra_minutes__isnull=False, extra_minutes__gt=0)
                | Q(is_unlimited=True)
                | Q(break_minutes__gt=0)
                | Q(extra_attempts__gt=0),
                name="accommodation_grants_something",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="accommodation_has_reason"),
        ]

    def __str__(self) -> str:
        return f"Accommodation {self.pk}"

    def standing_on(self, day: date) -> Standing:
        """Return where it stands on this day."""
        if self.withdrawn_at is not None:
            return Standing.WITHDRAWN
        if self.valid_until < day:
            return Standing.OVER
        if self.approved_at is None:
            return Standing.WAITING
        return Standing.AHEAD if self.valid_from > day else Standing.IN_FORCE


class AccommodationEvent(models.Model):
    """What happened to an accommodation, in order; rows are only ever added."""

    accommodation = models.ForeignKey(Accommodation, models.PROTECT, related_name="events")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    at = models.DateTimeField(default=timezone.now)
    actor = models.ForeignKey(USER, models.PROTECT, related_name="+")
    payload: "models.JSONField[Any, Any]" = models.JSONField(default=dict)

    class Meta:
        ordering = ["accommodation", "number"]
        constraints = [
            models.UniqueConstraint(fields=["accommodation", "number"], name="accommodationevent_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    def active(self) -> "EnrolmentQuerySet":
        """Not withdrawn. Row twin: Enrolment.is_active."""
        return self.filter(withdrawn_at__isnull=True)


class Enrolment(models.Model):
    """One learner's place on one course. Withdrawing keeps everything done so far."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="enrolments")
    course = models.ForeignKey("content.CoursePage", models.PROTECT, related_name="enrolments")
    enrolled_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    # Where to resume: the lesson or quiz seen last.
    last_page = models.ForeignKey(
        "wagtailcore.Page", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    last_seen_at = models.DateTimeField(null=True, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["learner", "course"], name="enrolment_once_per_course"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("enrolled_at")),
                name="enrolment_withdrawn_after_enrolled",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learner} on {self.course}"

    @property
    def is_active(self) -> bool:
        return self.withdrawn_at is None

"""What people decide about answers: marks they give, and regrades of an item for everybody."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from courses.models.attempts import Answer

USER = settings.AUTH_USER_MODEL


class Mark(models.Model):
    """One marker's judgement of one answer; a later one of the same marker replaces it, none is changed.

    levels: criterion id -> number of the level reached, from 0. points: their sum, out of the rubric's.
    released_at: when the learner could see what came of it; null while it is a draft among markers.
    """

    answer = models.ForeignKey(Answer, models.PROTECT, related_name="marks")
    marker = models.ForeignKey(USER, models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField(default=1)
    levels: "models.JSONField[Any, Any]" = models.JSONField()
    points = models.DecimalField(max_digits=7, decimal_places=2)
    comment = models.TextField(blank=True, max_length=4000)
    marked_at = models.DateTimeField(default=timezone.now)
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["answer", "marker", "round"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "marker", "round"], name="mark_round_once"),
            models.CheckConstraint(condition=Q(round__gte=1), name="mark_round_from_one"),
            models.CheckConstraint(condition=Q(points__gte=0), name="mark_points_from_zero"),
        ]

    def __str__(self) -> str:
        return f"Mark {self.round} of answer {self.answer_id}"


class Regrade(models.Model):
    """One decision about an item that learners have answered, applied to all of their answers.

    version: what was asked. key_version: whose key counts instead, for a new key or a further accepted
    answer. changed: how many attempts came out otherwise.
    """

    class Rule(models.TextChoices):
        NEW_KEY = "new_key"
        ACCEPT_ALSO = "accept_also"
        FULL_CREDIT = "full_credit"
        DROP = "drop"

    version = models.ForeignKey("content.ItemVersion", models.PROTECT, related_name="+")
    key_version = models.ForeignKey(
        "content.ItemVersion", models.PROTECT, null=True, blank=True, related_name="+"
    )
    rule = models.CharField(max_length=11, choices=Rule.choices)
    reason = models.TextField(max_length=1000)
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    changed = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="regrade_has_reason"),
            models.CheckConstraint(
                condition=Q(rule__in=["full_credit", "drop"], key_version__isnull=True)
                | Q(rule__in=["new_key", "accept_also"], key_version__isnull=False),
                name="regrade_key_where_rule_asks",
            ),
            models.CheckConstraint(
                condition=Q(key_version__isnull=True) | ~Q(key_version=F("version")),
                name="regrade_key_is_another",
            ),
        ]

    def __str__(self) -> str:
        return f"Regrade of version {self.version_id}"

"""Where a pass mark comes from: judges who say what a just-qualified learner would answer (Angoff)."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

USER = settings.AUTH_USER_MODEL


class StandardSetting(models.Model):
    """One study of one exam. round: the one that judges rate in now; the last round counts."""

    quiz = models.ForeignKey("content.QuizPage", models.PROTECT, related_name="standard_settings")
    title = models.CharField(max_length=120)
    judges: "models.ManyToManyField[Any, Any]" = models.ManyToManyField(USER, related_name="+")
    round = models.PositiveSmallIntegerField(default=1)
    opened_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(round__range=(1, 3)), name="standardsetting_round_one_to_three"
            )
        ]

    def __str__(self) -> str:
        return self.title


class AngoffRating(models.Model):
    """One judge on one item in one round.

    probability: 0..1, the share of just-qualified learners who would answer it right.
    """

    setting = models.ForeignKey(StandardSetting, models.CASCADE, related_name="ratings")
    judge = models.ForeignKey(USER, models.PROTECT, related_name="+")
    item_version = models.ForeignKey("content.ItemVersion", models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField()
    probability = models.DecimalField(max_digits=3, decimal_places=2)
    rated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["setting", "judge", "item_version", "round"], name="angoffrating_once_a_round"
            ),
            models.CheckConstraint(
                condition=Q(probability__range=(0, 1)), name="angoffrating_probability_zero_to_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.probability} in round {self.round}"

"""One sitting of a quiz. What was drawn, in which order and under which policy is copied here."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from courses.models.enrolments import Enrolment


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def open(self) -> "AttemptQuerySet":
        return self.filter(state=Attempt.State.OPEN)

    def submitted(self) -> "AttemptQuerySet":
        return self.filter(state=Attempt.State.SUBMITTED)


class Attempt(models.Model):
    """Open until it is handed in, by the learner or by its deadline; void by staff, with a reason.

    policy: the quiz's settings as they were at the start, see courses.quiz.policy.Policy.
    accommodation: what was granted at the start, see courses.quiz.clock.Allowance; null for nothing.
    fraction: points / max_points, 0..1; the verdict `is_passed` was taken on the exact fraction.
    break_began_at: the clock stands still since then. break_seconds: of breaks, still to be had.
    reached: forward only, the position of the one item that is at hand; one more than the last once all
    were left. It only ever grows.
    """

    class State(models.TextChoices):
        OPEN = "open"
        # Handed in; people have answers to mark before there is a result.
        MARKING = "marking"
        SUBMITTED = "submitted"
        VOID = "void"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="attempts")
    quiz = models.ForeignKey("content.QuizPage", models.PROTECT, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    policy: "models.JSONField[Any, Any]" = models.JSONField()
    started_at = models.DateTimeField(default=timezone.now)
    # Null: no limit. Pinned at the start; only ever extended.
    deadline_at = models.DateTimeField(null=True, blank=True)
    last_saved_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    points = models.DecimalField(max_digits=9, decimal_places=5, null=True, blank=True)
    max_points = models.DecimalField(max_digits=9, decimal_places=5)
    fraction = models.DecimalField(max_digits=7, decimal_places=6, null=True, blank=True)
    is_passed = models.BooleanField(null=True, blank=True)
    accommodation: "models.JSONField[Any, Any]" = models.JSONField(null=True, blank=True)
    break_began_at = models.DateTimeField(null=True, blank=True)
    break_seconds = models.PositiveIntegerField(default=0)
    void_reason = models.TextField(blank=True, max_length=500)
    # Asked for before a retake of an exam: what was reviewed and practised since.
    reflection = models.TextField(blank=True, max_length=2000)
    reached = models.PositiveSmallIntegerField(default=1)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "quiz"], condition=Q(state="open"), name="attempt_one_open"
            ),
            models.UniqueConstraint(fields=["enrolment", "quiz", "number"], name="attempt_number_once"),
            models.CheckConstraint(
                condition=Q(state="open", submitted_at__isnull=True)
                | Q(
                    state="submitted",
                    submitted_at__isnull=False,
                    fraction__isnull=False,
                    is_passed__isnull=False,
                )
                | Q(state="marking", submitted_at__isnull=False, is_passed__isnull=True)
                | Q(state="void"),
                name="attempt_graded_when_submitted",
            ),
            models.CheckConstraint(
                condition=Q(points__isnull=True) | Q(points__gte=0, points__lte=F("max_points")),
                name="attempt_points_within_maximum",
            ),
            models.CheckConstraint(
                condition=~Q(state="void") | ~Q(void_reason=""), name="attempt_void_with_reason"
            ),
            models.CheckConstraint(
                condition=Q(break_began_at__isnull=True) | Q(state="open"), name="attempt_break_while_open"
            ),
            models.CheckConstraint(
                condition=Q(break_began_at__isnull=True) | Q(deadline_at__isnull=False),
                name="attempt_break_of_a_clock",
            ),
            models.CheckConstraint(condition=Q(reached__gte=1), name="attempt_reached_from_one"),
        ]
        indexes = [
            models.Index(fields=["deadline_at"], condition=Q(state="open"), name="attempt_open_deadline"),
            models.Index(fields=["quiz"], condition=Q(state="marking"), name="attempt_being_marked"),
        ]

    def __str__(self) -> str:
        return f"Attempt {self.number} at quiz {self.quiz_id}"

    @property
    def is_forward(self) -> bool:
        """Whether its items are answered one after the other, with no way back."""
        return bool(self.policy.get("navigation") == "forward")


class Answer(models.Model):
    """One drawn item in an attempt, and the response to it.

    option_order: ids as drawn, see content.items; stored, never derived again.
    response: see content.items.interactions; null is blank.
    sequence: counts saves; an older save that arrives late is ignored.
    max_points: 0 for what is not scored. is_trial: asked to learn about the item, never scored.
    certainty: 1 to 3, in practice alone, see content.items.certainty.
    markers: how many people have to mark it; 0 where a rule scores it.
    adjustment: what a regrade decided for everybody, see Regrade. scored_by: the version whose key
    counts since; null for the one that was asked. regrade: the last decision that the answer has been
    through, whether or not its attempt took what came of it; null for none.
    """

    class Adjustment(models.TextChoices):
        FULL_CREDIT = "full_credit"
        DROPPED = "dropped"

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="answers")
    position = models.PositiveSmallIntegerField()
    item_version = models.ForeignKey("content.ItemVersion", models.PROTECT, related_name="+")
    option_order: "models.JSONField[Any, Any]" = models.JSONField(default=dict)
    max_points = models.DecimalField(max_digits=7, decimal_places=5, default=1)
    response: "models.JSONField[Any, Any]" = models.JSONField(null=True, blank=True)
    sequence = models.PositiveBigIntegerField(default=0)
    is_flagged = models.BooleanField(default=False)
    saved_at = models.DateTimeField(null=True, blank=True)
    points = models.DecimalField(max_digits=7, decimal_places=5, null=True, blank=True)
    # In checks: feedback was asked for, so `response` is the one that counts. Later tries are
    # kept apart and never scored.
    checked_at = models.DateTimeField(null=True, blank=True)
    retry_response: "models.JSONField[Any, Any]" = models.JSONField(null=True, blank=True)
    is_revealed = models.BooleanField(default=False)
    certainty = models.PositiveSmallIntegerField(null=True, blank=True)
    is_trial = models.BooleanField(default=False)
    markers = models.PositiveSmallIntegerField(default=0)
    adjustment = models.CharField(max_length=11, choices=Adjustment.choices, blank=True)
    scored_by = models.ForeignKey(
        "content.ItemVersion", models.PROTECT, null=True, blank=True, related_name="+"
    )
    regrade = models.ForeignKey("courses.Regrade", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "position"], name="answer_position_once"),
            models.UniqueConstraint(fields=["attempt", "item_version"], name="answer_item_once"),
            models.CheckConstraint(condition=Q(position__gte=1), name="answer_position_from_one"),
            models.CheckConstraint(
                condition=Q(points__isnull=True) | Q(points__gte=0, points__lte=F("max_points")),
                name="answer_points_within_maximum",
            ),
            models.CheckConstraint(
                condition=Q(certainty__isnull=True) | Q(certainty__range=(1, 3)),
                name="answer_certainty_one_to_three",
            ),
            models.CheckConstraint(
                condition=Q(regrade__isnull=False) | Q(adjustment="", scored_by__isnull=True),
                name="answer_decided_by_a_regrade",
            ),
            models.CheckConstraint(
                condition=~Q(adjustment="dropped") | Q(points__isnull=True, max_points=0),
                name="answer_dropped_is_worth_nothing",
            ),
        ]

    def __str__(self) -> str:
        return f"Answer {self.position}"

    @property
    def whole_points(self) -> int:
        """What it is worth, as learners are told: blueprints give whole points."""
        return int(self.max_points)

    @property
    def is_answered(self) -> bool:
        return self.response is not None

    @property
    def is_at_hand(self) -> bool:
        """Whether it can be seen and answered as the attempt stands: forward only, that is one item."""
        return not self.attempt.is_forward or self.position == self.attempt.reached


class AttemptEvent(models.Model):
    """What happened in an attempt, in order; rows are only ever added."""

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="events")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    at = models.DateTimeField(default=timezone.now)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    payload: "models.JSONField[Any, Any]" = models.JSONField(default=dict)

    class Meta:
        ordering = ["attempt", "number"]
        constraints = [models.UniqueConstraint(fields=["attempt", "number"], name="attemptevent_number_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"

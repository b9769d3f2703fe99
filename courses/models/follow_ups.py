"""What a learner wants to do at work, and what they wrote for themselves."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from courses.models.enrolments import Enrolment


class FollowUp(models.Model):
    """Something the learner said they would do at work, and by when."""

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="follow_ups")
    lesson = models.ForeignKey("content.LessonPage", models.SET_NULL, null=True, blank=True, related_name="+")
    text = models.CharField(max_length=300)
    due_on = models.DateField()
    added_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="followup_has_text")]

    def __str__(self) -> str:
        return self.text


class LessonNote(models.Model):
    """The learner's private answer to a lesson's reflection."""

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="notes")
    lesson = models.ForeignKey("content.LessonPage", models.PROTECT, related_name="+")
    text = models.TextField(max_length=4000, blank=True)
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "lesson"], name="lessonnote_once")]

    def __str__(self) -> str:
        return f"Note on {self.lesson}"

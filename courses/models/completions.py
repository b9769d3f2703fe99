"""Facts that stay: a lesson done, a course completed."""

from typing import Any

from django.db import models
from django.utils import timezone

from courses.models.enrolments import Enrolment


class LessonCompletion(models.Model):
    """The learner said that this lesson is done. Never by scrolling or by time."""

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="lesson_completions")
    lesson = models.ForeignKey("content.LessonPage", models.PROTECT, related_name="+")
    completed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "lesson"], name="lessoncompletion_once")]

    def __str__(self) -> str:
        return f"{self.lesson} by {self.enrolment}"


class Completion(models.Model):
    """The course was completed: at most once per enrolment, never taken back by later edits.

    results: [{"module": title, "score": "92"}…, {"exam": title, "score": "82"}], per cent, as then.
    """

    enrolment = models.OneToOneField(Enrolment, models.PROTECT, related_name="completion")
    completed_at = models.DateTimeField()
    results: "models.JSONField[Any, Any]" = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"Completion of {self.enrolment}"

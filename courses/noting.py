"""Keeping a learner's private note on a lesson: one a lesson, the last words stand."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from content.models import LessonPage
from courses.models import Enrolment, LessonNote


@transaction.atomic
def save_note(
    enrolment: Enrolment, lesson: LessonPage, text: str, *, at: datetime | None = None
) -> LessonNote:
    note, _created = LessonNote.objects.update_or_create(
        enrolment=enrolment, lesson=lesson, defaults={"text": text.strip(), "saved_at": at or timezone.now()}
    )
    return note

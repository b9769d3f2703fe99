"""What a learner has written in one lesson: the private note, and steps at work put on the board."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import DateField, DateTimeField, Value
from django.utils import timezone

from courses.following_up import Standing, standing_of
from courses.models import Enrolment, FollowUp, LessonNote


@dataclass(frozen=True)
class Written:
    """saved_at: of the note, None where there is none. planned: (text, how it stands), the next due first."""

    note: str
    saved_at: datetime | None
    planned: tuple[tuple[str, Standing], ...]


NOTHING = Written("", None, ())


def written_in(enrolment: Enrolment, lesson_id: int, *, at: datetime | None = None) -> Written:
    """Read both in one query: a page of a lesson has few to spend."""
    mine = {"enrolment": enrolment, "lesson": lesson_id}
    no_day, no_moment = (Value(None, output_field=field) for field in (DateField(), DateTimeField()))
    notes = LessonNote.objects.filter(**mine).values_list("text", "saved_at", no_day, no_moment)
    steps = FollowUp.objects.filter(**mine).order_by()
    rows = list(notes.union(steps.values_list("text", "added_at", "due_on", "done_at"), all=True))
    note, saved_at = next(((text, then) for text, then, due_on, _done_at in rows if not due_on), ("", None))
    planned = sorted((row for row in rows if row[2]), key=lambda row: (row[2], row[1]))
    today = timezone.localdate(at)
    standings = ((text, _standing(due_on, done_at, today)) for text, _at, due_on, done_at in planned)
    return Written(note, saved_at, tuple(standings))


def _standing(due_on: date, done_at: datetime | None, today: date) -> Standing:
    return standing_of(due_on, today, done_on=timezone.localdate(done_at) if done_at else None)

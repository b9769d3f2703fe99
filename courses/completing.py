"""When a lesson is done, when the course is complete, and what follows."""

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from content.models import LessonPage
from content.outline import outlines_of
from courses.errors import NotEnrolled
from courses.facts import facts_of_all, progress_for
from courses.models import Completion, Enrolment, LessonCompletion
from courses.progress import Progress
from courses.signals import course_completed

log = logging.getLogger(__name__)

# Enrolments read at once.
BATCH = 500


@transaction.atomic
def complete_lesson(
    enrolment: Enrolment, lesson: LessonPage, *, at: datetime | None = None
) -> LessonCompletion:
    """Note that the learner is done with the lesson; a second time keeps the first moment."""
    at = at or timezone.now()
    if not enrolment.is_active:
        raise NotEnrolled(_("You are not enrolled on this course."))
    done, created = LessonCompletion.objects.get_or_create(
        enrolment=enrolment, lesson=lesson, defaults={"completed_at": at}
    )
    if created:
        complete_if_due(enrolment, at)
    return done


@transaction.atomic
def complete_if_due(enrolment: Enrolment, at: datetime) -> Completion | None:
    """Return the enrolment's completion, made now if all that is required is done; else None.

    The lock lets two last steps, each blind to the other until it commits, find each other.
    """
    locked = Enrolment.objects.select_for_update(of=("self",)).select_related("course")
    enrolment = locked.get(pk=enrolment.pk)
    # Not joined to the row that is locked: PostgreSQL would answer with what was there before the wait.
    if done := Completion.objects.filter(enrolment=enrolment).first():
        return done
    progress = progress_for(enrolment)
    if not enrolment.is_active or not progress.is_complete:
        return None
    completion = Completion.objects.create(enrolment=enrolment, completed_at=at, results=results_of(progress))
    # A certificate that cannot be made now must not undo the learner's last answer: it is caught up with.
    transaction.on_commit(
        lambda: course_completed.send_robust(sender=Completion, completion=completion), robust=True
    )
    return completion


def complete_due_enrolments(*, at: datetime | None = None) -> int:
    """Complete what fell due without the learner, such as when an author took the last missing lesson away.

    Return how many were completed. One that fails waits for the next run and keeps no other waiting.
    """
    at = at or timezone.now()
    pending = Enrolment.objects.active().filter(completion=None, course__live=True).order_by("pk")
    ids = list(pending.values_list("pk", flat=True))
    return sum(_complete_due(ids[n : n + BATCH], at) for n in range(0, len(ids), BATCH))


def _complete_due(ids: Sequence[int], at: datetime) -> int:
    enrolments = list(Enrolment.objects.filter(pk__in=ids))
    facts = facts_of_all(enrolments)
    outlines = outlines_of({e.course_id for e in enrolments})
    due = [e for e in enrolments if progress_for(e, facts[e.pk], outlines[e.course_id]).is_complete]
    return sum(_complete_or_log(enrolment, at) for enrolment in due)


def _complete_or_log(enrolment: Enrolment, at: datetime) -> bool:
    try:
        return complete_if_due(enrolment, at) is not None
    except Exception:  # one bad record must not keep the others waiting
        log.exception("Enrolment %s is complete and could not be closed", enrolment.pk)
        return False


def results_of(progress: Progress) -> list[dict[str, Any]]:
    """Return the best result of each module's check and of the exam, as Completion.results keeps them."""
    modules = [
        {"module": m.module.title, "score": str(m.percent)} for m in progress.modules if m.percent is not None
    ]
    exam = progress.exam
    if exam is None or exam.result.percent is None:
        return [*modules]
    return [*modules, {"exam": exam.activity.title, "score": str(exam.result.percent)}]

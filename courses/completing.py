"""When a lesson is done, when the course is complete, and what follows."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from content.models import LessonPage
from courses.errors import NotEnrolled
from courses.facts import progress_for
from courses.models import Completion, Enrolment, LessonCompletion
from courses.progress import Progress
from courses.signals import course_completed


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
    locked = Enrolment.objects.select_for_update(of=("self",)).select_related("completion", "course")
    enrolment = locked.get(pk=enrolment.pk)
    if completion := getattr(enrolment, "completion", None):
        return completion  # type: ignore[no-any-return]
    progress = progress_for(enrolment)
    if not enrolment.is_active or not progress.is_complete:
        return None
    completion = Completion.objects.create(enrolment=enrolment, completed_at=at, results=results_of(progress))
    # A certificate that cannot be made now must not undo the learner's last answer: it is caught up with.
    transaction.on_commit(
        lambda: course_completed.send_robust(sender=Completion, completion=completion), robust=True
    )
    return completion


def results_of(progress: Progress) -> list[dict[str, Any]]:
    """Return the best result of each module's check and of the exam, as Completion.results keeps them."""
    modules = [
        {"module": m.module.title, "score": str(m.percent)} for m in progress.modules if m.percent is not None
    ]
    exam = progress.exam
    if exam is None or exam.result.percent is None:
        return [*modules]
    return [*modules, {"exam": exam.activity.title, "score": str(exam.result.percent)}]

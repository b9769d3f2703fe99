"""What the person at the screen has to do with a course: read once in a request, whoever asks."""

from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils import timezone

from content.models import QuizPage
from content.outline import Outline, outline_of
from courses.enrolling import enrolment_of
from courses.facts import Facts, facts_of, progress_for
from courses.models import Completion, Enrolment
from courses.progress import Progress, progress_of
from courses.quiz.admitting import Admission
from courses.quiz.policy import policy_of
from courses.quiz.starting import admission_for
from courses.writing import Written

if TYPE_CHECKING:
    from lms.models import User


class Learning:
    """One user on one course. Without an enrolment the progress is that of a newcomer."""

    def __init__(self, user: "User | AnonymousUser", course_id: int, *, at: datetime | None = None) -> None:
        self.user = user
        self.course_id = course_id
        self.at = at or timezone.now()
        # Lesson page id -> what the learner wrote there, once it was read.
        self.written: dict[int, Written] = {}

    @cached_property
    def outline(self) -> Outline:
        return outline_of(self.course_id)

    @cached_property
    def enrolment(self) -> Enrolment | None:
        return enrolment_of(self.user, self.course_id)

    @cached_property
    def facts(self) -> Facts:
        return facts_of(self.enrolment) if self.enrolment else Facts({}, {})

    @cached_property
    def progress(self) -> Progress:
        if self.enrolment is None:
            return progress_of(self.outline, lessons_done={}, quizzes={})
        return progress_for(self.enrolment, self.facts, self.outline)

    @property
    def completion(self) -> Completion | None:
        return getattr(self.enrolment, "completion", None)

    @cached_property
    def withdrawn(self) -> Enrolment | None:
        """What the learner gave up and may take up again; asked of the signed-in only."""
        if self.enrolment or not self.user.is_authenticated:
            return None
        return Enrolment.objects.filter(learner=self.user, course=self.course_id).first()

    @cached_property
    def exam_entry(self) -> Admission | None:
        """Whether the exam may be sat now; reads the quiz only where something may hinder it."""
        exam = self.progress.exam
        if self.enrolment is None or exam is None:
            return None
        if exam.state in ("done", "locked"):
            return Admission("passed" if exam.is_done else "locked")
        if not self.facts.of(exam.activity.id) and not exam.activity.has_window:
            return Admission("open")
        policy = policy_of(QuizPage.objects.get(pk=exam.activity.id))
        return admission_for(self.enrolment, exam.activity.id, policy, self.facts, self.at)

    @cached_property
    def is_author(self) -> bool:
        """Authors read everything; asked last, as it costs two queries."""
        return self.user.has_perm("wagtailadmin.access_admin")

    def may_open(self, page_id: int) -> bool:
        """Whether this page may be read: by the enrolled, as a taster by everyone, and by authors."""
        activity = self.outline.find(page_id) if self.outline.offers(page_id) else None
        return bool(activity and (self.enrolment or activity.is_taster)) or self.is_author


def learning_of(request: HttpRequest, course_id: int) -> Learning:
    """Return the request's learning on this course, the same object each time."""
    kept: dict[int, Learning] = request.__dict__.setdefault("learning", {})
    if course_id not in kept:
        user = getattr(request, "user", AnonymousUser())
        kept[course_id] = Learning(user, course_id)
    return kept[course_id]

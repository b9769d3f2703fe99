"""What the doors of accommodations do first: find for whom and where the person may grant them."""

from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.permissions import page_permission_policy

from content.models import CoursePage
from courses.models import Accommodation, Attempt, Enrolment
from courses.views.authors import own_attempts, own_quizzes

if TYPE_CHECKING:
    from lms.models import User


def own_courses(user: "User") -> QuerySet[CoursePage]:
    pages = page_permission_policy.instances_user_has_permission_for(user, "change")
    found: QuerySet[CoursePage] = CoursePage.objects.filter(pk__in=pages.order_by().values("pk"))
    return found


def grants_everywhere(user: "User") -> bool:
    """Whether the person may edit every course there is."""
    if user.is_superuser:
        return True
    own = own_courses(user).order_by().values("pk")
    return own.exists() and not CoursePage.objects.exclude(pk__in=own).exists()


def own_accommodations(user: "User") -> QuerySet[Accommodation]:
    """Accommodations of others at own courses and quizzes, and everywhere for those who grant there."""
    where = Q(quiz__in=own_quizzes(user).order_by().values("pk"))
    where |= Q(quiz=None, course__in=own_courses(user).order_by().values("pk"))
    if grants_everywhere(user):
        where |= Q(quiz=None, course=None)
    found = Accommodation.objects.filter(where).exclude(learner=user)
    return found.select_related("learner", "course", "quiz", "recorded_by", "approved_by")


def own_learners(user: "User") -> "QuerySet[Any]":
    """Others who are enrolled on a course of which the person may edit at least a quiz."""
    quizzes = own_quizzes(user).order_by().filter(path__startswith=OuterRef("course__path"))
    enrolled = Enrolment.objects.active().filter(Exists(quizzes)).values("learner")
    return get_user_model().objects.filter(pk__in=enrolled).exclude(pk=user.pk).order_by("full_name", "pk")


def searched(learners: "QuerySet[Any]", words: str) -> "QuerySet[Any]":
    """Return those whose name or e-mail address holds every word."""
    for word in words.split():
        learners = learners.filter(Q(full_name__icontains=word) | Q(email__icontains=word))
    return learners


def under_way(user: "User", accommodation: Accommodation) -> QuerySet[Attempt]:
    """Attempts of its learner, with a limit, that began without it where it holds."""
    found = own_attempts(user).filter(
        state=Attempt.State.OPEN, deadline_at__isnull=False, enrolment__learner=accommodation.learner_id
    )
    if accommodation.quiz_id:
        return found.filter(quiz=accommodation.quiz_id)
    if accommodation.course_id:
        return found.filter(enrolment__course=accommodation.course_id)
    return found

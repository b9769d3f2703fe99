"""What authors' doors do first: find what the person may edit; all else is unknown."""

from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Length, Substr
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from content.models import ItemBank, QuizPage
from courses.models import Attempt, StandardSetting

if TYPE_CHECKING:
    from lms.models import User


class AuthorRequest(HttpRequest):
    """A request inside the CMS: its user is a person who may enter it."""

    user: "User"


def own_quizzes(user: "User") -> QuerySet[QuizPage]:
    pages = page_permission_policy.instances_user_has_permission_for(user, "change")
    found: QuerySet[QuizPage] = QuizPage.objects.filter(pk__in=pages.order_by().values("pk"))
    return found


def with_titles_above(quizzes: QuerySet[QuizPage]) -> QuerySet[QuizPage]:
    """Add `above`, the title of the module or course: checks are often all called the same."""
    path = OuterRef("path")
    parents = Page.objects.filter(path=Substr(path, 1, Length(path) - Page.steplen)).order_by()
    found: QuerySet[QuizPage] = quizzes.annotate(above=Subquery(parents.values("title")[:1]))
    return found


def own_quiz(user: "User", quiz_id: int) -> QuizPage:
    return get_object_or_404(own_quizzes(user), pk=quiz_id)


def own_attempts(user: "User") -> QuerySet[Attempt]:
    """Attempts of others at own quizzes: nobody decides on what they sat themselves."""
    found = Attempt.objects.filter(quiz__in=own_quizzes(user).order_by().values("pk"))
    return found.exclude(enrolment__learner=user).select_related("quiz", "enrolment__learner")


def may_edit_items(user: "User") -> bool:
    return user.has_perm("content.change_item")


def own_bank(user: "User", bank_id: int) -> ItemBank:
    if not may_edit_items(user):
        raise Http404
    return get_object_or_404(ItemBank, pk=bank_id)


def own_studies(user: "User") -> QuerySet[StandardSetting]:
    """Studies of own quizzes, and those that the person judges and still may see."""
    return StandardSetting.objects.filter(quiz__in=own_quizzes(user).order_by().values("pk"))


def own_study(user: "User", study_id: int) -> StandardSetting:
    return get_object_or_404(own_studies(user).select_related("quiz"), pk=study_id)


def judged_study(user: "User", study_id: int) -> StandardSetting:
    return get_object_or_404(own_studies(user).select_related("quiz"), pk=study_id, judges=user)


def open_to_judge(user: "User") -> QuerySet[StandardSetting]:
    """Return the studies that wait for this person's ratings."""
    return own_studies(user).filter(Q(judges=user) & Q(closed_at=None)).select_related("quiz")


def editors_of(quiz: QuizPage) -> QuerySet[Any]:
    """Return those who may judge the quiz: all who may edit its page."""
    editors: QuerySet[Any] = page_permission_policy.users_with_permission_for_instance("change", quiz)
    return editors.order_by("full_name")

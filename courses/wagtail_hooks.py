"""Where this app plugs into the CMS, so that content need not know that learners exist."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page

from content.models import LessonPage, QuizPage
from content.outline import course_id_of
from courses.learning import learning_of
from courses.visiting import note_visit


@hooks.register("before_serve_page")
def activities_need_an_enrolment(
    page: Page, request: HttpRequest, args: Any, kwargs: Any
) -> HttpResponse | None:
    """Guard lessons and quizzes, and remember where the enrolled are."""
    if not isinstance(page, LessonPage | QuizPage):
        return None
    course_id = course_id_of(page)
    if course_id is None:
        return None
    learning = learning_of(request, course_id)
    if not learning.may_open(page.pk):
        if learning.enrolment:
            # It stands where the course has no place for it, such as a check beside the modules.
            raise Http404
        lesson, quiz = _("Enrol to read this lesson."), _("Enrol to take this quiz.")
        messages.info(request, lesson if isinstance(page, LessonPage) else quiz)
        return redirect(learning.outline.url)
    if learning.enrolment:
        note_visit(learning.enrolment, page.pk, at=learning.at)
    return None

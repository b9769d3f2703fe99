"""What learners do on a lesson: mark it complete, answer a check placed in it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from content.models import Item, LessonPage
from content.outline import Outline, course_id_of, outline_of
from courses.completing import complete_lesson as complete
from courses.enrolling import enrolment_of
from courses.inline import answer_inline
from courses.learning import learning_of
from courses.models import Enrolment
from courses.views.doors import SignedInRequest, raw_fields, signed_in


@require_http_methods(["GET", "POST"])
@signed_in
def complete_lesson(request: SignedInRequest, lesson_id: int) -> HttpResponse:
    """Mark the lesson complete and go to what follows. Who had to sign in first is back on the lesson."""
    lesson, enrolment, outline = own_lesson(request, lesson_id)
    if request.method == "GET":
        return redirect(url_of(outline, lesson_id))
    complete(enrolment, lesson)
    messages.success(request, _("“%(title)s” is complete.") % {"title": lesson.title})
    _previous, following = outline.neighbours(lesson_id)
    return redirect(following.url if following else outline.url)


@never_cache
@require_POST
def inline_check(request: HttpRequest, lesson_id: int, item_id: int) -> HttpResponseBase:
    """Answer a check placed in this lesson; the lesson comes back with the feedback in its place."""
    lesson = get_object_or_404(LessonPage.objects.live(), pk=lesson_id)
    if not learning_of(request, course_id_of(lesson) or 0).may_open(lesson_id):
        raise Http404
    item = _item_in(lesson, item_id)
    inline = answer_inline(item, raw_fields(request), is_revealing=request.POST.get("do") == "reveal")
    request.inline_checked = {item_id: inline}  # type: ignore[attr-defined]
    response: HttpResponseBase = lesson.serve(request)
    return response


def _item_in(lesson: LessonPage, item_id: int) -> Item:
    """Return the item if a check in this very lesson asks it."""
    for block in lesson.body:
        item = block.value.get("item") if block.block_type == "check" else None
        if item and item.pk == item_id:
            return item  # type: ignore[no-any-return]
    raise Http404


def own_lesson(request: SignedInRequest, lesson_id: int) -> tuple[LessonPage, Enrolment, Outline]:
    """Return the lesson, the asker's enrolment and the course.

    404 for those who are not enrolled, and for a lesson that the course does not offer now.
    """
    lesson = get_object_or_404(LessonPage.objects.live(), pk=lesson_id)
    course_id = course_id_of(lesson) or 0
    enrolment = enrolment_of(request.user, course_id)
    if enrolment is None:
        raise Http404
    outline = outline_of(course_id)
    if not outline.offers(lesson_id):
        raise Http404
    return lesson, enrolment, outline


def url_of(outline: Outline, page_id: int) -> str:
    activity = outline.find(page_id)
    return activity.url if activity else outline.url

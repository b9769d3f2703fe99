"""What learners do on a lesson: mark it complete, keep a note, plan a step at work, answer a check."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from content.models import Item, LessonPage
from content.outline import Outline, course_id_of, outline_of
from courses.completing import complete_lesson as complete
from courses.enrolling import enrolment_of
from courses.forms import FollowUpForm, NoteForm
from courses.inline import answer_inline
from courses.learning import learning_of
from courses.models import Enrolment, FollowUp, LessonNote
from courses.views.doors import SignedInRequest, raw_fields, signed_in


@require_POST
@signed_in
def complete_lesson(request: SignedInRequest, lesson_id: int) -> HttpResponse:
    """Mark the lesson complete and go to what follows."""
    lesson, enrolment, outline = _own_lesson(request, lesson_id)
    complete(enrolment, lesson)
    messages.success(request, _("“%(title)s” is complete.") % {"title": lesson.title})
    _previous, following = outline.neighbours(lesson_id)
    return redirect(following.url if following else outline.url)


@require_POST
@signed_in
def save_note(request: SignedInRequest, lesson_id: int) -> HttpResponse:
    lesson, enrolment, outline = _own_lesson(request, lesson_id)
    form = NoteForm(request.POST)
    if form.is_valid():
        kept = {"text": form.cleaned_data["text"], "saved_at": timezone.now()}
        LessonNote.objects.update_or_create(enrolment=enrolment, lesson=lesson, defaults=kept)
        messages.success(request, _("Your notes are saved. Only you can read them."))
        return redirect(f"{_url_of(outline, lesson_id)}#note")
    context = {"form": form, "lesson": lesson, "outline": outline}
    return render(request, "courses/note.html", context, status=422)


@require_POST
@signed_in
def add_follow_up(request: SignedInRequest) -> HttpResponse:
    """Put a step at work on the board; from a lesson, or from the board itself."""
    lesson_id = request.POST.get("lesson", "")
    if lesson_id.isdecimal():
        _lesson, enrolment, outline = _own_lesson(request, int(lesson_id))
        back = _url_of(outline, int(lesson_id))
    else:
        enrolment = get_object_or_404(Enrolment.objects.active(), pk=_number(request), learner=request.user)
        lesson_id, back = "", ""
    form = FollowUpForm(request.POST)
    if not form.is_valid():
        context = {"form": form, "lesson_id": lesson_id, "enrolment": enrolment, "back": back}
        return render(request, "courses/follow_up.html", context, status=422)
    form.instance.enrolment = enrolment
    form.instance.lesson_id = int(lesson_id) if lesson_id else None
    form.save()
    messages.success(request, _("It is on your board."))
    return redirect(back or "courses:board")


@require_POST
@signed_in
def follow_up_done(request: SignedInRequest, follow_up_id: int) -> HttpResponse:
    mine = FollowUp.objects.filter(enrolment__learner=request.user)
    follow_up = get_object_or_404(mine, pk=follow_up_id)
    mine.filter(pk=follow_up.pk, done_at=None).update(done_at=timezone.now())
    messages.success(request, _("Done. Write down what you learned while it is fresh."))
    return redirect("courses:board")


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


def _own_lesson(request: SignedInRequest, lesson_id: int) -> tuple[LessonPage, Enrolment, Outline]:
    lesson = get_object_or_404(LessonPage.objects.live(), pk=lesson_id)
    course_id = course_id_of(lesson) or 0
    enrolment = enrolment_of(request.user, course_id)
    if enrolment is None:
        raise Http404
    return lesson, enrolment, outline_of(course_id)


def _url_of(outline: Outline, page_id: int) -> str:
    activity = outline.find(page_id)
    return activity.url if activity else outline.url


def _number(request: HttpRequest) -> int:
    given = request.POST.get("enrolment", "")
    return int(given) if given.isdecimal() else 0

"""What a learner promises to do at work: added, moved to another day, done."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from content.models import LessonPage
from courses.following_up import add_follow_up, finish_follow_up, follow_ups_of, move_follow_up, standing_of
from courses.forms import FollowUpForm, MoveFollowUpForm
from courses.models import Enrolment, FollowUp
from courses.views.doors import SignedInRequest, signed_in
from courses.views.lessons import own_lesson, url_of

# Digits beyond this are nobody's id.
LONGEST_ID = 19


@signed_in
def add(request: SignedInRequest) -> HttpResponse:
    """Put a step at work on the board, from a lesson or from the board itself."""
    if request.method != "POST":
        return redirect("courses:board")
    lesson, enrolment, back = _origin(request)
    form = FollowUpForm(request.POST)
    if not form.is_valid():
        context = {"form": form, "lesson": lesson, "enrolment": enrolment, "back": back}
        return render(request, "courses/follow_up.html", context, status=422)
    follow_up = add_follow_up(enrolment, lesson=lesson, **form.cleaned_data)
    if lesson:
        # The lesson says so itself, in the place where it was written.
        return redirect(f"{back}#at-work")
    return _to_board(request, _("On your board: %(text)s. %(standing)s."), follow_up)


@signed_in
def finish(request: SignedInRequest, follow_up_id: int) -> HttpResponse:
    follow_up = _own(request, follow_up_id)
    if request.method != "POST":
        return redirect("courses:board")
    return _to_board(request, _("Done: %(text)s. What did you learn?"), finish_follow_up(follow_up))


@signed_in
def move(request: SignedInRequest, follow_up_id: int) -> HttpResponse:
    """Choose another day."""
    follow_up = _own(request, follow_up_id)
    if follow_up.done_at:
        return redirect("courses:board")
    form = MoveFollowUpForm(
        request.POST if request.method == "POST" else None, initial={"due_on": follow_up.due_on}
    )
    if form.is_valid():
        moved = move_follow_up(follow_up, form.cleaned_data["due_on"])
        return _to_board(request, _("Moved: %(text)s. %(standing)s."), moved)
    context = {"form": form, "follow_up": follow_up}
    return render(request, "courses/follow_up_date.html", context, status=422 if form.errors else 200)


def _own(request: SignedInRequest, follow_up_id: int) -> FollowUp:
    return get_object_or_404(follow_ups_of(request.user), pk=follow_up_id)


def _origin(request: SignedInRequest) -> tuple[LessonPage | None, Enrolment, str]:
    """Return the lesson the form stood in, if any, the enrolment, and the way back."""
    lesson_id, enrolment_id = (_number(request, name) for name in ("lesson", "enrolment"))
    if lesson_id:
        lesson, enrolment, outline = own_lesson(request, lesson_id)
        return lesson, enrolment, url_of(outline, lesson_id)
    enrolment = get_object_or_404(Enrolment.objects.active(), pk=enrolment_id, learner=request.user)
    return None, enrolment, ""


def _number(request: SignedInRequest, name: str) -> int:
    given = request.POST.get(name, "")
    return int(given) if given.isdecimal() and len(given) < LONGEST_ID else 0


def _to_board(request: SignedInRequest, said: str, follow_up: FollowUp) -> HttpResponse:
    standing = standing_of(follow_up.due_on, timezone.localdate())
    text = follow_up.text.rstrip(".")
    messages.success(request, said % {"text": text, "standing": standing.word})
    return redirect("courses:board")

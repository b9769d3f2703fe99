"""A break: begin one, what is left of it, go on. Nothing of the items is shown meanwhile."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from content.outline import outline_of
from courses.errors import NoBreak
from courses.models import Attempt
from courses.quiz.clock import break_end, seconds_left
from courses.quiz.pausing import end_break, left_at, start_break
from courses.quiz.policy import Policy
from courses.quiz.presenting import phase_of, time_left
from courses.views.doors import SignedInRequest, elsewhere, keep_signed_in, own_attempt, say, signed_in


@require_http_methods(["GET", "POST"])
@signed_in
def pause(request: SignedInRequest, attempt_id: UUID) -> HttpResponse:
    """Begin a break, or show the one that lasts; once it is over, the item that was left."""
    attempt = own_attempt(request.user, attempt_id)
    if request.method == "POST":
        try:
            start_break(attempt)
        except NoBreak as refusal:
            say(request, refusal)
            return redirect("courses:attempt", attempt_id)
        return redirect("courses:break", attempt_id)
    at = timezone.now()
    if phase_of(attempt, at) != "paused" or attempt.break_began_at is None:
        return elsewhere(attempt) or _back(attempt)
    ends_at = break_end(attempt.break_began_at, attempt.break_seconds)
    context = {
        "attempt": attempt,
        "policy": Policy.from_json(attempt.policy),
        "outline": outline_of(attempt.enrolment.course_id),
        "ends_at": ends_at,
        "seconds_of_break": seconds_left(ends_at, at),
        "seconds_left": time_left(attempt, at),
    }
    return render(request, "courses/break.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def go_on(request: SignedInRequest, attempt_id: UUID) -> HttpResponse:
    """End the break and go back to the item that was left; who had to sign in first is asked again."""
    if request.method == "GET":
        return redirect("courses:break", attempt_id)
    attempt = end_break(own_attempt(request.user, attempt_id))
    if way := elsewhere(attempt):
        return way
    keep_signed_in(request, attempt)
    return _back(attempt)


def _back(attempt: Attempt) -> HttpResponse:
    position = left_at(attempt)
    if position is None:
        return redirect("courses:attempt", attempt.pk)
    return redirect("courses:question", attempt.pk, position)

"""Before handing in: what is still blank; and the button."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from content.outline import outline_of
from courses.quiz.policy import Policy
from courses.quiz.presenting import phase_of, time_left
from courses.quiz.submitting import submit_attempt
from courses.views.doors import SignedInRequest, at_hand, elsewhere, own_attempt, signed_in
from courses.views.pages import navigator_of


@require_GET
@signed_in
def review(request: SignedInRequest, attempt_id: UUID) -> HttpResponse:
    """List the items, the unanswered first, and offer to hand in; forward only, after the last of them."""
    attempt = own_attempt(request.user, attempt_id)
    at = timezone.now()
    now = phase_of(attempt, at)
    if now not in ("open", "time_up"):
        return elsewhere(attempt) or redirect("courses:attempt", attempt_id)
    navigator = navigator_of(attempt)
    if now == "open" and attempt.is_forward and attempt.reached <= len(navigator.places):
        return at_hand(attempt)
    context = {
        "attempt": attempt,
        "policy": Policy.from_json(attempt.policy),
        "navigator": navigator,
        "places": sorted(navigator.places, key=lambda place: (place.is_answered, place.position)),
        "blank": len(navigator.places) - navigator.answered,
        "phase": now,
        "seconds_left": time_left(attempt, at),
        "outline": outline_of(attempt.enrolment.course_id),
    }
    return render(request, "courses/review.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def submit(request: SignedInRequest, attempt_id: UUID) -> HttpResponse:
    """Hand in, once; whoever comes second is shown the result of the first.

    Who had to sign in first has yet to press the button on the review.
    """
    if request.method == "GET":
        return redirect("courses:review", attempt_id)
    submit_attempt(own_attempt(request.user, attempt_id))
    return redirect("courses:result", attempt_id)

"""The learner's own page: one look says what to do today."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.boarding import board_of
from courses.completing import complete_if_due
from courses.forms import FollowUpForm
from courses.views.doors import SignedInRequest, signed_in


@require_safe
@signed_in
def board(request: SignedInRequest) -> HttpResponse:
    at = timezone.now()
    found = board_of(request.user, at=at)
    # All may have become done without the learner: an author took the last missing lesson away.
    due = [p for p in found.places if p.progress.is_complete and not p.progress.completed_at]
    completed = [complete_if_due(place.enrolment, at) for place in due]
    if any(completed):
        found = board_of(request.user, at=at)
    return render(
        request, "courses/board.html", {"board": found, "form": FollowUpForm(auto_id="follow-up-%s")}
    )

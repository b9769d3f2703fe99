"""The learner's own page: one look says what to do today."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.boarding import board_of
from courses.forms import FollowUpForm
from courses.views.doors import SignedInRequest, signed_in


@require_safe
@signed_in
def board(request: SignedInRequest) -> HttpResponse:
    found = board_of(request.user, at=timezone.now())
    return render(
        request, "courses/board.html", {"board": found, "form": FollowUpForm(auto_id="follow-up-%s")}
    )

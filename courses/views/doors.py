"""What every door of a sitting does first: sign in, keep out of caches, find what is the learner's own."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache

from courses.models import Answer, Attempt
from courses.quiz.clock import GRACE
from courses.quiz.presenting import phase_of
from courses.quiz.submitting import submit_attempt

if TYPE_CHECKING:
    from lms.models import User


# How long a session lives from each coming back to an attempt that has no limit.
WITHOUT_LIMIT = timedelta(days=14)


class SignedInRequest(HttpRequest):
    """A request behind `signed_in`: its user is a person."""

    user: "User"


def signed_in(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Send strangers to sign in, and back here; let no cache keep what the page holds."""
    return never_cache(login_required(view))


def own_attempt(user: "User", attempt_id: UUID) -> Attempt:
    """Return the user's attempt; another's is as unknown as one that does not exist."""
    attempts = Attempt.objects.select_related("enrolment")
    return get_object_or_404(attempts, pk=attempt_id, enrolment__learner=user)


def own_answer(user: "User", attempt_id: UUID, position: int) -> Answer:
    answers = Answer.objects.select_related("attempt__enrolment", "item_version")
    wanted = {"attempt": attempt_id, "position": position, "attempt__enrolment__learner": user}
    return get_object_or_404(answers, **wanted)


def elsewhere(attempt: Attempt, answer: Answer | None = None) -> HttpResponse | None:
    """Return the way to where an attempt that is not open goes on; None for an open one.

    answer: of this attempt, to be shown; forward only, all but the one at hand lead to that one.
    The first to look at an overdue attempt hands it in.
    """
    match phase_of(attempt, timezone.now()):
        case "open":
            return None if answer is None or answer.is_at_hand else at_hand(attempt)
        case "time_up":
            return redirect("courses:review", attempt.pk)
        case "overdue":
            submit_attempt(attempt, origin="deadline")
        case "paused":
            return redirect("courses:break", attempt.pk)
    return redirect("courses:result", attempt.pk)


def at_hand(attempt: Attempt) -> HttpResponse:
    """Return the way to the item that was reached, forward only; after the last, to handing in."""
    if attempt.answers.filter(position=attempt.reached).exists():
        return redirect("courses:question", attempt.pk, attempt.reached)
    return redirect("courses:review", attempt.pk)


def keep_signed_in(request: HttpRequest, attempt: Attempt) -> None:
    """Let the session live until nothing more can be sent, breaks included; never less long than it would.

    Begun anew from this moment, whatever is left of it: nobody is signed out under an exam.
    """
    needed = WITHOUT_LIMIT
    if attempt.deadline_at is not None:
        ends_at = attempt.deadline_at + timedelta(seconds=attempt.break_seconds) + GRACE
        needed = ends_at - timezone.now()
    request.session.set_expiry(max(request.session.get_expiry_age(), int(needed.total_seconds()) + 1))


def say(request: HttpRequest, refusal: Exception) -> None:
    messages.error(request, str(refusal))


def raw_fields(request: HttpRequest) -> dict[str, Any]:
    return {name: request.POST.getlist(name) for name in request.POST}

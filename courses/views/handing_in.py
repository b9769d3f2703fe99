"""Before and after handing in: what is still blank, and what came of it."""

from fractions import Fraction
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from content.outline import outline_of
from courses.learning import Learning, learning_of
from courses.models import Attempt
from courses.quiz.admitting import Admission
from courses.quiz.clock import phase, seconds_left
from courses.quiz.feedback import Part, visible
from courses.quiz.policy import Policy
from courses.quiz.resulting import ModuleResult, Scored, results_by_module
from courses.quiz.starting import admission_for
from courses.quiz.submitting import submit_attempt
from courses.views.doors import SignedInRequest, elsewhere, own_attempt, signed_in
from courses.views.pages import navigator_of


@require_GET
@signed_in
def review(request: SignedInRequest, attempt_id: UUID) -> HttpResponse:
    """List the items, the unanswered first, and offer to hand in."""
    attempt = own_attempt(request.user, attempt_id)
    at = timezone.now()
    now = phase(attempt.state, attempt.deadline_at, at)
    if now not in ("open", "time_up"):
        return elsewhere(attempt) or redirect("courses:attempt", attempt_id)
    navigator = navigator_of(attempt)
    context = {
        "attempt": attempt,
        "policy": Policy.from_json(attempt.policy),
        "navigator": navigator,
        "places": sorted(navigator.places, key=lambda place: (place.is_answered, place.position)),
        "blank": len(navigator.places) - navigator.answered,
        "phase": now,
        "seconds_left": seconds_left(attempt.deadline_at, at),
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


@require_GET
@signed_in
def result(request: SignedInRequest, attempt_id: UUID) -> HttpResponse:
    """Show the receipt: score, verdict, and the modules with what to read again."""
    attempt = own_attempt(request.user, attempt_id)
    policy = Policy.from_json(attempt.policy)
    seen = visible(policy.purpose, phase(attempt.state, attempt.deadline_at, timezone.now()))
    if Part.SCORE not in seen:
        return elsewhere(attempt) or redirect("courses:attempt", attempt_id)
    modules = _by_module(attempt)
    learning = learning_of(request, attempt.enrolment.course_id)
    context = {
        "attempt": attempt,
        "policy": policy,
        "percent": int((attempt.fraction or 0) * 100),
        "modules": modules,
        "again": [module for module in modules if module.lessons],
        "learning": learning,
        "retake": _retake(learning, attempt, policy),
        "outline": outline_of(attempt.enrolment.course_id),
        "minutes": _minutes(attempt),
    }
    return render(request, "courses/result.html", context)


def _by_module(attempt: Attempt) -> list[ModuleResult]:
    answers = attempt.answers.filter(points__isnull=False).select_related(
        "item_version__item", "item_version__bank"
    )
    scored = [
        Scored(
            Fraction(answer.points or 0),
            Fraction(answer.max_points),
            answer.item_version.item.lesson_id,
            answer.item_version.bank.title,
        )
        for answer in answers.defer("item_version__content")
    ]
    return results_by_module(scored, outline_of(attempt.enrolment.course_id))


def _retake(learning: Learning, attempt: Attempt, policy: Policy) -> Admission | None:
    """Return when a failed exam may be sat again; None where that is not the question."""
    if attempt.is_passed or not policy.is_exam or learning.enrolment is None:
        return None
    return admission_for(learning.enrolment, attempt.quiz_id, policy, learning.facts, learning.at)


def _minutes(attempt: Attempt) -> int:
    """How long the sitting took, in whole minutes begun."""
    if attempt.submitted_at is None:
        return 0
    return -(-int((attempt.submitted_at - attempt.started_at).total_seconds()) // 60)

"""After handing in: the receipt, and as much of what came of it as may be shown."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from content.outline import outline_of
from courses.learning import Learning, learning_of
from courses.models import Attempt
from courses.quiz.admitting import Admission
from courses.quiz.feedback import Part
from courses.quiz.looking_back import items_of, modules_of, reconsidered_of
from courses.quiz.policy import Policy
from courses.quiz.presenting import is_closed, phase_of, seen_of
from courses.quiz.starting import admission_for
from courses.views.doors import SignedInRequest, elsewhere, own_attempt, signed_in


@require_GET
@signed_in
def result(request: SignedInRequest, attempt_id: UUID) -> HttpResponse:
    """Show the receipt and, by what the author chose, score, modules and items."""
    attempt, at = own_attempt(request.user, attempt_id), timezone.now()
    policy = Policy.from_json(attempt.policy)
    seen = seen_of(attempt, phase_of(attempt, at), is_closed=is_closed(attempt, at))
    if attempt.state == Attempt.State.VOID:
        return _void(request, attempt)
    if Part.RECEIPT not in seen:
        return elsewhere(attempt) or redirect("courses:attempt", attempt_id)
    items = items_of(attempt, seen)
    modules = modules_of(attempt, seen)
    learning = learning_of(request, attempt.enrolment.course_id)
    context = {
        "attempt": attempt,
        "policy": policy,
        "shows_score": Part.SCORE in seen,
        "percent": int((attempt.fraction or 0) * 100),
        "modules": modules,
        "again": [module for module in modules if module.lessons],
        "items": items,
        "reconsidered": reconsidered_of(attempt, seen),
        "learning": learning,
        "retake": _retake(learning, attempt, policy) if Part.SCORE in seen else None,
        "outline": outline_of(attempt.enrolment.course_id),
        "minutes": _minutes(attempt),
    }
    return render(request, "courses/result.html", context)


def _void(request: SignedInRequest, attempt: Attempt) -> HttpResponse:
    """Say that it does not count and why, and nothing of what was answered or came of it."""
    learning = learning_of(request, attempt.enrolment.course_id)
    context = {
        "attempt": attempt,
        "outline": learning.outline,
        "page": learning.outline.find(attempt.quiz_id),
    }
    return render(request, "courses/void.html", context)


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

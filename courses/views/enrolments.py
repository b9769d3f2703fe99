"""Enrolling and withdrawing."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from content.models import CoursePage
from content.outline import outline_of
from courses.enrolling import enrol as enrol_learner
from courses.enrolling import withdraw as withdraw_learner
from courses.learning import learning_of
from courses.views.doors import SignedInRequest, signed_in


@require_http_methods(["GET", "POST"])
@signed_in
def enrol(request: SignedInRequest, course_id: int) -> HttpResponse:
    """Enrol, and show the course. Who comes here from signing in has yet to press the button there."""
    course = get_object_or_404(CoursePage.objects.live(), pk=course_id)
    if request.method == "POST":
        is_back = learning_of(request, course_id).withdrawn is not None
        enrol_learner(request.user, course)
        new = _("You are enrolled. Begin when it suits you; we remember where you stop.")
        back = _("Welcome back. All you did before is here.")
        messages.success(request, back if is_back else new)
    return redirect(outline_of(course_id).url)


@require_http_methods(["GET", "POST"])
@signed_in
def withdraw(request: SignedInRequest, course_id: int) -> HttpResponse:
    """Ask first; a learner who is not enrolled has nothing to give up."""
    course = get_object_or_404(CoursePage, pk=course_id)
    learning = learning_of(request, course_id)
    if learning.enrolment is None:
        return redirect("courses:board")
    if request.method == "GET":
        context = {"course": course, "outline": learning.outline, "progress": learning.progress}
        return render(request, "courses/withdraw.html", context)
    withdraw_learner(learning.enrolment)
    messages.success(request, _("You have withdrawn. All you did is kept: enrol again and go on."))
    return redirect(learning.outline.url)

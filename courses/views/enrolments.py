"""Enrolling and withdrawing."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from content.models import CoursePage
from content.outline import outline_of
from courses.enrolling import enrol as enrol_learner
from courses.enrolling import enrolment_of
from courses.enrolling import withdraw as withdraw_learner
from courses.views.doors import SignedInRequest, signed_in


@require_POST
@signed_in
def enrol(request: SignedInRequest, course_id: int) -> HttpResponse:
    course = get_object_or_404(CoursePage.objects.live(), pk=course_id)
    enrol_learner(request.user, course)
    messages.success(request, _("You are enrolled. Begin when it suits you; we remember where you stop."))
    return redirect(outline_of(course.pk).url)


@require_http_methods(["GET", "POST"])
@signed_in
def withdraw(request: SignedInRequest, course_id: int) -> HttpResponse:
    course = get_object_or_404(CoursePage, pk=course_id)
    enrolment = enrolment_of(request.user, course_id)
    if enrolment is None:
        return redirect("courses:board")
    if request.method == "GET":
        return render(request, "courses/withdraw.html", {"course": course, "outline": outline_of(course_id)})
    withdraw_learner(enrolment)
    messages.success(request, _("You have withdrawn. All you did is kept: enrol again and go on."))
    return redirect("courses:board")

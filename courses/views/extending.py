"""More time for an attempt under way, given in the CMS; what was given before, and why."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from courses.accommodation_forms import ExtendForm
from courses.errors import ExtensionRefused
from courses.models import Attempt
from courses.quiz.extending import extend_deadline
from courses.quiz.presenting import deadline_of, phase_of
from courses.quiz.replaying import Kind
from courses.views.accommodations import GrantPage
from courses.views.authors import own_attempts


class Extend(GrantPage):
    template_name = "courses/admin/extend.html"

    @cached_property
    def attempt(self) -> Attempt:
        return get_object_or_404(own_attempts(self.request.user), pk=self.kwargs["attempt_id"])

    def get_page_title(self) -> str:
        learner = self.attempt.enrolment.learner.full_name
        return _("More time for %(learner)s") % {"learner": learner}

    @cached_property
    def form(self) -> ExtendForm:
        offered = self.request.GET.get("minutes", "")
        return ExtendForm(
            self.request.POST if self.request.method == "POST" else None,
            initial={"minutes": offered if offered.isdecimal() else None},
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        attempt, form = self.attempt, self.form
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(), status=422)
        try:
            given = form.cleaned_data
            extend_deadline(attempt, given["minutes"], given["reason"], self.request.user)
            messages.success(
                request, _("The deadline is later. The learner's clock shows it on their next page.")
            )
        except ExtensionRefused as refusal:
            messages.error(request, str(refusal))
        return redirect("accommodations:extend", attempt.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        attempt, at = self.attempt, timezone.now()
        is_open = phase_of(attempt, at) in ("open", "paused", "time_up")
        return super().get_context_data(**kwargs) | {
            "attempt": attempt,
            "deadline": deadline_of(attempt, at),
            "is_open": is_open and attempt.deadline_at is not None,
            "given": attempt.events.filter(kind=Kind.EXTEND).select_related("actor").order_by("number"),
            "form": self.form,
        }

"""Attempts in the CMS: those at one quiz, and one with its story, where it can be declared void."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.errors import VoidRefused
from courses.models import Attempt
from courses.quiz.replaying import Kind
from courses.quiz.telling import TOLD, Sentence, Step, story_of
from courses.quiz.voiding import void_attempt
from courses.views.author_pages import AuthorPage
from courses.views.authors import own_attempts, own_quiz

ATTEMPTS_A_PAGE = 50


class VoidForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("The learner reads it. Name no other person in it."),
    )


def standing_of(attempt: Attempt) -> tuple[str, str]:
    """Return the lamp of an attempt and its word; what came of it is for the analysis and the learner."""
    match attempt.state:
        case Attempt.State.OPEN:
            return "todo", _("Under way")
        case Attempt.State.MARKING:
            return "wait", _("Being marked")
        case Attempt.State.VOID:
            return "stop", _("Void")
    return "done", _("Handed in")


class Attempts(AuthorPage):
    """The attempts at one quiz, the latest first."""

    template_name = "courses/admin/attempts.html"
    page_title = gettext_lazy("Attempts")

    @cached_property
    def quiz(self) -> Any:
        return own_quiz(self.request.user, self.kwargs["pk"])

    @property
    def trail(self) -> list[tuple[str, str]]:
        return [(reverse("item_analysis:quiz_report", args=[self.quiz.pk]), str(self.quiz.title))]

    @cached_property
    def attempts(self) -> Page[Attempt]:
        found = own_attempts(self.request.user).filter(quiz=self.quiz).order_by("-started_at", "pk")
        return Paginator(found, ATTEMPTS_A_PAGE).get_page(self.request.GET.get("page"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = [(attempt, *standing_of(attempt)) for attempt in self.attempts]
        more = {"quiz": self.quiz, "attempts": self.attempts, "rows": rows}
        return super().get_context_data(**kwargs) | more


class OneAttempt(AuthorPage):
    """What happened in an attempt, from its log, and a form to take it out of the count."""

    template_name = "courses/admin/attempt.html"

    @cached_property
    def attempt(self) -> Attempt:
        return get_object_or_404(own_attempts(self.request.user), pk=self.kwargs["attempt_id"])

    def get_page_title(self) -> str:
        learner = self.attempt.enrolment.learner.full_name
        return _("%(learner)s, attempt %(number)s") % {"learner": learner, "number": self.attempt.number}

    @property
    def trail(self) -> list[tuple[str, str]]:
        quiz = self.attempt.quiz
        return [
            (reverse("item_analysis:quiz_report", args=[quiz.pk]), str(quiz.title)),
            (reverse("item_analysis:attempts", args=[quiz.pk]), _("Attempts")),
        ]

    @cached_property
    def form(self) -> VoidForm:
        return VoidForm(self.request.POST if self.request.method == "POST" else None)

    @property
    def story(self) -> list[Sentence]:
        rows = self.attempt.events.order_by("number")
        if self.attempt.state == Attempt.State.MARKING:
            # Beside the learner's name it would tell a marker whose the answer is that they marked then.
            rows = rows.exclude(kind=Kind.MARK)
        fields = rows.values_list("kind", "at", "actor__full_name", *(f"payload__{name}" for name in TOLD))
        return story_of(
            Step(kind, at, dict(zip(TOLD, told, strict=True)), actor or "")
            for kind, at, actor, *told in fields
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data(), status=422)
        try:
            reason = self.form.cleaned_data["reason"]
            if void_attempt(self.attempt, self.request.user, reason).void_reason == reason:
                messages.success(request, _("The attempt is void. The learner reads why."))
            else:
                messages.warning(request, _("It was declared void before. The reason given then stands."))
        except VoidRefused as refusal:
            messages.error(request, str(refusal))
        return redirect("item_analysis:attempt", self.attempt.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lamp, word = standing_of(self.attempt)
        more = {"attempt": self.attempt, "lamp_name": lamp, "word": word}
        return super().get_context_data(**kwargs) | more | {"story": self.story, "form": self.form}

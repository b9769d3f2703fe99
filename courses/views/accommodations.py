"""Accommodations in the CMS: all of them, one with its record, and what grants, approves and withdraws."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from courses.accommodating import (
    approve_accommodation,
    fall_short,
    record_accommodation,
    withdraw_accommodation,
)
from courses.accommodation_forms import AccommodationForm, FilterForm, LearnerForm, WithdrawForm
from courses.errors import AccommodationRefused
from courses.models import Accommodation, Standing
from courses.views.author_pages import AuthorPage
from courses.views.authors import AuthorRequest, own_quizzes, with_titles_above
from courses.views.granters import (
    grants_everywhere,
    own_accommodations,
    own_courses,
    own_learners,
    searched,
    under_way,
)

A_PAGE = 50
FOUND = 20
YEAR = timedelta(days=365)


class GrantPage(AuthorPage):
    """For those who may edit a quiz at least; nobody else finds anything here."""

    header_icon = "time"
    home = ("accommodations:home", gettext_lazy("Accommodations"))

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not own_quizzes(self.request.user).exists():
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class Accommodations(GrantPage):
    """All that the person may see, the latest first; why is said only on the page of each."""

    template_name = "courses/admin/accommodations.html"
    page_title = gettext_lazy("Accommodations")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = FilterForm(self.request.GET, label_suffix="")
        standing = form.cleaned_data["standing"] if form.is_valid() else ""
        today, user = timezone.localdate(), self.request.user
        found = own_accommodations(user).order_by("-recorded_at", "-pk")
        if standing:
            found = found.filter(pk__in=Accommodation.objects.standing(standing, today).values("pk"))
        page: Page[Accommodation] = Paginator(found, A_PAGE).get_page(self.request.GET.get("page"))
        above = dict(with_titles_above(own_quizzes(user)).values_list("pk", "above"))
        rows = [(one, one.standing_on(today), above.get(one.quiz_id or 0, "")) for one in page]
        more = {"form": form, "standing": standing, "accommodations": page, "rows": rows}
        return super().get_context_data(**kwargs) | more


class ChooseLearner(GrantPage):
    """Find the learner by name or e-mail address, among those enrolled where the person may grant."""

    template_name = "courses/admin/accommodation_learner.html"
    page_title = gettext_lazy("Who is it for?")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = LearnerForm(self.request.GET)
        words = form.cleaned_data["q"].strip() if form.is_valid() else ""
        found = list(searched(own_learners(self.request.user), words)[: FOUND + 1]) if words else []
        more = {"form": form, "words": words, "learners": found[:FOUND], "is_cut": len(found) > FOUND}
        return super().get_context_data(**kwargs) | more


class AddAccommodation(GrantPage):
    template_name = "courses/admin/accommodation_add.html"

    @cached_property
    def learner(self) -> Any:
        return get_object_or_404(own_learners(self.request.user), pk=self.kwargs["learner_id"])

    @property
    def trail(self) -> list[tuple[str, str]]:
        return [(reverse("accommodations:choose"), str(ChooseLearner.page_title))]

    def get_page_title(self) -> str:
        return _("New accommodation for %(learner)s") % {"learner": self.learner.full_name}

    @cached_property
    def form(self) -> AccommodationForm:
        today = timezone.localdate()
        return AccommodationForm(
            self.request.POST if self.request.method == "POST" else None,
            scopes=self.scopes(),
            initial={"valid_from": today, "valid_until": today + YEAR},
        )

    def scopes(self) -> list[Any]:
        """Return where it may hold: the learner's courses, of which the person may edit some or all."""
        user = self.request.user
        enrolled = {"enrolments__learner": self.learner, "enrolments__withdrawn_at": None}
        courses = [(f"course:{c.pk}", c.title) for c in own_courses(user).filter(**enrolled).order_by("path")]
        paths = self.learner.enrolments.active().values_list("course__path", flat=True)
        own = with_titles_above(own_quizzes(user)).order_by("path")
        quizzes = [
            (f"quiz:{quiz.pk}", f"{quiz.above}: {quiz.title}")
            for quiz in own
            if quiz.path.startswith(tuple(paths))
        ]
        scopes: list[Any] = [(_("A course"), courses), (_("A quiz"), quizzes)]
        everywhere = [("everywhere", _("Everywhere"))] if grants_everywhere(user) else []
        return [*everywhere, *(group for group in scopes if group[1])]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data(), status=422)
        try:
            written = Accommodation(learner=self.learner, **self.form.granted())
            kept = record_accommodation(written, by=self.request.user)
        except AccommodationRefused as refusal:
            messages.error(request, str(refusal))
            return redirect("accommodations:choose")
        messages.success(request, _("Recorded. It holds once another person approves it."))
        return redirect("accommodations:one", kept.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"learner": self.learner, "form": self.form}


class OneAccommodation(GrantPage):
    """What is granted and why, its record, and the forms that approve and withdraw it."""

    template_name = "courses/admin/accommodation.html"

    @cached_property
    def accommodation(self) -> Accommodation:
        return get_object_or_404(own_accommodations(self.request.user), pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return _("%(learner)s, accommodation %(number)s") % {
            "learner": self.accommodation.learner.full_name,
            "number": self.accommodation.pk,
        }

    @cached_property
    def form(self) -> WithdrawForm:
        return WithdrawForm(self.request.POST if self.request.method == "POST" else None)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Withdraw it."""
        accommodation = self.accommodation
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data(), status=422)
        try:
            reason = self.form.cleaned_data["reason"]
            withdraw_accommodation(accommodation, reason=reason, by=self.request.user)
            messages.success(request, _("Withdrawn. Attempts under way keep what they began with."))
        except AccommodationRefused as refusal:
            messages.error(request, str(refusal))
        return redirect("accommodations:one", accommodation.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        accommodation, user, today = self.accommodation, self.request.user, timezone.localdate()
        standing = accommodation.standing_on(today)
        holds = standing == Standing.IN_FORCE
        quizzes = with_titles_above(own_quizzes(user)).filter(pk=accommodation.quiz_id)
        return super().get_context_data(**kwargs) | {
            "accommodation": accommodation,
            "standing": standing,
            "above": quizzes.values_list("above", flat=True).first() or "",
            "may_approve": standing == Standing.WAITING and accommodation.recorded_by_id != user.pk,
            "may_withdraw": standing in (Standing.WAITING, Standing.AHEAD, Standing.IN_FORCE),
            "record": accommodation.events.select_related("actor").order_by("number"),
            "sittings": fall_short(under_way(user, accommodation)) if holds else [],
            "form": self.form,
        }


@require_POST
def approve(request: AuthorRequest, pk: int) -> HttpResponse:
    """Put it in force; approving twice changes nothing."""
    accommodation = get_object_or_404(own_accommodations(request.user), pk=pk)
    try:
        approve_accommodation(accommodation, by=request.user)
        messages.success(request, _("Approved. Attempts that begin from now on have it."))
    except AccommodationRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("accommodations:one", pk)

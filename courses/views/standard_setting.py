"""Setting a standard in the CMS: an author opens a study and reads it, judges rate the items."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from content.models import ItemVersion
from courses.author_forms import JudgesForm, RatingsForm, StudyForm
from courses.errors import CoursesError
from courses.item_key import answer_of
from courses.models import StandardSetting
from courses.quiz.rating import (
    LAST_ROUND,
    appoint_judges,
    begin_next_round,
    close_study,
    items_of,
    open_study,
    outcome_for_forms,
    outcome_of,
    rate_items,
    ratings_in,
)
from courses.quiz.standard_setting import spreads_of
from courses.views.author_pages import AuthorPage, PageOfQuiz
from courses.views.authors import judged_study, own_study

# A judge reads each item with care: no more of them on one page.
ITEMS_A_PAGE = 12


class Studies(PageOfQuiz):
    """The studies of one quiz, and a form to open another."""

    template_name = "courses/admin/studies.html"
    page_title = gettext_lazy("Standard setting")

    @cached_property
    def form(self) -> StudyForm:
        return StudyForm(self.request.POST or None, quiz=self.quiz)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data(), status=422)
        study = open_study(self.quiz, by=self.request.user, **self.form.cleaned_data)
        messages.success(request, _("The study is open. Its judges find it under Item analysis."))
        return redirect("item_analysis:study", study.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        studies = StandardSetting.objects.filter(quiz=self.quiz).prefetch_related("judges")
        more = {"quiz": self.quiz, "form": self.form, "studies": studies, "items": len(items_of(self.quiz))}
        return super().get_context_data(**kwargs) | more


class _StudyPage(AuthorPage):
    study: StandardSetting

    @property
    def trail(self) -> list[tuple[str, str]]:
        quiz = self.study.quiz
        return [
            (reverse("item_analysis:quiz_report", args=[quiz.pk]), str(quiz.title)),
            (reverse("item_analysis:studies", args=[quiz.pk]), _("Standard setting")),
        ]


class Study(_StudyPage):
    """What a study says so far, and its next step. The pass mark is typed in the quiz, by a person."""

    template_name = "courses/admin/study.html"

    @cached_property
    def study(self) -> StandardSetting:  # type: ignore[override]
        return own_study(self.request.user, self.kwargs["pk"])

    def get_page_title(self) -> str:
        return self.study.title

    @cached_property
    def form(self) -> JudgesForm:
        posted = self.request.POST if "judges" in self.request.POST else None
        return JudgesForm(posted, quiz=self.study.quiz, initial={"judges": self.study.judges.all()})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            self._do(request.POST.get("do", ""))
        except CoursesError as refusal:
            messages.error(request, str(refusal))
        return redirect("item_analysis:study", self.study.pk)

    def _do(self, deed: str) -> None:
        match deed:
            case "next":
                begin_next_round(self.study)
            case "close":
                close_study(self.study)
            case "judges" if self.form.is_valid():
                appoint_judges(self.study, self.form.cleaned_data["judges"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        outcome = outcome_for_forms(self.study)
        before = outcome_of(self.study, outcome.round - 1).spreads if outcome.round > 1 else {}
        judges = [(judge, outcome.rated.get(judge.pk, 0)) for judge in self.study.judges.all()]
        rows = [(v, outcome.spreads.get(v.pk), before.get(v.pk)) for v in outcome.items]
        return super().get_context_data(**kwargs) | {
            "study": self.study,
            "outcome": outcome,
            "judges": judges,
            "rows": rows,
            "form": self.form,
            "is_last": self.study.round >= LAST_ROUND,
            "is_judge": any(judge == self.request.user for judge, _rated in judges),
        }


class Rate(_StudyPage):
    """A judge's page: the items with their answers, a field for each, and from round 2 how all have rated."""

    template_name = "courses/admin/rate.html"

    @cached_property
    def study(self) -> StandardSetting:  # type: ignore[override]
        return judged_study(self.request.user, self.kwargs["pk"])

    def get_page_title(self) -> str:
        return _("%(study)s, round %(n)s") % {"study": self.study.title, "n": self.study.round}

    @cached_property
    def items(self) -> "Page[ItemVersion]":
        return Paginator(items_of(self.study.quiz), ITEMS_A_PAGE).get_page(self.request.GET.get("page"))

    @cached_property
    def own(self) -> dict[int, float]:
        return ratings_in(self.study, self.study.round).get(self.request.user.pk, {})

    @cached_property
    def form(self) -> RatingsForm:
        initial = {RatingsForm.name_of(pk): round(100 * rating) for pk, rating in self.own.items()}
        return RatingsForm(self.request.POST or None, versions=list(self.items), initial=initial)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data(), status=422)
        try:
            kept = rate_items(self.study, self.request.user, self.form.probabilities)
        except CoursesError as refusal:
            messages.error(request, str(refusal))
            return redirect(request.get_full_path())
        said = ngettext("%(n)s rating is kept.", "%(n)s ratings are kept.", kept) % {"n": kept}
        messages.success(request, said)
        onwards = self.items.next_page_number() if self.items.has_next() else self.items.number
        return redirect(f"{request.path}?page={onwards}")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        before = ratings_in(self.study, self.study.round - 1) if self.study.round > 1 else {}
        spreads, mine = spreads_of(before), before.get(self.request.user.pk, {})
        rows = [
            (
                version,
                answer_of(version.content),
                self.form[RatingsForm.name_of(version.pk)],
                spreads.get(version.pk),
                mine.get(version.pk),
            )
            for version in self.items
        ]
        done = {"rated": len(self.own), "total": self.items.paginator.count}
        more = {"study": self.study, "rows": rows, "items": self.items, "form": self.form}
        return super().get_context_data(**kwargs) | more | done

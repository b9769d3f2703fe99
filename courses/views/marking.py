"""Marking in the CMS: what waits, one answer with its rubric, and the release of a result."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from courses.errors import MarkRefused
from courses.marking import (
    Waiting,
    mark_answer,
    marked_attempt,
    release_attempt,
    waiting_answer,
    waiting_answers,
)
from courses.marking_forms import MarkForm
from courses.quiz.looking_back import marks_of
from courses.quiz.presenting import Presented, phase_of, present, seen_of
from courses.views.author_pages import AuthorPage
from courses.views.authors import AuthorRequest, own_quizzes, with_titles_above

ANSWERS_A_PAGE = 50


@dataclass(frozen=True)
class Row:
    """One line of the queue. place: its quiz, and where it stands. is_ready: its attempt is all marked."""

    waiting: Waiting
    place: str
    lamp: str
    word: str
    is_ready: bool


class Queue(AuthorPage):
    """What is being marked, the oldest day first; no name, and nothing of what was written."""

    template_name = "courses/admin/marking.html"
    page_title = gettext_lazy("Marking")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        quizzes = own_quizzes(self.request.user)
        found = waiting_answers(quizzes, self.request.user)
        titles = with_titles_above(quizzes).values_list("pk", "above", "title") if found else ()
        places = {pk: ": ".join(filter(None, title)) for pk, *title in titles}
        page = Paginator(rows_of(found, places), ANSWERS_A_PAGE).get_page(self.request.GET.get("page"))
        prefetch_related_objects([row.waiting.answer for row in page], "item_version__item")
        mine = [one.answer.pk for one in found if one.waits_for_mine]
        more = {"rows": page, "total": len(found), "mine": len(mine), "next": mine[0] if mine else None}
        return super().get_context_data(**kwargs) | more


def rows_of(found: list[Waiting], places: dict[int, str]) -> list[Row]:
    """Return the lines of a queue; a result can be released from the last line of its attempt."""
    left = Counter(one.answer.attempt_id for one in found)
    unsettled = {one.answer.attempt_id for one in found if not one.is_settled}
    rows = []
    for one in found:
        attempt = one.answer.attempt
        left[attempt.pk] -= 1
        is_ready = not left[attempt.pk] and attempt.pk not in unsettled
        rows.append(Row(one, places.get(attempt.quiz_id, ""), *standing_of(one), is_ready))
    return rows


def standing_of(waiting: Waiting) -> tuple[str, str]:
    """Return the lamp of an answer and its word, as it stands for this marker."""
    if waiting.is_settled:
        return "done", _("Marked")
    if waiting.is_disputed:
        return "wait", _("Waits for a third marker") if waiting.mine else _("Two are apart: yours decides")
    return "todo", _("Yours is in, another is to come") if waiting.mine else _("To be marked")


class MarkAnswer(AuthorPage):
    """One answer: what was asked, what was written, the rubric. What others said once all are in."""

    template_name = "courses/admin/mark.html"
    header_icon = "edit"
    home = ("marking:queue", gettext_lazy("Marking"))

    @cached_property
    def waiting(self) -> Waiting:
        user = self.request.user
        if found := waiting_answer(own_quizzes(user), user, self.kwargs["pk"]):
            return found
        raise Http404

    def get_page_title(self) -> str:
        return _("Answer %(number)s") % {"number": self.waiting.answer.pk}

    @cached_property
    def shown(self) -> Presented:
        answer, attempt = self.waiting.answer, self.waiting.answer.attempt
        seen = seen_of(attempt, phase_of(attempt, timezone.now()), role="marker")
        return present(answer.item_version.content, answer.option_order, answer.response, seen)

    @cached_property
    def form(self) -> MarkForm:
        mine = self.waiting.mine
        return MarkForm(
            self.request.POST if self.request.method == "POST" else None,
            rubric=(self.shown.item or {})["rubric"],
            levels=mine.levels if mine else {},
            initial={"comment": mine.comment if mine else ""},
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data(), status=422)
        try:
            comment, decides = self.form.cleaned_data["comment"], self.form.cleaned_data["decides"]
            mark_answer(self.waiting.answer, self.request.user, self.form.levels, comment, decides=decides)
        except MarkRefused as refusal:
            messages.error(request, str(refusal))
            return self._refused()
        messages.success(request, _("Your mark is kept. The learner sees it once the result is released."))
        return self._onwards()

    def _refused(self) -> HttpResponse:
        """Show it as it stands now, with what was filled in, to those whose mark it still takes."""
        user = self.request.user
        waiting = waiting_answer(own_quizzes(user), user, self.kwargs["pk"])
        if waiting is None or not waiting.may_mark:
            return redirect("marking:queue")
        self.waiting = waiting
        return self.render_to_response(self.get_context_data(), status=409)

    def _onwards(self) -> HttpResponse:
        """Lead to the next answer that waits for this person, or to the queue when that was the last."""
        found = waiting_answers(own_quizzes(self.request.user), self.request.user)
        following = next((one.answer.pk for one in found if one.waits_for_mine), None)
        return redirect("marking:answer", following) if following else redirect("marking:queue")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        waiting = self.waiting
        lamp, word = standing_of(waiting)
        return super().get_context_data(**kwargs) | {
            "waiting": waiting,
            "lamp_name": lamp,
            "word": word,
            "shown": self.shown,
            "form": self.form,
            "seen": [marks_of(waiting.answer, mark) for mark in waiting.seen],
        }


@require_POST
def release(request: AuthorRequest, pk: int) -> HttpResponse:
    """Release the result of the attempt that this answer belongs to; a second time changes nothing."""
    attempt = marked_attempt(own_quizzes(request.user), request.user, pk)
    if attempt is None:
        raise Http404
    try:
        release_attempt(attempt, request.user)
        messages.success(request, _("The result is released. The learner can see it now."))
    except MarkRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("marking:queue")

"""Deciding an item anew, in the CMS: what would change, the decision, and how far it has come."""

from abc import ABC, abstractmethod
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from content.models import ItemVersion, QuizPage
from courses.errors import RegradeRefused
from courses.models import Answer, Regrade
from courses.quiz.previewing import Preview, preview_regrade
from courses.quiz.regrading import apply_regrade, outstanding, regrade_item
from courses.regrading_forms import RULES, RegradeForm, key_in_words, sorted_out
from courses.views.author_pages import AuthorPage
from courses.views.authors import may_edit_items, own_quizzes

# Attempts in one request; the page then offers to go on, and `manage.py catch_up` goes on in any case.
AT_ONCE = 200


class _RegradePage(AuthorPage, ABC):
    """What both pages know: the version, and whether this person may decide about it for everybody."""

    header_icon = "history"

    @property
    @abstractmethod
    def version(self) -> ItemVersion: ...

    def found(self, version_id: int) -> ItemVersion:
        """Return a version that was asked in a quiz of one's own; others are unknown."""
        user = self.request.user
        version = get_object_or_404(ItemVersion.objects.select_related("item", "bank"), pk=version_id)
        if not may_edit_items(user) or not self.quizzes(version).filter(pk__in=own_quizzes(user)).exists():
            raise Http404
        return version

    def quizzes(self, version: ItemVersion) -> QuerySet[QuizPage]:
        asked = Answer.objects.filter(item_version=version).order_by().values("attempt__quiz")
        found: QuerySet[QuizPage] = QuizPage.objects.filter(pk__in=asked)
        return found

    @cached_property
    def may_decide(self) -> bool:
        """It counts for everybody, so it takes the right to edit every quiz that asked the item."""
        own = own_quizzes(self.request.user).order_by().values("pk")
        return not self.quizzes(self.version).exclude(pk__in=own).exists()

    @property
    def code(self) -> str:
        return f"{self.version.item.code}/{self.version.number}"


class ItemRegrades(_RegradePage):
    """A form that shows first what would change, and the decisions so far."""

    template_name = "courses/admin/regrades.html"

    @cached_property
    def version(self) -> ItemVersion:
        return self.found(self.kwargs["version"])

    def get_page_title(self) -> str:
        return _("Regrade %(code)s") % {"code": self.code}

    @cached_property
    def versions(self) -> tuple[list[ItemVersion], list[tuple[ItemVersion, str]]]:
        return sorted_out(self.version)

    @cached_property
    def form(self) -> RegradeForm:
        data = self.request.POST if self.request.method == "POST" else None
        return RegradeForm(data, version=self.version, readable=self.versions[0], by=self.request.user)

    @cached_property
    def preview(self) -> Preview | None:
        if self.request.method != "POST" or not self.form.is_valid():
            return None
        return preview_regrade(self.version, self.form.cleaned_data["rule"], key_version=self.form.chosen_key)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what would change; once that was shown and is confirmed, decide."""
        if not self.may_decide:
            raise Http404
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data(), status=422)
        shown = request.POST.get("confirmed")
        if shown == self.form.choice:
            return self._decide()
        if shown:
            said = _(
                "Nothing is decided yet: you chose otherwise, or somebody has decided meanwhile. Look again."
            )
            messages.warning(request, said)
        return self.render_to_response(self.get_context_data())

    def _decide(self) -> HttpResponse:
        chosen = self.form.cleaned_data
        try:
            regrade = regrade_item(
                self.version,
                chosen["rule"],
                key_version=self.form.chosen_key,
                reason=chosen["reason"],
                by=self.request.user,
            )
        except RegradeRefused as refusal:
            messages.error(self.request, str(refusal))
            return redirect("item_analysis:regrades", self.version.pk)
        return go_on(self.request, regrade)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        readable, others = self.versions
        past = Regrade.objects.filter(version=self.version).select_related("by", "key_version")
        return super().get_context_data(**kwargs) | {
            "version": self.version,
            "key": key_in_words(self.version.content),
            "may_decide": self.may_decide,
            "form": self.form,
            "preview": self.preview,
            "others": others,
            "has_keys": bool(readable),
            "regrades": [(one, RULES[Regrade.Rule(one.rule)]) for one in past.order_by("-pk")],
        }


class OneRegrade(_RegradePage):
    """One decision, how far it has come, and a form to go on where it has not reached everybody."""

    template_name = "courses/admin/regrade.html"
    page_title = gettext_lazy("A decision about an item")

    @cached_property
    def regrade(self) -> Regrade:
        found = Regrade.objects.select_related("version", "key_version", "by")
        return get_object_or_404(found, pk=self.kwargs["pk"])

    @cached_property
    def version(self) -> ItemVersion:
        return self.found(self.regrade.version_id)

    @property
    def trail(self) -> list[tuple[str, str]]:
        above = reverse("item_analysis:regrades", args=[self.version.pk])
        return [(above, _("Regrade %(code)s") % {"code": self.code})]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.version or not self.may_decide:
            raise Http404
        return go_on(request, self.regrade)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        regrade, version = self.regrade, self.version
        return super().get_context_data(**kwargs) | {
            "version": version,
            "code": self.code,
            "regrade": regrade,
            "rule": RULES[Regrade.Rule(regrade.rule)],
            "key": key_in_words(regrade.key_version.content) if regrade.key_version else "",
            "done": Answer.objects.filter(item_version=version, regrade=regrade).count(),
            "left": outstanding(regrade).count(),
            "may_decide": self.may_decide,
        }


def go_on(request: HttpRequest, regrade: Regrade) -> HttpResponse:
    """Bring the decision to as many attempts as one request should, and show how far it has come."""
    applied = apply_regrade(regrade, limit=AT_ONCE)
    said = ngettext("It has reached %(n)s attempt now.", "It has reached %(n)s attempts now.", applied.done)
    messages.success(request, said % {"n": applied.done})
    return redirect("item_analysis:regrade", regrade.pk)

"""A page of ours inside the CMS: its furniture, our content."""

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from content.models import QuizPage
from courses.views.authors import AuthorRequest, own_quiz


class AuthorPage(WagtailAdminTemplateMixin, TemplateView):
    """home: the name of the address on top, and its title. trail: (address, name) of the pages between."""

    request: AuthorRequest
    header_icon = "clipboard-list"
    home = ("item_analysis:home", gettext_lazy("Item analysis"))

    @property
    def trail(self) -> list[tuple[str, str]]:
        return []

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        name, title = self.home
        above = [{"url": url, "label": label} for url, label in ((reverse(name), title), *self.trail)]
        return [*self.breadcrumbs_items, *above, {"url": "", "label": self.get_page_title()}]


class PageOfQuiz(AuthorPage):
    """A page below the report of a quiz that the person may edit."""

    @cached_property
    def quiz(self) -> QuizPage:
        return own_quiz(self.request.user, self.kwargs["pk"])

    @property
    def trail(self) -> list[tuple[str, str]]:
        return [(reverse("item_analysis:quiz_report", args=[self.quiz.pk]), str(self.quiz.title))]

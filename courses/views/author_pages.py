"""A page of ours inside the CMS: its furniture, our content."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from courses.views.authors import AuthorRequest


class AuthorPage(WagtailAdminTemplateMixin, TemplateView):
    """trail: (address, name) of the pages above this one, below item analysis."""

    request: AuthorRequest
    header_icon = "clipboard-list"

    @property
    def trail(self) -> list[tuple[str, str]]:
        return []

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        home = (reverse("item_analysis:home"), _("Item analysis"))
        above = [{"url": url, "label": label} for url, label in (home, *self.trail)]
        return [*self.breadcrumbs_items, *above, {"url": "", "label": self.get_page_title()}]

"""A page of ours for certificate officers inside the CMS: its furniture, our content."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin


class OfficerPage(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """home: the name of the address above this page, and its title; none for a page on top."""

    header_icon = "clipboard-list"
    home: tuple[str, Any] | None = None

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        top = [{"url": reverse("certificate:index"), "label": _("Certificates")}]
        if self.home:
            top.append({"url": reverse(self.home[0]), "label": self.home[1]})
        return [*self.breadcrumbs_items, *top, {"url": "", "label": self.get_page_title()}]

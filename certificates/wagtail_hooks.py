"""Where this app plugs into the CMS."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from certificates.cms.programme_viewset import ProgrammeViewSet
from certificates.cms.viewsets import CertificateViewSet
from certificates.models import HolderRequest


class RequestsMenuItem(MenuItem):
    """The queue, with how many wait in it."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("certificates.decide_holderrequest")

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        item = super().render_component(request)
        if waiting := HolderRequest.objects.filter(outcome=HolderRequest.Outcome.OPEN).count():
            item.label = _now("%(label)s (%(waiting)s)") % {"label": self.label, "waiting": waiting}
        return item


class BatchesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        may: Any = request.user.has_perm
        return bool(may("certificates.reissue_certificate") or may("certificates.revoke_certificate"))


class CertificateGroup(SnippetViewSetGroup):
    menu_label = _("Certificates")
    menu_icon = "clipboard-list"
    menu_order = 250
    items = (CertificateViewSet, ProgrammeViewSet)

    def get_submenu_items(self) -> list[MenuItem]:
        requests, batches = reverse_lazy("officers:requests"), reverse_lazy("officers:batches")
        more = [
            RequestsMenuItem(_("Requests"), requests, name="holder-requests", icon_name="mail", order=90),
            BatchesMenuItem(_("Batches"), batches, name="certificate-batches", icon_name="list-ul", order=95),
        ]
        return [*super().get_submenu_items(), *more]


register_snippet(CertificateGroup)


@hooks.register("register_admin_urls")
def doors_for_officers() -> list[URLPattern | URLResolver]:
    return [path("certificates/", include("certificates.cms.admin_urls"))]

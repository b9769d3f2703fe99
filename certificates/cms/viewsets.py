"""Certificates in the CMS: found, read, downloaded and revoked. Nothing can be edited or deleted."""

from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.admin.viewsets.model import ModelViewSet

from certificates.checking.verifying import Verdict, verify_record
from certificates.cms.filters import CertificateFilter
from certificates.models import Certificate
from certificates.views.deeds import Correct, Erase, Reissue, Renew, Revoke, Supersede
from certificates.views.inspecting import CertificateInspect
from certificates.views.officers import CertificateIndex

WORDS = {
    Verdict.VALID: _("In force"),
    Verdict.EXPIRED: _("Expired"),
    Verdict.NOT_YET_VALID: _("Not yet valid"),
    Verdict.SUPERSEDED: _("Replaced"),
    Verdict.REVOKED: _("Revoked"),
    Verdict.ALTERED: _("Altered"),
}
DEEDS = {
    "revoke": Revoke,
    "reissue": Reissue,
    "supersede": Supersede,
    "correct": Correct,
    "renew": Renew,
    "erase": Erase,
}
CLOSED = ("add", "edit", "delete", "copy", "history", "usage")


def state_word(certificate: Certificate) -> str:
    return str(WORDS[verify_record(certificate, at=timezone.now()).verdict])


def who(certificate: Certificate) -> str:
    return certificate.earner or str(_("Name withdrawn"))


def where(certificate: Certificate) -> str:
    return reverse("certificate:inspect", args=[certificate.pk])


def award_day(certificate: Certificate) -> str:
    return date_format(certificate.awarded_on)


class CertificateViewSet(ModelViewSet):
    model = Certificate
    name = "certificate"
    icon = "clipboard-list"
    menu_label = _("All certificates")
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = CertificateIndex
    inspect_view_class = CertificateInspect
    filterset_class = CertificateFilter
    search_fields = ["earner", "achievement", "public_id"]
    search_backend_name = None
    # There is no form: certificates are issued, never typed in.
    form_fields: list[str] = []
    list_display = [
        TitleColumn("earner", label=_("Earner"), accessor=who, get_url=where, sort_key="earner"),
        Column("achievement", label=_("Achievement"), sort_key="achievement"),
        Column("display_id", label=_("Credential ID")),
        Column("awarded_on", label=_("Awarded on"), accessor=award_day, sort_key="awarded_on"),
        StatusTagColumn("state", label=_("State"), accessor=state_word),
    ]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        common: dict[str, Any] = super().get_common_view_kwargs(**kwargs)
        return common | {f"{view}_url_name": None for view in CLOSED}

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("inspect/<int:pk>/", self.inspect_view, name="inspect"),
            *(
                path(f"{name}/<int:pk>/", self.construct_view(deed), name=name)
                for name, deed in DEEDS.items()
            ),
        ]

    def register_admin_url_finder(self) -> None:
        """There is no page to edit a certificate on."""

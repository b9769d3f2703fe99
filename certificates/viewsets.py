"""Certificates in the CMS: find one, read it, download it, revoke it. Nothing can be edited or deleted."""

from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button

from certificates.filters import STATES, CertificateFilter
from certificates.forms import RevokeForm
from certificates.models import Certificate
from certificates.presenting import OPENINGS
from certificates.revoking import revoke_certificate
from certificates.verifying import verify_record

LABELS = {
    "record": gettext_lazy("Record"),
    "display_id": gettext_lazy("Credential ID"),
    "valid_until": gettext_lazy("Valid until"),
}


def state_word(certificate: Certificate) -> str:
    return str(dict(STATES)[certificate.state(timezone.now())])


class CertificateIndex(IndexView):
    # Found by name, achievement or id, however the id is typed.
    search_fields = ["earner", "achievement", "public_id"]

    def search_queryset(self, queryset: QuerySet[Certificate]) -> QuerySet[Certificate]:
        compact = "".join(sign for sign in self.search_query if sign.isalnum())
        found: QuerySet[Certificate] = super().search_queryset(queryset)
        return found | queryset.filter(Q(public_id__icontains=compact)) if len(compact) >= 4 else found


class CertificateInspect(InspectView):
    def get_field_label(self, field_name: str, field: Any) -> str:
        return str(LABELS[field_name]) if field_name in LABELS else super().get_field_label(field_name, field)

    def get_record_display_value(self) -> str:
        """Judge the record as a stranger would see it judged."""
        return str(OPENINGS[verify_record(self.object, at=timezone.now()).verdict].headline)

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        doors = [
            Button(
                _("Download PDF"),
                reverse("certificates:download", args=[self.object.public_id]),
                icon_name="download",
            ),
            Button(
                _("Public record"),
                reverse("certificates:record", args=[self.object.public_id]),
                icon_name="view",
            ),
        ]
        if self.user_has_permission("revoke") and not self.object.is_revoked:
            revoke = reverse("certificate:revoke", args=[self.object.pk])
            doors.append(Button(_("Revoke"), revoke, icon_name="cross"))
        return doors


class CertificateRevoke(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):  # type: ignore[type-arg]
    model = Certificate
    permission_required = "revoke"
    form_class = RevokeForm
    template_name = "certificates/admin/revoke.html"
    page_title = gettext_lazy("Revoke certificate")
    header_icon = "cross"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.certificate = get_object_or_404(Certificate, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(self.certificate)

    def form_valid(self, form: RevokeForm) -> HttpResponse:
        revoke_certificate(self.certificate, reason=form.cleaned_data["reason"], by=self.request.user)  # type: ignore[arg-type]
        messages.success(
            self.request, _("The certificate is revoked. Its public record says so from now on.")
        )
        return redirect("certificate:inspect", self.certificate.pk)


class CertificateViewSet(ModelViewSet):
    model = Certificate
    name = "certificate"
    icon = "clipboard-list"
    add_to_admin_menu = True
    menu_order = 250
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = CertificateIndex
    inspect_view_class = CertificateInspect
    filterset_class = CertificateFilter
    search_fields = CertificateIndex.search_fields
    search_backend_name = None
    # There is no form: certificates are issued, never typed in.
    form_fields: list[str] = []
    list_display = [
        "earner",
        Column("achievement", label=gettext_lazy("Achievement"), sort_key="achievement"),
        Column("display_id", label=gettext_lazy("Credential ID")),
        DateColumn("awarded_on", label=gettext_lazy("Awarded on"), sort_key="awarded_on"),
        StatusTagColumn("state", label=gettext_lazy("State"), accessor=state_word),
    ]
    inspect_view_fields = [
        "record",
        "earner",
        "achievement",
        "display_id",
        "awarded_on",
        "issued_at",
        "valid_until",
        "key",
        "pdf_sha256",
        "revoked_at",
        "revocation_reason",
        "revoked_by",
    ]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        closed = ("add", "edit", "delete", "copy", "history", "usage")
        common: dict[str, Any] = super().get_common_view_kwargs(
            **{f"{view}_url_name": None for view in closed}
        )
        return common | kwargs

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("inspect/<int:pk>/", self.inspect_view, name="inspect"),
            path("revoke/<int:pk>/", self.construct_view(CertificateRevoke), name="revoke"),
        ]

    def register_admin_url_finder(self) -> None:
        """There is no page to edit a certificate on."""

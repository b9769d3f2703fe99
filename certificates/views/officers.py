"""What officers do with certificates in the CMS: find, read, revoke."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import Button

from certificates.errors import CertificatesError
from certificates.forms import RevokeForm
from certificates.issuing import reissue_certificate
from certificates.models import Certificate
from certificates.presenting import OPENINGS
from certificates.revoking import revoke_certificate
from certificates.verifying import verify_record

LABELS = {
    "record": gettext_lazy("Record"),
    "display_id": gettext_lazy("Credential ID"),
    "valid_until": gettext_lazy("Valid until"),
    "pdf_sha256": gettext_lazy("SHA-256 of the file"),
}
REVOCATION = ["revoked_at", "revocation_reason", "revoked_by"]


class CertificateIndex(IndexView):
    def get_base_queryset(self) -> QuerySet[Certificate]:
        rows: QuerySet[Certificate] = super().get_base_queryset()
        # The list tests each signature: an altered record must not pass for one in force.
        return rows.select_related("key")

    def search_queryset(self, queryset: QuerySet[Certificate]) -> QuerySet[Certificate]:
        """Find an id however it is typed, besides what the search fields find."""
        found: QuerySet[Certificate] = super().search_queryset(queryset)
        compact = "".join(sign for sign in self.search_query if sign.isalnum())
        return found | queryset.filter(public_id__icontains=compact) if len(compact) >= 4 else found


class CertificateInspect(InspectView):
    def get_fields(self) -> list[str]:
        fields: list[str] = super().get_fields()
        is_revoked = Certificate.objects.filter(pk=self.pk, revoked_at__isnull=False).exists()
        return [*fields, *REVOCATION] if is_revoked else fields

    def get_field_label(self, field_name: str, field: Any) -> str:
        return str(LABELS[field_name]) if field_name in LABELS else super().get_field_label(field_name, field)

    def get_record_display_value(self) -> str:
        """Judge the record as a stranger would see it judged."""
        return str(OPENINGS[verify_record(self.object, at=timezone.now()).verdict].headline)

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        public_id = self.object.public_id
        file, record = (reverse(f"certificates:{door}", args=[public_id]) for door in ("download", "record"))
        buttons = [
            Button(_("Download PDF"), file, icon_name="download", priority=10),
            Button(_("Public record"), record, icon_name="view", priority=20),
        ]
        deed, word, sign = (
            ("reissue", _("Issue a new edition"), "rotate")
            if self.object.is_revoked
            else ("revoke", _("Revoke"), "cross")
        )
        if self.user_has_permission(deed):
            door = reverse(f"certificate:{deed}", args=[self.object.pk])
            buttons.append(Button(word, door, icon_name=sign, priority=30))
        return buttons


class Deed(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):  # type: ignore[type-arg]
    """A page that asks before something is done to one certificate."""

    model = Certificate

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        found = Certificate.objects.select_related("completion__enrolment")
        self.certificate = get_object_or_404(found, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        inspect = reverse("certificate:inspect", args=[self.certificate.pk])
        return [
            *self.breadcrumbs_items,
            {"url": reverse("certificate:index"), "label": _("Certificates")},
            {"url": inspect, "label": str(self.certificate)},
            {"url": "", "label": self.page_title, "sublabel": str(self.certificate)},
        ]


class CertificateRevoke(Deed):
    permission_required = "revoke"
    form_class = RevokeForm
    template_name = "certificates/admin/revoke.html"
    page_title = gettext_lazy("Revoke certificate")
    header_icon = "cross"

    def form_valid(self, form: RevokeForm) -> HttpResponse:
        reason, officer = form.cleaned_data["reason"], self.request.user
        revoke_certificate(self.certificate, reason=reason, by=officer)  # type: ignore[arg-type]
        messages.success(
            self.request, _("The certificate is revoked. Its public record says so from now on.")
        )
        return redirect("certificate:inspect", self.certificate.pk)


class CertificateReissue(Deed):
    permission_required = "reissue"
    form_class = Form
    template_name = "certificates/admin/reissue.html"
    page_title = gettext_lazy("Issue a new edition")
    header_icon = "rotate"

    def form_valid(self, form: Form) -> HttpResponse:
        try:
            edition = reissue_certificate(self.certificate.completion)
        except CertificatesError as refusal:
            messages.error(self.request, str(refusal))
            return redirect("certificate:inspect", self.certificate.pk)
        messages.success(
            self.request, _("This is the certificate in force now. The old record stays revoked.")
        )
        return redirect("certificate:inspect", edition.pk)

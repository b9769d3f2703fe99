"""What officers do with one certificate: each deed has a page that says what will happen, and asks."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from certificates.cms.officer_forms import CorrectForm, ReasonForm, RevokeForm
from certificates.errors import CertificatesError
from certificates.life.erasing import erase
from certificates.life.issuing import reissue_certificate
from certificates.life.renewing import is_renewable, renew, renewed_until
from certificates.life.revoking import revoke_certificate
from certificates.life.superseding import supersede
from certificates.models import Certificate


class Offer(NamedTuple):
    """door: its address among those of a certificate. permission: what it takes."""

    door: str
    permission: str
    word: str
    sign: str


def offers_for(certificate: Certificate) -> Iterator[Offer]:
    """Yield what can be done with a certificate as it stands."""
    if certificate.erased_at:
        return
    if certificate.is_in_force:
        yield Offer("correct", "reissue", _("Correct the name"), "edit")
        if is_renewable(certificate, at=timezone.now()):
            yield Offer("renew", "reissue", _("Renew"), "calendar-alt")
        yield Offer("supersede", "reissue", _("Issue again"), "rotate")
    elif certificate.is_revoked and not hasattr(certificate, "successor"):
        yield Offer("reissue", "reissue", _("Issue a new edition"), "rotate")
    if not certificate.is_revoked:
        yield Offer("revoke", "revoke", _("Revoke"), "cross")
    yield Offer("erase", "revoke", _("Withdraw the name"), "user")


class Deed(ABC, PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):  # type: ignore[type-arg]
    """A page that asks before something is done to one certificate.

    done: what is said afterwards. refuses_own: officers do not do this to a certificate of their own.
    """

    model = Certificate
    done: Any = ""
    button: Any = ""
    is_serious = False
    refuses_own = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        found = Certificate.objects.select_related(
            "completion__enrolment__learner", "completion__enrolment__course"
        )
        self.certificate = get_object_or_404(found.select_related("key", "successor"), pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        inspect = reverse("certificate:inspect", args=[self.certificate.pk])
        return [
            *self.breadcrumbs_items,
            {"url": reverse("certificate:index"), "label": _("Certificates")},
            {"url": inspect, "label": str(self.certificate)},
            {"url": "", "label": self.page_title, "sublabel": str(self.certificate)},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "certificate": self.certificate,
            "refusal": self.refusal(),
        }

    def refusal(self) -> str:
        """Say why this cannot be done now; "" when it can."""
        if self.refuses_own and self.certificate.completion.enrolment.learner_id == self.request.user.pk:
            return _("This certificate is your own. Somebody else has to do it.")
        return self.unfit()

    def unfit(self) -> str:
        return "" if self.certificate.is_in_force else _("It is no longer in force.")

    def form_valid(self, form: Form) -> HttpResponse:
        try:
            if refusal := self.refusal():
                raise CertificatesError(refusal)
            shown = self.do(form.cleaned_data)
        except CertificatesError as refused:
            messages.error(self.request, str(refused))
            return redirect("certificate:inspect", self.certificate.pk)
        messages.success(self.request, self.done)
        return redirect("certificate:inspect", shown.pk)

    @abstractmethod
    def do(self, written: dict[str, str]) -> Certificate:
        """Do it, and return the certificate that is shown next."""


class Revoke(Deed):
    permission_required = "revoke"
    form_class = RevokeForm
    template_name = "certificates/admin/revoke.html"
    page_title = gettext_lazy("Revoke certificate")
    header_icon = "cross"
    button = gettext_lazy("Yes, revoke it")
    done = gettext_lazy("The certificate is revoked. Its public record says so from now on.")
    is_serious = True
    refuses_own = False

    def unfit(self) -> str:
        return (
            _("It is revoked already. The first reason and date stand.")
            if self.certificate.is_revoked
            else ""
        )

    def do(self, written: dict[str, str]) -> Certificate:
        return revoke_certificate(self.certificate, reason=written["reason"], by=self.request.user)  # type: ignore[arg-type]


class Reissue(Deed):
    permission_required = "reissue"
    form_class = Form
    template_name = "certificates/admin/reissue.html"
    page_title = gettext_lazy("Issue a new edition")
    header_icon = "rotate"
    button = gettext_lazy("Yes, issue it")
    done = gettext_lazy("This is the certificate in force now. The old record stays revoked.")

    def unfit(self) -> str:
        return (
            "" if self.certificate.is_revoked else _("It is in force: there is nothing to take the place of.")
        )

    def do(self, written: dict[str, str]) -> Certificate:
        return reissue_certificate(self.certificate.completion)


class Supersede(Deed):
    permission_required = "reissue"
    form_class = ReasonForm
    template_name = "certificates/admin/supersede.html"
    page_title = gettext_lazy("Issue again")
    header_icon = "rotate"
    button = gettext_lazy("Yes, issue it again")
    done = gettext_lazy("This is the certificate in force now. The former one says that it was replaced.")

    def do(self, written: dict[str, str]) -> Certificate:
        why = Certificate.Replaced.REISSUE
        return supersede(self.certificate, why=why, reason=written["reason"], by=self.request.user)  # type: ignore[arg-type]


class Correct(Deed):
    permission_required = "reissue"
    form_class = CorrectForm
    template_name = "certificates/admin/correct.html"
    page_title = gettext_lazy("Correct the name")
    header_icon = "edit"
    button = gettext_lazy("Yes, correct it")
    done = gettext_lazy("The name is corrected. The former record says that it was replaced.")

    def get_form_kwargs(self) -> dict[str, Any]:
        stands = self.certificate.earner
        return super().get_form_kwargs() | {"stands": stands, "initial": {"name": stands}}

    def do(self, written: dict[str, str]) -> Certificate:
        return supersede(
            self.certificate,
            why=Certificate.Replaced.CORRECTION,
            reason=written["reason"],
            name=written["name"],
            by=self.request.user,  # type: ignore[arg-type]
        )


class Renew(Deed):
    permission_required = "reissue"
    form_class = ReasonForm
    template_name = "certificates/admin/renew.html"
    page_title = gettext_lazy("Renew")
    header_icon = "calendar-alt"
    button = gettext_lazy("Yes, renew it")
    done = gettext_lazy("It is renewed. The former record says that it was replaced.")

    def unfit(self) -> str:
        if is_renewable(self.certificate, at=timezone.now()):
            return ""
        return _("A certificate can be renewed from six months before it ends until twelve months after.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        until = renewed_until(self.certificate, at=timezone.now())
        return super().get_context_data(**kwargs) | {"until": until}

    def do(self, written: dict[str, str]) -> Certificate:
        return renew(self.certificate, reason=written["reason"], by=self.request.user)  # type: ignore[arg-type]


class Erase(Deed):
    permission_required = "revoke"
    form_class = Form
    template_name = "certificates/admin/erase.html"
    page_title = gettext_lazy("Withdraw the name")
    header_icon = "user"
    button = gettext_lazy("Yes, withdraw it for good")
    done = gettext_lazy("The name is gone. The record stays, revoked, with the award and its dates.")
    is_serious = True
    refuses_own = False

    def unfit(self) -> str:
        return _("The name is withdrawn already.") if self.certificate.erased_at else ""

    def do(self, written: dict[str, str]) -> Certificate:
        return erase(self.certificate, by=self.request.user)  # type: ignore[arg-type]

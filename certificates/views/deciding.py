"""What holders have asked, in the CMS: those that wait, oldest first, and one with what would come of it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certificates.checking.verifying import signed_claims
from certificates.cms.officer_forms import DeclineForm
from certificates.errors import CertificatesError
from certificates.life.deciding import approve, decline
from certificates.life.issuing import latest_edition
from certificates.life.renewing import renewed_until
from certificates.models import Certificate, HolderRequest
from certificates.printing.picturing import data_url, picture
from certificates.printing.specimens import corrected_specimen
from certificates.views.officer_pages import OfficerPage

A_PAGE = 50
Kind, Outcome = HolderRequest.Kind, HolderRequest.Outcome


class Requests(OfficerPage):
    """Those that wait, the oldest first; on the other page, those that were decided, the latest first."""

    model = HolderRequest
    any_permission_required = ["view", "decide"]
    template_name = "certificates/admin/requests.html"
    page_title = gettext_lazy("Requests of holders")
    header_icon = "mail"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        is_past = self.request.GET.get("show") == "decided"
        found = HolderRequest.objects.select_related("certificate", "decided_by")
        rows = (
            found.exclude(outcome=Outcome.OPEN).order_by("-decided_at", "-pk")
            if is_past
            else found.filter(outcome=Outcome.OPEN).order_by("asked_at", "pk")
        )
        page = Paginator(rows, A_PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(**kwargs) | {"requests": page, "is_past": is_past}


class OneRequest(OfficerPage):
    """What stands beside what is wanted, the sheet as it would be, and the two ways to decide."""

    model = HolderRequest
    any_permission_required = ["view", "decide"]
    template_name = "certificates/admin/request.html"
    header_icon = "mail"
    home = ("officers:requests", gettext_lazy("Requests of holders"))

    @cached_property
    def wish(self) -> HolderRequest:
        found = HolderRequest.objects.select_related(
            "certificate__completion__enrolment__learner", "certificate__completion__enrolment__course"
        )
        return get_object_or_404(found.select_related("certificate__key"), pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return f"{self.wish.get_kind_display()}: {self.wish.certificate.achievement}"

    @cached_property
    def form(self) -> DeclineForm:
        return DeclineForm(self.request.POST if "decline" in self.request.POST else None)

    @property
    def may_decide(self) -> bool:
        return self.wish.outcome == Outcome.OPEN and self.user_has_permission("decide") and not self.is_own

    @property
    def is_own(self) -> bool:
        return bool(self.wish.certificate.completion.enrolment.learner_id == self.request.user.pk)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Approve, or decline with an answer. Who may not is told by the page, as it then has no forms."""
        if not self.user_has_permission("decide"):
            return self.get(request, *args, **kwargs)
        if "decline" in request.POST and not self.form.is_valid():
            return self.render_to_response(self.get_context_data(), status=422)
        try:
            said = self._decide()
        except CertificatesError as refusal:
            messages.error(request, str(refusal))
            return redirect("officers:request", self.wish.pk)
        messages.success(request, said)
        return redirect("officers:requests")

    def _decide(self) -> str:
        officer: Any = self.request.user
        if "decline" in self.request.POST:
            decline(self.wish, by=officer, answer=self.form.cleaned_data["answer"])
            return _("Declined. The holder reads your answer.")
        approve(self.wish, by=officer)
        return _("Approved and done. The holder is told by e-mail.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        wish, certificate = self.wish, self.wish.certificate
        standing = latest_edition(certificate.completion) or certificate
        ends = renewed_until(standing, at=timezone.now()) if wish.kind == Kind.RENEWAL else None
        return super().get_context_data(**kwargs) | {
            "wish": wish,
            "certificate": certificate,
            "standing": standing,
            "until": ends,
            "picture": _corrected(standing, wish) if wish.outcome == Outcome.OPEN else "",
            "form": self.form,
            "may_decide": self.may_decide,
            "is_own": self.is_own,
        }


def _corrected(standing: Certificate, wish: HolderRequest) -> str:
    """Return the address of a picture of the sheet with the name that is wanted; "" where none would come."""
    if wish.kind != Kind.CORRECTION:
        return ""
    try:
        claims = signed_claims(standing)
    except CertificatesError:
        return ""
    return data_url(picture(corrected_specimen(claims, earner=wish.wanted)), "image/png")

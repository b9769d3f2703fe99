"""One certificate as officers see it: the verdict, the sheet, its story, its editions, who looked it up."""

from dataclasses import dataclass
from datetime import UTC
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.views.generic import InspectView
from wagtail.admin.widgets.button import Button

from certificates.checking.downloading import read_pdf
from certificates.checking.finding import look_up
from certificates.checking.presenting import OPENINGS
from certificates.checking.tallying import Tally, tally
from certificates.checking.verifying import verify_record
from certificates.credentials.claims import Claims
from certificates.errors import DamagedFile
from certificates.models import Certificate
from certificates.printing.picturing import data_url, picture
from certificates.views.deeds import offers_for
from courses.drawings import Column, columns

#: The lamp and the word of a state.
STANDING = {
    "valid": ("done", gettext_lazy("In force")),
    "not yet valid": ("wait", gettext_lazy("Not yet valid")),
    "expired": ("wait", gettext_lazy("Expired")),
    "superseded": ("wait", gettext_lazy("Replaced")),
    "revoked": ("stop", gettext_lazy("Revoked")),
}
#: Between the bars of the chart, in its own units; a bar is STEP less one of them wide.
STEP = 12


@dataclass(frozen=True)
class Chart:
    width: int
    bars: tuple[Column, ...]


def chart_of(tallied: Tally) -> Chart:
    """Draw the days as upright bars, the busiest as high as the chart."""
    shares = [count / tallied.most if count else None for _day, count in tallied.days]
    return Chart(STEP * len(shares), tuple(bar for bar in columns(shares, step=STEP) if bar))


class CertificateInspect(InspectView):
    template_name = "certificates/admin/inspect.html"
    page_title = gettext_lazy("Certificate")

    def get_object(self, queryset: Any = None) -> Certificate:
        found = look_up().select_related("completion__enrolment__learner", "seal_key", "status_list")
        return get_object_or_404(found, pk=self.pk)

    def get_fields(self) -> list[str]:
        return []

    def get_page_subtitle(self) -> str:
        return self.object.earner or _("Name withdrawn")

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        public_id = self.object.public_id
        record = reverse("certificates:record", args=[public_id])
        buttons = [Button(_("Public record"), record, icon_name="view", priority=20)]
        if self.object.pdf:
            file = reverse("certificates:download", args=[public_id])
            buttons.append(Button(_("Download PDF"), file, icon_name="download", priority=10))
        return [*buttons, *self.deeds()]

    def deeds(self) -> list[Button]:
        """Return what may be done with it, as far as this person may do it."""
        buttons = []
        for place, offer in enumerate(offers_for(self.object)):
            if self.user_has_permission(offer.permission):
                door = reverse(f"certificate:{offer.door}", args=[self.object.pk])
                buttons.append(Button(offer.word, door, icon_name=offer.sign, priority=30 + place))
        return buttons

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        certificate, now = self.object, timezone.now()
        result = verify_record(certificate, at=now)
        tallied = tally(certificate, today=now.astimezone(UTC).date())
        editions = Certificate.objects.filter(completion=certificate.completion_id).order_by("-edition")
        above: dict[str, Any] = super().get_context_data(**kwargs)
        return above | {
            "certificate": certificate,
            "result": result,
            "opening": OPENINGS[result.verdict],
            "achievement": achievement_of(result.claims),
            "deeds": self.deeds(),
            "picture": picture_of(certificate),
            "story": certificate.events.select_related("by").order_by("-at", "-pk"),
            "editions": [(one, *STANDING[one.state(now)]) for one in editions],
            "tally": tallied,
            "chart": chart_of(tallied),
            "requests": certificate.requests.select_related("decided_by").order_by("-asked_at"),
        }


def achievement_of(claims: Claims | None) -> str:
    """Return the address of the achievement as it read then; "" for records before there was one."""
    told = claims.particulars if claims else None
    return reverse("certificates:achievement", args=told.programme.split("/")) if told else ""


def picture_of(certificate: Certificate) -> str:
    """Return the address of a picture of the very file; "" when there is none, or it is not as issued."""
    if not certificate.pdf:
        return ""
    try:
        return data_url(picture(read_pdf(certificate)), "image/png")
    except (DamagedFile, ValueError):
        return ""

"""How officers narrow the list of certificates."""

import django_filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from certificates.models import Certificate, CertificateQuerySet

STATES = [("valid", _("In force")), ("expired", _("Expired")), ("revoked", _("Revoked"))]


class CertificateFilter(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label=_("State"), choices=STATES, method="in_state")
    awarded_on = django_filters.DateFromToRangeFilter(label=_("Awarded on"), widget=DateRangePickerWidget)

    class Meta:
        model = Certificate
        fields = ["state", "awarded_on"]

    def in_state(self, rows: CertificateQuerySet, name: str, value: str) -> CertificateQuerySet:
        return rows.in_state(value, at=timezone.now())

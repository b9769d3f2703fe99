"""How officers narrow the list of certificates."""

from typing import TYPE_CHECKING

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from certificates.credentials.public_ids import normalise_part
from certificates.models import Certificate, CertificateQuerySet, Programme

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

STATES: list[tuple[str, "str | _StrPromise"]] = [
    ("valid", _("In force")),
    ("not yet valid", _("Not yet valid")),
    ("expired", _("Expired")),
    ("superseded", _("Replaced")),
    ("revoked", _("Revoked")),
]
#: Signs of an id that are worth looking for: fewer fit too many.
FEWEST = 4


class CertificateFilter(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label=_("State"), choices=STATES, method="in_state")
    programme = django_filters.ModelChoiceFilter(
        label=_("Programme"),
        queryset=Programme.objects.select_related("course").exclude(course=None),
        method="of_programme",
    )
    awarded_on = django_filters.DateFromToRangeFilter(label=_("Awarded on"), widget=DateRangePickerWidget)

    class Meta:
        model = Certificate
        fields = ["state", "programme", "awarded_on"]

    def in_state(self, rows: CertificateQuerySet, name: str, value: str) -> CertificateQuerySet:
        return rows.in_state(value, at=timezone.now())

    def of_programme(self, rows: CertificateQuerySet, name: str, value: Programme) -> CertificateQuerySet:
        return rows.filter(completion__enrolment__course=value.course_id)


def with_id_like(rows: "QuerySet[Certificate]", typed: str) -> "QuerySet[Certificate]":
    """Choose those whose id has these signs in it, however they were typed; none for too few."""
    part = normalise_part(typed)
    return rows.filter(public_id__contains=part) if len(part) >= FEWEST else rows.none()

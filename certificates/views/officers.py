"""The list of certificates in the CMS: found by name, by id however it is typed, by achievement."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.views.generic import IndexView
from wagtail.admin.widgets.button import Button

from certificates.cms.filters import with_id_like
from certificates.models import Certificate


class CertificateIndex(IndexView):
    def get_base_queryset(self) -> QuerySet[Certificate]:
        rows: QuerySet[Certificate] = super().get_base_queryset()
        # The list tests each signature: an altered record must not pass for one in force.
        return rows.select_related("key")

    def search_queryset(self, queryset: QuerySet[Certificate]) -> QuerySet[Certificate]:
        """Find an id however it is typed, besides what the search fields find."""
        found: QuerySet[Certificate] = super().search_queryset(queryset)
        return found | with_id_like(queryset, self.search_query)

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        buttons: list[Button] = super().header_more_buttons
        if self.user_has_any_permission({"reissue", "revoke"}):
            door = reverse("officers:choose") + self.narrowed()
            buttons.append(Button(_("Many at once"), door, icon_name="list-ul", priority=20))
        return buttons

    def narrowed(self) -> str:
        """Return the query by which the list is narrowed now, to go on with the same certificates."""
        kept: Any = self.request.GET.copy()
        for name in ("p", "ordering", "_w_filter_fragment"):
            kept.pop(name, None)
        return f"?{kept.urlencode()}" if kept else ""

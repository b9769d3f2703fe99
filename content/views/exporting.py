"""Items to a file, in the CMS: a bank, some items or all of them."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from content.exporting import Export, export_items, filename_of
from content.file_forms import ExportForm
from content.models import Item, ItemBank
from content.views.importing import ItemFileView

ALL = "all"


class ExportItems(ItemFileView, TemplateView):
    """A form by GET, as nothing is changed. What a format cannot hold is told before the file is given."""

    any_permission_required = ["add", "change", "delete", "view"]
    template_name = "content/admin/export.html"
    page_title = gettext_lazy("Export items")
    header_icon = "download"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        export = self.export
        if export and export.written and ("anyway" in request.GET or not export.left_out):
            return self.as_file(export)
        return super().get(request, *args, **kwargs)

    def as_file(self, export: Export) -> HttpResponse:
        name = filename_of(self.bank.slug if self.bank else "items", self.form.cleaned_data["format"])
        return HttpResponse(
            export.data,
            content_type="application/octet-stream",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )

    @cached_property
    def bank(self) -> ItemBank | None:
        chosen = self.request.GET.get("bank")
        return get_object_or_404(ItemBank, pk=_number(chosen)) if chosen else None

    @cached_property
    def items(self) -> QuerySet[Item]:
        """The items of the bank, those that were ticked, or all."""
        if self.bank:
            return self.bank.items.all()
        ticked = self.request.GET.getlist("id")
        every: QuerySet[Item] = Item.objects.all()
        if not ticked or ALL in ticked:
            return every
        return every.filter(pk__in=[_number(each) for each in ticked])

    @cached_property
    def form(self) -> ExportForm:
        return ExportForm(self.request.GET if "format" in self.request.GET else None)

    @cached_property
    def export(self) -> Export | None:
        if not self.form.is_valid():
            return None
        chosen = self.form.cleaned_data
        return export_items(self.items, chosen["format"], is_draft=chosen["which"] == "draft")

    def get_page_subtitle(self) -> str:
        return str(self.bank) if self.bank else ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        count = self.items.count()
        return super().get_context_data(
            **kwargs,
            form=self.form,
            bank=self.bank,
            ticked=self.request.GET.getlist("id"),
            count=count,
            export=self.export,
        )


def _number(text: str) -> int:
    if not text.isdecimal() or len(text) > 18:
        raise Http404(_("There is no such item."))
    return int(text)

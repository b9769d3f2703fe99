"""Items from a file, in the CMS: hand it in, look at what it holds, say yes."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from content.file_forms import ChoicesForm, ItemFileForm, as_initial, label_of
from content.importing import ImportRefused
from content.models import Item, ItemImport
from content.plans import Plan, summary
from content.receiving import choices_of, confirm_import, plan_import, receive_file, set_choices

SHOWN = 200  # problems on one page; the file has to be mended anyway


def items_of(bank_id: int) -> str:
    """Where the items of a bank are listed, what was written last first."""
    return f"{reverse(Item.snippet_viewset.get_url_name('list'))}?bank={bank_id}&ordering=-_updated_at"


class ItemFileView(PermissionCheckedMixin, WagtailAdminTemplateMixin):
    """What all pages on files of items share."""

    model = Item
    header_icon = "upload"
    page_subtitle = ""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = reverse(Item.snippet_viewset.get_url_name("list"))
        return [
            *self.breadcrumbs_items,
            {"url": items, "label": _("Items")},
            {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()},
        ]


class ReceiveFile(ItemFileView, FormView):  # type: ignore[type-arg]
    permission_required = "add"
    form_class = ItemFileForm
    template_name = "content/admin/import_file.html"
    page_title = gettext_lazy("Import items")

    def get_initial(self) -> dict[str, Any]:
        return {"bank": self.request.GET.get("bank", "")}

    def form_valid(self, form: ItemFileForm) -> HttpResponse:
        bank, file, chosen = (form.cleaned_data[name] for name in ("bank", "file", "format"))
        received = receive_file(bank, file.name, file.read(), by=self.request.user, format_name=chosen)  # type: ignore[arg-type]
        return redirect("item_files:plan", received.pk)


class PlanImport(ItemFileView, FormView):  # type: ignore[type-arg]
    """What a file holds, with the choices; only for who handed it in."""

    permission_required = "add"
    form_class = ChoicesForm
    template_name = "content/admin/import_plan.html"
    page_title = gettext_lazy("Import items")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        own = ItemImport.objects.select_related("bank").filter(uploaded_by_id=request.user.pk)
        self.received = get_object_or_404(own, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return self.received.filename

    def get_form_kwargs(self) -> dict[str, Any]:
        stored = as_initial(choices_of(self.received), self.received.format)
        may_publish = self.user_has_permission("publish")
        return {**super().get_form_kwargs(), "initial": stored, "may_publish": may_publish}

    def form_valid(self, form: ChoicesForm) -> HttpResponse:
        if not self.received.confirmed_at:
            set_choices(self.received, form.choices(), format_name=form.cleaned_data["format"])
        return (
            self.confirm() if "import" in self.request.POST else redirect("item_files:plan", self.received.pk)
        )

    def confirm(self) -> HttpResponse:
        try:
            plan = confirm_import(self.received, by=self.request.user)  # type: ignore[arg-type]
        except ImportRefused as refused:
            messages.error(self.request, summary(refused.plan))
            return redirect("item_files:plan", self.received.pk)
        if plan is None:
            messages.info(self.request, _("This file was imported before. Nothing was done again."))
        else:
            messages.success(self.request, summary(plan))
        return redirect(items_of(self.received.bank_id))

    @cached_property
    def plan(self) -> Plan | None:
        return None if self.received.confirmed_at else plan_import(self.received)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs,
            received=self.received,
            plan=self.plan,
            summary=summary(self.plan, is_rehearsal=True) if self.plan else "",
            format_label=label_of(self.received.format),
            shown=SHOWN,
            items_url=items_of(self.received.bank_id),
        )

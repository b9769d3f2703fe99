"""Where the CMS leads to items from files and to files of items."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.permissions import policy_registry
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction
from wagtail.snippets.views.snippets import EditView, IndexView

from content.models import Item, ItemBank

SEEING = ("add", "change", "delete", "view")


def may_import(user: object) -> bool:
    return bool(policy_registry.get_by_type(Item).user_has_permission(user, "add"))


def may_export(user: object) -> bool:
    return bool(policy_registry.get_by_type(Item).user_has_any_permission(user, SEEING))


def file_buttons(user: object, bank: ItemBank | None = None) -> Iterator[Button]:
    """Yield the ways in and out that this person may use, for one bank or for all items."""
    query = f"?bank={bank.pk}" if bank else ""
    if may_import(user):
        door = reverse("item_files:import") + query
        yield Button(_("Import items"), door, icon_name="upload", priority=60)
    if may_export(user):
        door = reverse("item_files:export") + query
        yield Button(_("Export items"), door, icon_name="download", priority=70)


class ItemIndex(IndexView):
    @cached_property
    def header_more_buttons(self) -> list[Button]:
        return [*super().header_more_buttons, *file_buttons(self.request.user)]


class BankEdit(EditView):
    @cached_property
    def header_more_buttons(self) -> list[Button]:
        return [*super().header_more_buttons, *file_buttons(self.request.user, self.object)]


class ImportMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_import(request.user)


class ExportSelected(SnippetBulkAction):
    """Lead from ticked items to the page that asks for the format."""

    display_name = gettext_lazy("Export")
    aria_label = gettext_lazy("Export selected items")
    action_type = "export"
    action_priority = 20
    models = [Item]

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        ticked = "&".join(
            f"id={each}" for each in request.GET.getlist("id") if each == "all" or each.isdecimal()
        )
        return redirect(f"{reverse('item_files:export')}?{ticked}")

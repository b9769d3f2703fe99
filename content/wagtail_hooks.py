"""Where this app shapes the CMS."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLResolver, include, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.permissions import page_permission_policy
from wagtail.query import PageQuerySet
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet

from content.blocks.telling import TEXT_FEATURES
from content.file_buttons import ExportSelected, file_buttons
from content.models import GlossaryTerm, ItemBank
from content.models.going_live import GoesLiveWhole
from content.outline import forget_outlines
from content.overdue import REFUSED, why_overdue
from content.protecting import is_needed
from content.views.refusals import reasons_after
from content.viewsets import TeachingGroup

register_snippet(TeachingGroup)

hooks.register("register_bulk_action", ExportSelected)

# Any of these lets a person see a page in the tree; then they may choose it as well.
TREE_PERMISSIONS = {"add", "change", "publish", "lock", "bulk_delete"}


@hooks.register("register_admin_urls")
def doors_for_files_of_items() -> list[URLResolver]:
    return [path("item-files/", include("content.admin_urls"))]


@hooks.register("register_snippet_listing_buttons")
def lead_from_banks_to_files(snippet: models.Model, user: object, next_url: str) -> Iterable[Button]:
    return file_buttons(user, snippet) if isinstance(snippet, ItemBank) else ()


@hooks.register("register_rich_text_features")
def offer_what_is_styled(features: FeatureRegistry) -> None:
    """Where a field names no features, offer those that the style sheets dress."""
    features.default_features = list(TEXT_FEATURES)


@hooks.register("construct_page_chooser_queryset")
def choose_among_own_pages(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Offer the pages that a person works on, and those above them: the chooser alone would offer all."""
    if request.user.is_superuser:
        return pages
    own = page_permission_policy.instances_user_has_any_permission_for(request.user, TREE_PERMISSIONS)
    explorable = page_permission_policy.explorable_instances(request.user)
    return pages.filter(models.Q(pk__in=own.values("pk")) | models.Q(pk__in=explorable.values("pk")))


@hooks.register("register_log_actions")
def tell_history_of_refusals(actions: LogActionRegistry) -> None:
    actions.register_action(
        REFUSED, gettext_lazy("Not published as scheduled"), gettext_lazy("Not published when it was due")
    )


def say_why_overdue(request: HttpRequest, instance: models.Model) -> None:
    """Tell whoever opens it why what should be live is not."""
    if request.method != "GET" or not isinstance(instance, GoesLiveWhole):
        return
    if reasons := why_overdue(instance):
        lead = _("It was to be published by now and is not. It goes live once these are mended:")
        messages.warning(request, reasons_after(lead, reasons))


hooks.register("before_edit_page", say_why_overdue)
hooks.register("before_edit_snippet", say_why_overdue)


@hooks.register("before_delete_page")
def keep_needed_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    if not is_needed([page]):
        return None
    messages.error(
        request,
        _("Learners have worked with this page, so it stays. Unpublish it instead: they keep what they did."),
    )
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_delete_snippet")
def keep_needed_snippets(request: HttpRequest, instances: Iterable[models.Model]) -> HttpResponse | None:
    things = list(instances)
    if not is_needed(things):
        return None
    messages.error(
        request,
        _("Other things rely on this, perhaps answers of learners, so it stays. An item can be unpublished."),
    )
    return redirect(type(things[0]).snippet_viewset.get_url_name("list"))  # type: ignore[attr-defined]


@hooks.register("before_bulk_action")
def keep_needed_of_many(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action: BulkAction
) -> HttpResponse | None:
    if action_type != "delete" or request.method != "POST" or not is_needed(objects):
        return None
    messages.error(
        request, _("Nothing was deleted: learners have worked with some of these. Unpublish them instead.")
    )
    return redirect(request.get_full_path())


def forget_terms(request: HttpRequest, instance: models.Model) -> None:
    """Lessons are kept ready with their glossary terms in them."""
    if isinstance(instance, GlossaryTerm):
        forget_outlines()


@hooks.register("after_delete_snippet")
def forget_deleted_terms(request: HttpRequest, instances: Iterable[models.Model]) -> None:
    forget_outlines()


hooks.register("after_create_snippet", forget_terms)
hooks.register("after_edit_snippet", forget_terms)

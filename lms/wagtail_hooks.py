"""Where the CMS deals with people: who has learnt here is kept, and the account made inactive."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.views.bulk_action import BulkAction

from content.protecting import is_needed
from lms.models import User


@hooks.register("before_delete_user")
def keep_needed_user(request: HttpRequest, user: User) -> HttpResponse | None:
    if not is_needed([user]):
        return None
    messages.error(
        request,
        _("%(name)s has enrolments or certificates and cannot be deleted. Make the account inactive instead.")
        % {"name": user},
    )
    return redirect("wagtailusers_users:edit", user.pk)


# Before the hook for pages and items, whose words would not fit people.
@hooks.register("before_bulk_action", order=-1)
def keep_needed_of_many_users(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action: BulkAction
) -> HttpResponse | None:
    needed = [user for user in objects if isinstance(user, User) and is_needed([user])]
    if action_type != "delete" or not needed:
        return None
    messages.error(
        request,
        ngettext(
            "Nobody was deleted: %(names)s has enrolments or certificates. "
            "Make the account inactive instead.",
            "Nobody was deleted: %(names)s have enrolments or certificates. "
            "Make the accounts inactive instead.",
            len(needed),
        )
        % {"names": ", ".join(str(user) for user in needed)},
    )
    return redirect("wagtailusers_users:index")

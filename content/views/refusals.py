"""The answer where something may not go live yet: back to where it is written, with the reasons."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder

from content.errors import PublishRefused


class PublishRefusals:
    """Middleware: workflows and pages of many things at once have no hook that could refuse before."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, PublishRefused):
            return None
        lead = _("Nothing was published: “%(name)s” is not ready for learners.") % {
            "name": exception.instance
        }
        messages.error(request, reasons_after(lead, exception.messages))
        address = AdminURLFinder(request.user).get_edit_url(exception.instance) or reverse(
            "wagtailadmin_home"
        )
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            # Wagtail's windows over a page go where they are told.
            return JsonResponse({"step": "success", "redirect": address})
        return redirect(address)


def reasons_after(lead: str, reasons: list[str]) -> str:
    """Return both as HTML for a message."""
    return format_html(
        "{}<ul>{}</ul>", lead, format_html_join("", "<li>{}</li>", ((reason,) for reason in reasons))
    )

"""Middleware that keeps the doors: policy of the CMS pages, answers when the database is busy."""

import logging
import sys
from collections.abc import Callable
from typing import Any

from csp.constants import SELF, UNSAFE_INLINE
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.views.defaults import server_error

GetResponse = Callable[[HttpRequest], HttpResponse]
ADMIN_PREFIX = "/admin/"
PRIVATE_PREFIXES = ("/account/", "/accounts/", "/attempts/", "/board/")
#: Open to everybody, but with the progress of whoever is signed in.
PERSONAL_PREFIX = "/courses/"
#: In the messages of SQLite, libpq and the pool when another moment may do. A missing table is no such case.
BUSY_WORDS = (
    *("locked", "busy", "deadlock", "timeout", "timed out", "connection", "could not connect"),
    *("server closed", "starting up", "shutting down", "too many clients"),
)
logger = logging.getLogger(__name__)


class AdminPolicyMiddleware:
    """Keep learners out of the CMS, and let the CMS do what the site may not: inline scripts, frames."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if getattr(request, "is_dummy", False):
            # A preview: Wagtail sends a request of its own through all this, and frames the answer.
            response._csp_replace = {"frame-ancestors": [SELF]}  # type: ignore[attr-defined]
            response.setdefault("X-Frame-Options", "SAMEORIGIN")
        elif request.path.startswith(ADMIN_PREFIX):
            # django-csp reads this attribute of the response.
            response._csp_replace = {  # type: ignore[attr-defined]
                "script-src": [SELF, UNSAFE_INLINE],
                "style-src": [SELF, UNSAFE_INLINE],
                "frame-ancestors": [SELF],
            }
            # Authors see their previews in a frame.
            response.setdefault("X-Frame-Options", "SAMEORIGIN")
        return response

    def process_view(self, request: HttpRequest, *view: Any) -> None:
        # The CMS would send people who are signed in to the sign-in page, and that page back again.
        user = request.user
        is_admin = request.path.startswith(ADMIN_PREFIX)
        if is_admin and user.is_authenticated and not user.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied


class PrivatePagesMiddleware:
    """Keep pages with something personal on them out of every cache, the browser's included."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(PRIVATE_PREFIXES) or self.is_personal(request):
            add_never_cache_headers(response)
        return response

    def is_personal(self, request: HttpRequest) -> bool:
        return request.path.startswith(PERSONAL_PREFIX) and request.user.is_authenticated


class DatabaseBusyMiddleware:
    """Answer 503 with Retry-After when the database cannot just now: autosave and people try again."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not is_busy(exception):
            return None
        logger.error("The database is busy: %s", request.path, exc_info=exception)
        return answer_busy(request)


def answer_error(request: HttpRequest) -> HttpResponse:
    """Answer what no view raised, such as a session that cannot be stored. Django logs it after this.

    A middleware cannot do it: Django makes a page of an error before the next middleware sees it.
    """
    return answer_busy(request) if is_busy(sys.exc_info()[1]) else server_error(request)


def is_busy(error: BaseException | None) -> bool:
    message = str(error).lower()
    return isinstance(error, OperationalError) and any(word in message for word in BUSY_WORDS)


def answer_busy(request: HttpRequest) -> HttpResponse:
    response = render(request, "503.html", status=503)
    response["Retry-After"] = "5"
    return response

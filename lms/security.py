"""Middleware that keeps the doors: policy of the CMS pages, answers when the database is busy."""

from collections.abc import Callable
from typing import Any

from csp.constants import SELF, UNSAFE_INLINE
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

GetResponse = Callable[[HttpRequest], HttpResponse]
ADMIN_PREFIX = "/admin/"
PRIVATE_PREFIXES = ("/account/", "/accounts/", "/attempts/", "/board/")


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
        if request.path.startswith(PRIVATE_PREFIXES):
            add_never_cache_headers(response)
        return response


class DatabaseBusyMiddleware:
    """Answer 503 with Retry-After when the database cannot: autosave and people try again."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, OperationalError):
            return None
        response = render(request, "503.html", status=503)
        response["Retry-After"] = "5"
        return response

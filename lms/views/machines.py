"""What crawlers and browsers ask for unbidden."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static

# Certificates are found by those who hold their address, never by searching.
CLOSED = ["/v/", "/V/", "/admin/", "/accounts/", "/account/", "/attempts/", "/board/"]


def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED), ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def favicon(request: HttpRequest) -> HttpResponse:
    return redirect(static("svg/favicon.svg"))

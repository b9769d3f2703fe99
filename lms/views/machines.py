"""What crawlers ask for."""

from django.http import HttpRequest, HttpResponse

# Certificates are found by those who hold their address, never by searching.
CLOSED = ["/v/", "/admin/", "/accounts/", "/account/", "/attempts/", "/board/"]


def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED), ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")

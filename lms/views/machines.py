"""What crawlers and browsers ask for unbidden."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static

# Certificates are found by those who hold their address, never by searching.
CLOSED = ["/v/", "/V/", "/verify/receipts/", "/admin/", "/accounts/", "/account/", "/attempts/", "/board/"]
# They draw the preview of a link that its holder has shared, and list nothing: the pages ask not to be.
PREVIEWERS = ["facebookexternalhit", "LinkedInBot", "Slackbot-LinkExpanding", "Twitterbot"]


def robots(request: HttpRequest) -> HttpResponse:
    previewers = [f"User-agent: {name}" for name in PREVIEWERS]
    private = [path for path in CLOSED if path not in ("/v/", "/V/")]
    lines = [*_group(["User-agent: *"], CLOSED), *_group(previewers, private)]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def _group(agents: list[str], closed: list[str]) -> list[str]:
    return [*agents, *(f"Disallow: {path}" for path in closed), ""]


def favicon(request: HttpRequest) -> HttpResponse:
    return redirect(static("svg/favicon.svg"))

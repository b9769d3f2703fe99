"""The glossary, where a definition can be linked to, and the way to every page."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.views import serve

from content.models import GlossaryTerm
from content.routing import find_page


def show_glossary(request: HttpRequest) -> HttpResponse:
    terms = sorted(GlossaryTerm.objects.select_related("module"), key=lambda term: term.term.casefold())
    letters = [(letter, list(group)) for letter, group in groupby(terms, key=lambda t: t.term[:1].upper())]
    return render(request, "content/glossary.html", {"letters": letters})


def serve_page(request: HttpRequest, path: str) -> HttpResponse:
    """Serve a page as Wagtail does, once it was found in fewer queries."""
    # Where Page.route_for_request keeps what it found; it does not look again.
    request._wagtail_route_for_request = find_page(request, path)  # type: ignore[attr-defined]
    response: HttpResponse = serve(request, path)
    return response

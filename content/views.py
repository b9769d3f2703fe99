"""The glossary as a page of its own: where a definition can be linked to."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from content.models import GlossaryTerm


def show_glossary(request: HttpRequest) -> HttpResponse:
    terms = sorted(GlossaryTerm.objects.select_related("module"), key=lambda term: term.term.casefold())
    letters = [(letter, list(group)) for letter, group in groupby(terms, key=lambda t: t.term[:1].upper())]
    return render(request, "content/glossary.html", {"letters": letters})

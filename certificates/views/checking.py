"""The door for anyone who wants to check a certificate: by its ID, with its file, or many at once."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from certificates.forms import CheckForm, FilesForm, ListForm
from certificates.views.unlisted import unlisted


@require_safe
@unlisted
def check(request: HttpRequest) -> HttpResponse:
    """Ask for an id, or go to its record. What is typed is judged there, in one place."""
    form = CheckForm(request.GET if "id" in request.GET else None)
    if form.is_valid():
        return redirect("certificates:record", form.cleaned_data["id"])
    forms = {"form": form, "list_form": ListForm(), "files_form": FilesForm()}
    return render(request, "certificates/verify.html", forms)

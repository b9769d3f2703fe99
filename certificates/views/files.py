"""Doors for files: one is judged on a page of its own, many come as a receipt, or one by one by script."""

import time

from django.core.signing import BadSignature, dumps, loads
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from certificates.checking.checking_files import PATIENCE, FileCheck, check_file
from certificates.checking.explaining import explain
from certificates.checking.limiting import FILES, LOOK_UPS, as_json, as_page, limited, over_budget
from certificates.checking.lines import line_of, read_lines, stored_lines
from certificates.checking.receipting import add_to_receipt, keep_receipt
from certificates.errors import ReceiptFull
from certificates.forms import CheckForm, FilesForm, ListForm
from certificates.views.around import checked_line, site_name
from certificates.views.unlisted import unlisted
from certificates.views.uploads import MemoryOnly

#: Bytes of all files of one request, and the seconds that all may take together.
LARGEST_REQUEST, PATIENCE_FOR_ALL = 50 * 1024 * 1024, 25.0
SALT, OPEN = "certificates.file-check", 3_600


# The token stands among what is sent: it can be read only once the files have their own handler.
@csrf_exempt
@require_POST
@unlisted
def check_files(request: HttpRequest) -> HttpResponse:
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_REQUEST:
        return _refused(request, FilesForm.too_much())
    request.upload_handlers = [MemoryOnly(request)]
    return _check_files(request)


@csrf_protect
def _check_files(request: HttpRequest) -> HttpResponse:
    form = FilesForm(request.POST, request.FILES)
    if not form.is_valid():
        return _refused(request, form)
    files = form.cleaned_data["uploads"]
    is_script = request.accepts("application/json") and not request.accepts("text/html")
    refusal = over_budget(request, FILES, as_json if is_script else as_page, count=len(files))
    if refusal:
        return refusal
    checked = _check_all([(file.name or "", file.read()) for file in files])
    if is_script:
        return _added(checked, request.POST.get("receipt", "").replace("\0", ""))
    return _page(request, *checked[0]) if len(checked) == 1 else _listed(checked)


def _check_all(files: list[tuple[str, bytes]]) -> list[tuple[str, FileCheck]]:
    """Check them one after the other; the last must not wait for what the first may take."""
    end = time.monotonic() + PATIENCE_FOR_ALL
    return [
        (name, check_file(data, patience=min(PATIENCE, max(0.0, end - time.monotonic()))))
        for name, data in files
    ]


def _page(request: HttpRequest, name: str, checked: FileCheck) -> HttpResponse:
    line = stored_lines([checked.line(name)])[0]
    context = {
        "name": name[-60:],
        "checked": checked,
        "explained": explain(checked),
        "line": line_of(name, checked.seen),
        "receipt": dumps({"line": line}, salt=SALT),
        "checked_line": checked_line(checked.checked_at),
        "form": CheckForm(),
        "site": site_name(),
    }
    return render(request, "certificates/file.html", context)


def _listed(checked: list[tuple[str, FileCheck]]) -> HttpResponse:
    return redirect("certificates:receipt", keep_receipt([each.line(name) for name, each in checked]).token)


def _added(checked: list[tuple[str, FileCheck]], token: str) -> HttpResponse:
    """Add each file to the receipt that the script began with the first."""
    try:
        for name, each in checked:
            token = add_to_receipt(token, each.line(name)).token
    except ReceiptFull as refusal:
        return JsonResponse({"message": str(refusal)}, status=409)
    return JsonResponse({"receipt": token, "address": reverse("certificates:receipt", args=[token])})


@require_POST
@unlisted
@limited(as_page, LOOK_UPS)
def keep_receipt_of_file(request: HttpRequest) -> HttpResponse:
    """Keep what we said of a file an hour ago at most, in our own signed words."""
    try:
        said = loads(request.POST.get("said", ""), salt=SALT, max_age=OPEN)
    except BadSignature:
        return HttpResponseBadRequest(_("Check the file again to make a receipt."))
    return redirect("certificates:receipt", keep_receipt(read_lines([said["line"]])).token)


def _refused(request: HttpRequest, form: FilesForm) -> HttpResponse:
    context = {"form": CheckForm(), "list_form": ListForm(), "files_form": form}
    return render(request, "certificates/verify.html", context, status=422)

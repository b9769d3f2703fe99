"""Doors for many at once: a list is checked, and what came of it stands at an address of its own."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from certificates.checking.checking_lists import check_list
from certificates.checking.limiting import LISTED, as_page, limited, over_budget
from certificates.checking.lines import Line, problems_first, read_lines, tally
from certificates.checking.receipting import KEPT, keep_receipt, readable_receipt
from certificates.forms import CheckForm, FilesForm, ListForm
from certificates.models import Receipt
from certificates.views.around import site_name
from certificates.views.unlisted import unlisted
from courses.spreadsheets import Cell, lines

HEADINGS = ("asked", "verdict", "credential_id", "award", "awarded_on", "valid_until", "sha256", "checked_at")


@require_POST
@unlisted
def check_many(request: HttpRequest) -> HttpResponse:
    form = ListForm(request.POST, request.FILES)
    if not form.is_valid():
        context = {"form": CheckForm(), "list_form": form, "files_form": FilesForm()}
        return render(request, "certificates/verify.html", context, status=422)
    typed = form.cleaned_data["typed"]
    refusal = over_budget(request, LISTED, as_page, count=len(typed))
    return refusal or redirect("certificates:receipt", keep_receipt(check_list(typed)).token)


@require_safe
@unlisted
@limited(as_page)
def show_receipt(request: HttpRequest, token: str) -> HttpResponse:
    receipt = _kept(token)
    found = read_lines(receipt.lines)
    context = {
        "receipt": receipt,
        "lines": problems_first(found),
        "tally": tally(found),
        "forgotten_at": receipt.checked_at + KEPT,
        "site": site_name(),
    }
    return render(request, "certificates/receipt.html", context)


@require_safe
@unlisted
@limited(as_page)
def download_receipt(request: HttpRequest, token: str) -> HttpResponse:
    receipt = _kept(token)
    rows = [HEADINGS, *(_row(line, receipt) for line in read_lines(receipt.lines))]
    # With a mark of its order of bytes: Excel would take it for the letters of some old system.
    answer = HttpResponse("\ufeff" + "".join(lines(rows)), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="certificates-{receipt.token[:8]}.csv"'
    return answer


def _kept(token: str) -> Receipt:
    receipt = readable_receipt(token)
    if receipt is None:
        raise Http404
    return receipt


def _row(line: Line, receipt: Receipt) -> tuple[Cell, ...]:
    at = receipt.checked_at.isoformat(timespec="seconds")
    found = (line.public_id, line.achievement, line.awarded_on, line.valid_until, line.sha256)
    return (line.asked, line.word, *found, at)

"""Many certificates at once, in the CMS: chosen, confirmed, then done bit by bit while the page tells."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.permissions import policy_registry

from certificates.cms.batch_form import PERMISSIONS, BatchForm
from certificates.cms.filters import CertificateFilter, with_id_like
from certificates.errors import CertificatesError
from certificates.life.batching import progress_of, start_batch, work_on
from certificates.models import Batch, BatchItem, Certificate
from certificates.views.officer_pages import OfficerPage
from courses.spreadsheets import Cell, lines

#: Shown with a box to tick; a choice of more takes them all.
SHOWN = 200
#: Seconds of work in one request; the page goes on, and `manage.py catch_up` does in any case.
AT_ONCE = 4.0


#: Of all batches, on one page.
LATEST = 100


def word_of(batch: Batch) -> str:
    """Return what is done in it, as it was chosen."""
    return str(dict(BatchForm.DEEDS).get(batch.why, batch.why))


class BatchPage(OfficerPage):
    model = Certificate
    any_permission_required = ["reissue", "revoke"]
    header_icon = "list-ul"
    home: tuple[str, Any] | None = ("officers:batches", gettext_lazy("Batches"))


class Batches(BatchPage):
    template_name = "certificates/admin/batches.html"
    page_title = gettext_lazy("Batches")
    home = None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        waits, refused = Q(items__done_at=None), ~Q(items__refusal="")
        counted = Batch.objects.select_related("started_by").annotate(
            done=Count("items__result"),
            refused=Count("items", filter=refused),
            left=Count("items", filter=waits),
        )
        rows = [(batch, word_of(batch)) for batch in counted[:LATEST]]
        return super().get_context_data(**kwargs) | {"rows": rows}


class ChooseMany(BatchPage):
    """The certificates that the list was narrowed to, the deed and its reason; then a page that asks."""

    template_name = "certificates/admin/batch_new.html"
    page_title = gettext_lazy("Many at once")

    @cached_property
    def found(self) -> QuerySet[Certificate]:
        """Those that the query of the list chooses, in force or not; without the nameless."""
        rows = Certificate.objects.filter(erased_at=None).order_by("-issued_at", "-pk")
        if words := self.request.GET.get("q", "").strip():
            rows = (
                rows.filter(earner__icontains=words)
                | rows.filter(achievement__icontains=words)
                | with_id_like(rows, words)
            )
        chosen: QuerySet[Certificate] = CertificateFilter(
            self.request.GET, queryset=rows, request=self.request
        ).qs
        return chosen

    @cached_property
    def form(self) -> BatchForm:
        allowed = [name for name in PERMISSIONS if self.may(name)]
        sent = self.request.POST if self.request.method == "POST" else None
        return BatchForm(sent, found=self.found, shown=self.shown, deeds=allowed)

    @cached_property
    def shown(self) -> list[Certificate]:
        return list(self.found[:SHOWN])

    def may(self, deed: str) -> bool:
        policy = policy_registry.get_by_type(Certificate)
        return bool(policy.user_has_permission(self.request.user, PERMISSIONS[deed]))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Say what will happen; once that is confirmed for the same choice, begin."""
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data(), status=422)
        if request.POST.get("confirmed") != self.form.choice:
            return self.render_to_response(self.get_context_data(asked=True))
        try:
            batch = start_batch(
                self.form.chosen,
                why=self.form.cleaned_data["deed"],
                reason=self.form.cleaned_data["reason"],
                by=request.user,  # type: ignore[arg-type]
            )
        except CertificatesError as refusal:
            messages.error(request, str(refusal))
            return self.render_to_response(self.get_context_data(), status=422)
        return redirect("officers:batch", batch.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked, form = kwargs.get("asked", False), self.form
        ticked = {str(pk) for pk in self.request.POST.getlist("ticked")} if form.is_bound else None
        return super().get_context_data(**kwargs) | {
            "form": form,
            "shown": self.shown,
            "boxes": [(one, ticked is None or str(one.pk) in ticked) for one in self.shown],
            "total": self.found.count(),
            "asked": asked,
            "deed_word": dict(form.DEEDS)[form.cleaned_data["deed"]] if asked else "",
        }


class OneBatch(BatchPage):
    """How far it has come, what was refused and why, and a form to go on."""

    template_name = "certificates/admin/batch.html"

    @cached_property
    def batch(self) -> Batch:
        return get_object_or_404(Batch.objects.select_related("started_by"), pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return _("Batch %(number)s") % {"number": self.batch.pk}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Work for some seconds, then tell how far it has come: to a script as JSON."""
        by_script = request.headers.get("Accept") == "application/json"
        try:
            progress = work_on(self.batch, seconds=AT_ONCE)
        except CertificatesError as refusal:
            if by_script:
                return JsonResponse({"refusal": str(refusal)}, status=409)
            messages.error(request, str(refusal))
            return redirect("officers:batch", self.batch.pk)
        if by_script:
            return JsonResponse({"done": progress.done, "refused": progress.refused, "left": progress.left})
        return redirect("officers:batch", self.batch.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        progress = progress_of(self.batch)
        refused = self.batch.items.exclude(refusal="").select_related("certificate")
        return super().get_context_data(**kwargs) | {
            "batch": self.batch,
            "deed": word_of(self.batch),
            "progress": progress,
            "settled": progress.total - progress.left,
            "refused": refused[:SHOWN],
        }


class BatchFile(BatchPage):
    """All of one batch for a spreadsheet."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> StreamingHttpResponse:  # type: ignore[override]
        batch = get_object_or_404(Batch, pk=kwargs["pk"])
        answer = StreamingHttpResponse(lines(_rows(batch)), content_type="text/csv; charset=utf-8")
        answer.headers["Content-Disposition"] = f'attachment; filename="batch-{batch.pk}.csv"'
        return answer


def _rows(batch: Batch) -> Iterator[list[Cell]]:
    yield [_("ID"), _("Name"), _("Achievement"), _("Outcome"), _("New ID"), _("Why not")]
    for item in batch.items.select_related("certificate", "result").iterator():
        one, new = item.certificate, item.result.public_id if item.result else ""
        yield [one.public_id, one.earner, one.achievement, _outcome(item), new, item.refusal]


def _outcome(item: BatchItem) -> str:
    if item.done_at is None:
        return _("waits")
    return _("refused") if item.refusal else _("done")

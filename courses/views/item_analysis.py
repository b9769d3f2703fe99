"""Item analysis in the CMS: of a quiz, of a bank, of one item, and for spreadsheets."""

from abc import ABC, abstractmethod
from typing import Any

from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets.button import Button

from content.models import ItemBank
from courses.author_forms import ALL, ReportForm
from courses.figures import figures_of_test
from courses.item_rows import ItemRow, chosen, fifths_of, option_rows, ordered
from courses.quiz.appraising import Appraisal, Report, report_on
from courses.quiz.collecting import Scope
from courses.quiz.exporting import figures_of, matrix_of
from courses.quiz.psychometrics.health import Cell
from courses.quiz.stocking import take_stock
from courses.spreadsheets import lines
from courses.views.author_pages import AuthorPage, PageOfQuiz
from courses.views.authors import (
    may_edit_items,
    open_to_judge,
    own_bank,
    own_quiz,
    own_quizzes,
    with_titles_above,
)

# Tiles of flagged items under the table; the others are a click away.
TILES = 6


class Home(AuthorPage):
    template_name = "courses/admin/item_analysis.html"
    page_title = gettext_lazy("Item analysis")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        banks = ItemBank.objects.all() if may_edit_items(user) else ItemBank.objects.none()
        quizzes = with_titles_above(own_quizzes(user)).order_by("path")
        studies = open_to_judge(user)
        return super().get_context_data(**kwargs) | {"quizzes": quizzes, "banks": banks, "studies": studies}


class _Report(AuthorPage, ABC):
    """What the reports of a quiz and of a bank share. place: the names that addresses begin with."""

    template_name = "courses/admin/report.html"
    place = ""

    @cached_property
    def form(self) -> ReportForm:
        return ReportForm(self.request.GET, objectives=self.objectives)

    @property
    @abstractmethod
    def scope(self) -> Scope: ...

    @property
    @abstractmethod
    def name(self) -> str: ...

    def get_page_title(self) -> str:
        return self.name

    @property
    def cut(self) -> float:
        return 1.0

    @cached_property
    def report(self) -> Report:
        return report_on(self.scope, cut=self.cut)

    @cached_property
    def objectives(self) -> list[str]:
        return sorted({code for a in self.report.appraisals for code in a.version.objectives})

    def is_all(self) -> bool:
        return self.request.GET.get("attempts") == ALL

    def address(self, name: str, *more: int) -> str:
        """Return the address of a page below this one, with the same attempts."""
        found = reverse(f"item_analysis:{self.place}_{name}", args=[self.kwargs["pk"], *more])
        return f"{found}?attempts={ALL}" if self.is_all() else found

    def row_of(self, appraisal: Appraisal) -> ItemRow:
        return ItemRow(appraisal, self.address("item", appraisal.version.pk))

    def rows_of(self, appraisals: list[Appraisal]) -> list[ItemRow]:
        form = self.form
        wanted = chosen(
            appraisals,
            show=form.choice("show"),
            level=form.choice("level"),
            objective=form.choice("objective"),
        )
        return [self.row_of(a) for a in ordered(wanted, self.request.GET.get("sort", ""))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        report = self.report
        tiles = [(self.row_of(a), option_rows(a, report)) for a in report.flagged if a.options][:TILES]
        return super().get_context_data(**kwargs) | {
            "report": report,
            "analysis": report.analysis,
            "form": self.form,
            "rows": self.rows_of(report.scored),
            "unscored": self.rows_of(report.unscored),
            "tiles": tiles,
            "sort": self.request.GET.get("sort", ""),
            "has_all_figures": self.form.choice("table") == "figures",
            "figures_url": self.address("figures"),
        }


class QuizReport(_Report):
    place = "quiz"

    @cached_property
    def quiz(self) -> Any:
        return own_quiz(self.request.user, self.kwargs["pk"])

    @property
    def scope(self) -> Scope:
        return Scope((self.quiz.pk,), is_all=self.is_all())

    @property
    def cut(self) -> float:
        return float(self.quiz.pass_mark) / 100

    @property
    def name(self) -> str:
        return str(self.quiz.title)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        analysis = self.report.analysis
        return context | {
            "quiz": self.quiz,
            "test_figures": figures_of_test(analysis),
            "responses_url": self.address("responses"),
        }

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        edit = reverse("wagtailadmin_pages:edit", args=[self.quiz.pk])
        return [
            Button(_("Bank health"), self.address("stock"), icon_name="folder-open-inverse", priority=10),
            Button(
                _("Standard setting"),
                reverse("item_analysis:studies", args=[self.quiz.pk]),
                icon_name="crosshairs",
                priority=20,
            ),
            Button(
                _("Attempts"),
                reverse("item_analysis:attempts", args=[self.quiz.pk]),
                icon_name="list-ul",
                priority=25,
            ),
            Button(_("Edit the quiz"), edit, icon_name="edit", priority=30),
        ]


class BankReport(_Report):
    """Over all quizzes that the person may edit; test figures belong to a quiz and are not shown."""

    place = "bank"

    @cached_property
    def bank(self) -> ItemBank:
        return own_bank(self.request.user, self.kwargs["pk"])

    @property
    def scope(self) -> Scope:
        quizzes = own_quizzes(self.request.user).values_list("pk", flat=True)
        return Scope(tuple(quizzes), is_all=self.is_all(), bank=self.bank)

    @property
    def name(self) -> str:
        return self.bank.title


class _ItemPage(_Report):
    """One version: every figure with its reason, its options, and how each fifth did on it."""

    template_name = "courses/admin/item.html"

    @cached_property
    def appraisals(self) -> list[Appraisal]:
        found = self.report.of(self.kwargs["version"])
        if not found:
            raise Http404
        return found

    @property
    def trail(self) -> list[tuple[str, str]]:
        return [(self.address("report"), self.name)]

    def get_page_title(self) -> str:
        return self.appraisals[0].code

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        edit = reverse("wagtailsnippets_content_item:edit", args=[self.appraisals[0].version.item_id])
        buttons = [Button(_("Edit the item"), edit, icon_name="edit", priority=10)]
        if may_edit_items(self.request.user):
            anew = reverse("item_analysis:regrades", args=[self.appraisals[0].version.pk])
            buttons.append(Button(_("Regrade this item"), anew, icon_name="history", priority=20))
        return buttons

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        report, version = self.report, self.appraisals[0].version
        parts = [(self.row_of(a), option_rows(a, report), fifths_of(a, report)) for a in self.appraisals]
        others = [a for a in report.appraisals if a.version.item_id == version.item_id]
        return super().get_context_data(**kwargs) | {
            "version": version,
            "parts": parts,
            "others": [self.row_of(a) for a in others if a.version.pk != version.pk],
        }


class QuizItem(_ItemPage, QuizReport):
    """Of one quiz."""


class BankItem(_ItemPage, BankReport):
    """Of all quizzes that draw from the bank."""


class BankHealth(PageOfQuiz):
    template_name = "courses/admin/stock.html"
    page_title = gettext_lazy("Bank health")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        stock = take_stock(self.quiz)
        rows = [(cell, *health_of(cell), [stock.codes[item] for item in cell.worn]) for cell in stock.cells]
        return super().get_context_data(**kwargs) | {"quiz": self.quiz, "stock": stock, "rows": rows}


def health_of(cell: Cell) -> tuple[str, str]:
    """Return the lamp of a cell and its word."""
    if cell.is_short:
        return "stop", _("Too few for one form")
    if cell.is_thin:
        return "wait", _("Fewer than three forms")
    return ("wait", _("Worn items")) if cell.worn else ("done", _("Good"))


def quiz_figures(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    view = QuizReport()
    view.setup(request, pk=pk)
    return _sheet(figures_of(view.report), f"items-{view.quiz.slug}")


def bank_figures(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    view = BankReport()
    view.setup(request, pk=pk)
    return _sheet(figures_of(view.report), f"items-{view.bank.slug}")


def quiz_responses(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    view = QuizReport()
    view.setup(request, pk=pk)
    return _sheet(matrix_of(view.scope), f"responses-{view.quiz.slug}")


def _sheet(rows: Any, name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(lines(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response["Cache-Control"] = "no-store"
    return response

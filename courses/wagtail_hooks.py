"""Where this app plugs into the CMS, so that content need not know that learners exist."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from content.models import ItemBank, LessonPage, QuizPage
from content.outline import course_id_of
from courses.learning import learning_of
from courses.quiz.trying import shortage_of, told
from courses.views.authors import may_edit_items, own_quizzes
from courses.visiting import note_visit


@hooks.register("before_serve_page")
def activities_need_an_enrolment(
    page: Page, request: HttpRequest, args: Any, kwargs: Any
) -> HttpResponse | None:
    """Guard lessons and quizzes, and remember where the enrolled are."""
    if not isinstance(page, LessonPage | QuizPage):
        return None
    course_id = course_id_of(page)
    if course_id is None:
        return None
    learning = learning_of(request, course_id)
    if not learning.may_open(page.pk):
        if learning.enrolment:
            # It stands where the course has no place for it, such as a check beside the modules.
            raise Http404
        lesson, quiz = _("Enrol to read this lesson."), _("Enrol to take this quiz.")
        messages.info(request, lesson if isinstance(page, LessonPage) else quiz)
        return redirect(learning.outline.url)
    if learning.enrolment:
        note_visit(learning.enrolment, page.pk, at=learning.at)
    return None


@hooks.register("before_publish_page")
def blueprint_needs_its_items(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Publish no quiz that nobody could start; what the author wrote is saved as a draft before this."""
    shortage = shortage_of(page) if isinstance(page, QuizPage) else None
    if shortage is None:
        return None
    lead = _("Saved as a draft, not published: there are too few items for this blueprint.")
    reasons = format_html_join("", "<li>{}</li>", ((reason,) for reason in told(shortage)))
    messages.error(request, format_html("{}<ul>{}</ul>", lead, reasons))
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("register_admin_urls")
def doors_in_cms() -> list[URLPattern | URLResolver]:
    return [
        path("item-analysis/", include("courses.admin_urls")),
        path("marking/", include("courses.marking_urls")),
        path("accommodations/", include("courses.accommodation_urls")),
    ]


class QuizMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        user: Any = request.user
        return bool(own_quizzes(user).exists())


@hooks.register("register_reports_menu_item")
def marking_in_menu() -> MenuItem:
    return QuizMenuItem(_("Marking"), reverse("marking:queue"), name="marking", icon_name="edit", order=90)


@hooks.register("register_reports_menu_item")
def accommodations_in_menu() -> MenuItem:
    address = reverse("accommodations:home")
    return QuizMenuItem(_("Accommodations"), address, name="accommodations", icon_name="time", order=95)


class ItemAnalysisMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        user: Any = request.user
        return may_edit_items(user) or own_quizzes(user).exists()


@hooks.register("register_reports_menu_item")
def item_analysis_in_menu() -> MenuItem:
    address = reverse("item_analysis:home")
    return ItemAnalysisMenuItem(
        _("Item analysis"), address, name="item-analysis", icon_name="clipboard-list", order=100
    )


@hooks.register("register_page_header_buttons")
def item_analysis_of_quiz(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    if isinstance(page.specific_deferred, QuizPage) and page.permissions_for_user(user).can_edit():
        address = reverse("item_analysis:quiz_report", args=[page.pk])
        yield Button(_("Item analysis"), address, icon_name="clipboard-list", priority=80)


@hooks.register("register_snippet_listing_buttons")
def item_analysis_of_bank(snippet: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    if isinstance(snippet, ItemBank) and may_edit_items(user):
        address = reverse("item_analysis:bank_report", args=[snippet.pk])
        yield Button(_("Item analysis"), address, icon_name="clipboard-list", priority=80)

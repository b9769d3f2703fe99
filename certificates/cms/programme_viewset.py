"""Certificate programmes in the CMS: wording, code and signatories, with the sheet drawn beside them."""

from typing import Any

from django import forms
from django.db.models import Count
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, PublishingPanel
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn, UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from certificates.models import Programme
from certificates.programmes.designing import free_slug
from content.models import CoursePage


class ProgrammeForm(WagtailAdminModelForm):
    """The course is chosen once: what was issued for it stays under its address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        course = self.fields["course"]
        if self.instance.pk:
            course.disabled = True
        else:
            course.queryset = CoursePage.objects.filter(programme=None).order_by("title")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not self.instance.slug and cleaned.get("course"):
            self.instance.slug = free_slug(cleaned["course"])
        return cleaned


class ProgrammeViewSet(SnippetViewSet):
    model = Programme
    icon = "doc-full-inverse"
    menu_label = _("Programmes")
    copy_view_enabled = False
    list_display = [
        "__str__",
        Column("human_code", label=_("Code")),
        Column("slug", label=_("Address")),
        Column("published", label=_("Versions")),
        LiveStatusTagColumn(),
        UpdatedAtColumn(),
    ]
    search_fields = ["slug", "human_code", "description"]
    search_backend_name = None
    edit_handler = ObjectList(
        [
            FieldPanel("course", widget=forms.Select),
            MultiFieldPanel([FieldPanel("opening"), FieldPanel("bridge")], heading=_("On the sheet")),
            FieldPanel("signatories"),
            MultiFieldPanel(
                [FieldPanel("description"), FieldRowPanel([FieldPanel("human_code")])],
                heading=_("On the public page of the achievement"),
            ),
            PublishingPanel(),
        ],
        base_form_class=ProgrammeForm,
    )

    def get_queryset(self, request: object) -> Any:
        return Programme.objects.select_related("course").annotate(published=Count("versions"))

"""The course as pages: home, catalogue, course, module, lesson. The tree is the outline."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from content.blocks.lesson import LessonBody
from content.models.base import SitePage


class HomePage(SitePage):
    """The front door: what this is, for whom, and where to begin."""

    headline = models.CharField(_("headline"), max_length=90)
    lede = models.TextField(_("opening sentence"), max_length=300)
    closing_headline = models.CharField(_("closing headline"), max_length=90, blank=True)
    closing_text = models.CharField(_("closing sentence"), max_length=200, blank=True)

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["content.CataloguePage"]
    max_count = 1
    content_panels = [
        *Page.content_panels,
        FieldPanel("headline"),
        FieldPanel("lede"),
        MultiFieldPanel([FieldPanel("closing_headline"), FieldPanel("closing_text")], heading=_("Close")),
    ]
    template = "content/home_page.html"


class CataloguePage(SitePage):
    """All courses, at /courses/."""

    introduction = models.TextField(_("introduction"), blank=True, max_length=400)

    parent_page_types = ["content.HomePage"]
    subpage_types = ["content.CoursePage"]
    max_count = 1
    content_panels = [*Page.content_panels, FieldPanel("introduction")]


class CoursePage(SitePage):
    """One course. Its certificate's wording and validity are settings of the course."""

    summary = models.TextField(_("summary"), max_length=300)
    audience = models.TextField(_("for whom"), blank=True, max_length=300)
    outcomes = models.TextField(_("what you can do afterwards"), blank=True, help_text=_("One a line."))
    teaching_note = models.TextField(
        _("note on cases and sources"),
        blank=True,
        help_text=_("Shown on the course page, such as that cases are composed."),
    )
    achievement = models.CharField(
        _("achievement"), max_length=120, help_text=_("What the certificate says was achieved.")
    )
    criteria = models.TextField(
        _("criteria"), max_length=400, help_text=_("How it was achieved; printed on the certificate.")
    )
    validity_years = models.PositiveSmallIntegerField(
        _("certificate valid for, in years"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(10)],
    )

    parent_page_types = ["content.CataloguePage"]
    subpage_types = ["content.ModulePage", "content.QuizPage"]
    search_fields = [*Page.search_fields, index.SearchField("summary")]
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("audience"),
        FieldPanel("outcomes"),
        FieldPanel("teaching_note"),
        MultiFieldPanel(
            [FieldPanel("achievement"), FieldPanel("criteria"), FieldPanel("validity_years")],
            heading=_("Certificate"),
        ),
    ]

    @property
    def outcome_list(self) -> list[str]:
        return [line.strip() for line in self.outcomes.splitlines() if line.strip()]


class ModulePage(SitePage):
    """One module: lessons, then a check."""

    code = models.CharField(_("code"), max_length=6, help_text=_("Such as M3."))
    summary = models.TextField(_("summary"), blank=True, max_length=300)

    parent_page_types = ["content.CoursePage"]
    subpage_types = ["content.LessonPage", "content.QuizPage"]
    content_panels = [*Page.content_panels, FieldPanel("code"), FieldPanel("summary")]


class LessonPage(SitePage):
    """One lesson of 10 to 30 minutes."""

    minutes = models.PositiveSmallIntegerField(_("minutes"), default=20, validators=[MinValueValidator(1)])
    is_required = models.BooleanField(_("counts for completion"), default=True)
    objectives = ParentalManyToManyField(
        "content.Objective", blank=True, related_name="lessons", verbose_name=_("objectives")
    )
    body = StreamField(LessonBody(), verbose_name=_("body"))

    parent_page_types = ["content.ModulePage"]
    subpage_types: list[str] = []
    search_fields = [*Page.search_fields, index.SearchField("body")]
    content_panels = [
        *Page.content_panels,
        MultiFieldPanel(
            [FieldPanel("minutes"), FieldPanel("is_required"), FieldPanel("objectives")], heading=_("About")
        ),
        FieldPanel("body"),
    ]

"""Quizzes as authors set them: purpose, blueprint and policy. Attempts copy the policy."""

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, Page

from content.models.base import SitePage
from content.models.items import ItemBank
from content.models.objectives import CognitiveLevel
from content.quiz_form import QuizForm


class Purpose(models.TextChoices):
    CHECK = "check", _("Check: feedback at once, as often as you like")
    EXAM = "exam", _("Exam: timed, no feedback before the end")


class Scoring(models.TextChoices):
    PARTIAL = "partial", _("Part of the points for part of the answer")
    ALL_OR_NOTHING = "all_or_nothing", _("All points or none")


class QuizPage(SitePage):
    """A module's check or a course's final exam."""

    introduction = models.TextField(_("introduction"), blank=True, max_length=600)
    purpose = models.CharField(_("purpose"), max_length=5, choices=Purpose.choices, default=Purpose.CHECK)
    minutes = models.PositiveSmallIntegerField(
        _("planned minutes"),
        default=15,
        help_text=_("What a learner should plan for. The limit, in an exam."),
    )
    is_timed = models.BooleanField(_("time limit"), default=False)
    pass_mark = models.PositiveSmallIntegerField(
        _("pass mark, per cent"), default=80, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    scoring = models.CharField(_("scoring"), max_length=14, choices=Scoring.choices, default=Scoring.PARTIAL)
    attempts_a_year = models.PositiveSmallIntegerField(
        _("attempts in twelve months"), null=True, blank=True, help_text=_("Empty: as many as you like.")
    )
    cool_down_days = models.CharField(
        _("days to wait before a retake"),
        max_length=40,
        blank=True,
        validators=[
            RegexValidator(r"^\d+(\s+\d+)*$", _("Write whole numbers with spaces between, such as 3 14 30."))
        ],
        help_text=_(
            "For the first, second, third retake, such as 3 14 30; the last holds for all that follow."
        ),
    )
    needs_all_else = models.BooleanField(_("opens when all else that is required is done"), default=False)
    objective_floor = models.PositiveSmallIntegerField(
        _("objectives touched at least"), default=0, help_text=_("By one drawn form; 0 for no floor.")
    )
    is_required = models.BooleanField(_("counts for completion"), default=True)

    base_form_class = QuizForm
    parent_page_types = ["content.ModulePage", "content.CoursePage"]
    subpage_types: list[str] = []
    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        MultiFieldPanel(
            [
                FieldPanel("purpose"),
                FieldPanel("is_required"),
                FieldPanel("needs_all_else"),
                FieldPanel("minutes"),
                FieldPanel("is_timed"),
                FieldPanel("pass_mark"),
                FieldPanel("scoring"),
                FieldPanel("attempts_a_year"),
                FieldPanel("cool_down_days"),
            ],
            heading=_("Policy"),
        ),
        InlinePanel("blueprint", label=_("bank"), heading=_("Blueprint: items by bank")),
        InlinePanel("levels", label=_("level"), heading=_("Blueprint: items by cognitive level")),
        FieldPanel("objective_floor"),
    ]

    @property
    def is_exam(self) -> bool:
        return self.purpose == Purpose.EXAM

    @property
    def cool_downs(self) -> list[int]:
        """Days before the first, second, … retake."""
        return [int(days) for days in self.cool_down_days.split()]


class BlueprintLine(Orderable):
    """How many items of one bank stand in a form. Without a count: all of them."""

    quiz = ParentalKey(QuizPage, related_name="blueprint")
    bank = models.ForeignKey(ItemBank, models.PROTECT, related_name="+", verbose_name=_("bank"))
    count = models.PositiveSmallIntegerField(_("items"), null=True, blank=True, help_text=_("Empty: all."))

    panels = [FieldPanel("bank"), FieldPanel("count")]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["quiz", "bank"], name="blueprintline_bank_once")]


class LevelQuota(Orderable):
    """How many items of one cognitive level stand in a form, give or take two."""

    quiz = ParentalKey(QuizPage, related_name="levels")
    level = models.CharField(_("cognitive level"), max_length=10, choices=CognitiveLevel.choices)
    count = models.PositiveSmallIntegerField(_("items"))

    panels = [FieldPanel("level"), FieldPanel("count")]

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(fields=["quiz", "level"], name="levelquota_level_once"),
            models.CheckConstraint(condition=Q(count__gte=0), name="levelquota_count_from_zero"),
        ]

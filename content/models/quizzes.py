"""Quizzes as authors set them: purpose, blueprint and policy. Attempts copy the policy."""

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, Page

from content.models.base import SitePage
from content.models.going_live import GoesLiveWhole
from content.models.items import ItemBank
from content.models.objectives import CognitiveLevel, Objective
from content.quiz_form import QuizForm


class Purpose(models.TextChoices):
    CHECK = "check", _("Check: feedback at once, as often as you like")
    EXAM = "exam", _("Exam: timed, no feedback before the end")


class Scoring(models.TextChoices):
    PARTIAL = "partial", _("Part of the points for part of the answer")
    ALL_OR_NOTHING = "all_or_nothing", _("All points or none")


class Kind(models.TextChoices):
    """How an item is answered, as blueprints name it; the values are types of content.items."""

    SINGLE_CHOICE = "single_choice", _("Single choice")
    MULTIPLE_RESPONSE = "multiple_response", _("Multiple response")
    MATCHING = "matching", _("Matching")
    ORDERING = "ordering", _("Ordering")
    NUMERIC = "numeric", _("Numeric")
    SHORT_TEXT = "short_text", _("Short text")
    CLOZE = "cloze", _("Text with gaps")
    ESSAY = "essay", _("Written, marked by people")


class Navigation(models.TextChoices):
    FREE = "free", _("Back and forth as the learner likes")
    FORWARD = "forward", _("Forward only")


class Shown(models.TextChoices):
    """How much a learner sees of an attempt once it is handed in; each step holds the ones before it."""

    NOTHING = "nothing", _("Only that it was handed in")
    SCORE = "score", _("Points and verdict")
    PROFILE = "profile", _("The result by module as well")
    ANSWERS = "answers", _("Their own answers as well, and which of them are right")
    SOLUTIONS = "solutions", _("The right answers as well")


class QuizPage(GoesLiveWhole, SitePage):
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
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True, help_text=_("Empty: at once."))
    closes_at = models.DateTimeField(
        _("closes"), null=True, blank=True, help_text=_("Empty: never. What is under way then is handed in.")
    )
    navigation = models.CharField(
        _("navigation"), max_length=7, choices=Navigation.choices, default=Navigation.FREE
    )
    shown_at_once = models.CharField(
        _("shown after handing in"), max_length=9, choices=Shown.choices, default=Shown.PROFILE
    )
    shown_after_closing = models.CharField(
        _("shown once the quiz has closed"),
        max_length=9,
        choices=Shown.choices,
        blank=True,
        help_text=_("Empty: the same as before."),
    )
    asks_certainty = models.BooleanField(
        _("asks how certain the learner is"),
        default=False,
        help_text=_("In checks alone: it shows learners how well they know what they know."),
    )
    honour = models.TextField(
        _("honour statement"),
        max_length=300,
        blank=True,
        help_text=_("What learners promise before an exam. Empty: our own wording."),
    )
    trial_items = models.PositiveSmallIntegerField(
        _("items on trial in a form"),
        default=0,
        help_text=_("Asked beside the scored ones and not scored; learners cannot tell them apart."),
    )
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
                FieldPanel(
                    "navigation",
                    help_text=_(
                        "In exams alone. Forward only: each item is answered once, and learners can "
                        "neither come back to it nor look ahead. They are told before they start."
                    ),
                ),
                FieldPanel("attempts_a_year"),
                FieldPanel("cool_down_days"),
                FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
                FieldPanel("asks_certainty"),
                FieldPanel("honour"),
            ],
            heading=_("Policy"),
        ),
        MultiFieldPanel(
            [FieldPanel("shown_at_once"), FieldPanel("shown_after_closing")],
            heading=_("What learners see"),
            help_text=_(
                "A pass itself is never hidden: it opens what comes next, and the certificate tells it."
            ),
        ),
        InlinePanel("blueprint", label=_("bank"), heading=_("Blueprint: items by bank")),
        InlinePanel("levels", label=_("level"), heading=_("Blueprint: items by cognitive level")),
        InlinePanel("kinds", label=_("kind"), heading=_("Blueprint: items by kind of answer")),
        FieldPanel("objective_floor"),
        FieldPanel("trial_items"),
    ]

    @property
    def is_exam(self) -> bool:
        return self.purpose == Purpose.EXAM

    @property
    def cool_downs(self) -> list[int]:
        """Days before the first, second, … retake."""
        return [int(days) for days in self.cool_down_days.split()]


class BlueprintLine(Orderable):
    """How many items of one bank or objective stand in a form. Without a count: all of them."""

    quiz = ParentalKey(QuizPage, related_name="blueprint")
    bank = models.ForeignKey(
        ItemBank, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("bank")
    )
    objective = models.ForeignKey(
        Objective, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("objective")
    )
    level = models.CharField(_("cognitive level"), max_length=10, choices=CognitiveLevel.choices, blank=True)
    kind = models.CharField(_("answered by"), max_length=20, choices=Kind.choices, blank=True)
    count = models.PositiveSmallIntegerField(_("items"), null=True, blank=True, help_text=_("Empty: all."))
    points = models.PositiveSmallIntegerField(
        _("points for each"), default=1, validators=[MinValueValidator(1), MaxValueValidator(99)]
    )

    panels = [
        FieldPanel("bank"),
        FieldPanel("objective"),
        FieldRowPanel([FieldPanel("level"), FieldPanel("kind")]),
        FieldRowPanel([FieldPanel("count"), FieldPanel("points")]),
    ]

    class Meta(Orderable.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(bank__isnull=False) | Q(objective__isnull=False),
                name="blueprintline_of_bank_or_objective",
            ),
            models.CheckConstraint(condition=Q(points__gte=1), name="blueprintline_points_from_one"),
        ]


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


class KindQuota(Orderable):
    """How many items of one kind of answer stand in a form at least."""

    quiz = ParentalKey(QuizPage, related_name="kinds")
    kind = models.CharField(_("answered by"), max_length=20, choices=Kind.choices)
    count = models.PositiveSmallIntegerField(_("items at least"), validators=[MinValueValidator(1)])

    panels = [FieldPanel("kind"), FieldPanel("count")]

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(fields=["quiz", "kind"], name="kindquota_kind_once"),
            models.CheckConstraint(condition=Q(count__gte=1), name="kindquota_count_from_one"),
        ]

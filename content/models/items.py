"""Item banks, items as authors write them, and the frozen versions that learners meet."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin

from content.blocks.cloze import TEXT_FEATURES
from content.blocks.interactions import InteractionBlock
from content.models.going_live import GoesLiveWhole
from content.models.objectives import CognitiveLevel


class Pool(models.TextChoices):
    CHECK = "check", _("Checks")
    EXAM = "exam", _("Final exam")


class ItemBank(models.Model):
    """The items on one subject; quizzes draw from banks."""

    title = models.CharField(_("title"), max_length=120)
    slug = models.SlugField(_("short name"), max_length=60, unique=True)

    class Meta:
        ordering = ["title"]
        verbose_name = _("item bank")
        verbose_name_plural = _("item banks")

    def __str__(self) -> str:
        return self.title


class Item(
    GoesLiveWhole,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    ClusterableModel,
):
    """One item: stem, one interaction, feedback. Publishing it freezes an ItemVersion."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    name = models.CharField(
        _("name"), max_length=120, blank=True, help_text=_("For authors alone; learners never see it.")
    )
    bank = models.ForeignKey(ItemBank, models.PROTECT, related_name="items", verbose_name=_("bank"))
    pool = models.CharField(_("used in"), max_length=5, choices=Pool.choices, default=Pool.CHECK)
    cognitive_level = models.CharField(_("cognitive level"), max_length=10, choices=CognitiveLevel.choices)
    expected_facility = models.DecimalField(
        _("expected share of right answers"),
        max_digits=3,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("Your estimate for prepared learners, 0 to 1."),
    )
    objectives = ParentalManyToManyField(
        "content.Objective", related_name="items", verbose_name=_("objectives")
    )
    lesson = models.ForeignKey(
        "content.LessonPage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="items",
        verbose_name=_("lesson"),
        help_text=_("Where it is taught: learners are sent back there."),
    )
    enemy_group = models.SlugField(
        _("enemies"),
        max_length=40,
        blank=True,
        help_text=_("Items that give each other away share a word here; one form holds one of them at most."),
    )
    is_trial = models.BooleanField(
        _("on trial"),
        default=False,
        help_text=_("Asked without being scored, until its figures show that it is good."),
    )
    stimulus = RichTextField(_("scenario"), blank=True, features=TEXT_FEATURES)
    stem = RichTextField(_("stem"), features=TEXT_FEATURES)
    interaction = StreamField(InteractionBlock(), max_num=1, verbose_name=_("answer"))
    feedback = models.TextField(
        _("general feedback"), blank=True, help_text=_("Shown once the item is answered well.")
    )

    class Meta:
        ordering = ["code"]
        verbose_name = _("item")
        verbose_name_plural = _("items")

    def __str__(self) -> str:
        return self.code

    @property
    def kind(self) -> str:
        """How it is answered, for lists: the label of its one block."""
        return str(next((block.block.label for block in self.interaction), ""))

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "content/item_preview.html"


class ItemVersionQuerySet(models.QuerySet["ItemVersion"]):
    def current(self) -> "ItemVersionQuerySet":
        """The latest version of every item that is live."""
        newer = ItemVersion.objects.filter(item=OuterRef("item"), number__gt=OuterRef("number"))
        return self.filter(~Exists(newer), item__live=True)


class ItemVersion(models.Model):
    """What a learner meets: written once when an item is published, never changed.

    content: see content.items.content, schema 1. objectives: list of codes.
    """

    item = models.ForeignKey(Item, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    bank = models.ForeignKey(ItemBank, models.PROTECT, related_name="+")
    pool = models.CharField(max_length=5, choices=Pool.choices)
    cognitive_level = models.CharField(max_length=10, choices=CognitiveLevel.choices)
    objectives: "models.JSONField[Any, Any]" = models.JSONField(default=list)
    enemy_group = models.CharField(max_length=40, blank=True)
    is_trial = models.BooleanField(default=False)
    content: "models.JSONField[Any, Any]" = models.JSONField()
    sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = ItemVersionQuerySet.as_manager()

    class Meta:
        ordering = ["item", "number"]
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="itemversion_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="itemversion_number_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}/{self.number}"

    @property
    def type(self) -> str:
        return str(self.content["type"])

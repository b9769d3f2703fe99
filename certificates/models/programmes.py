"""How a course's certificate reads, as officers write it, and the versions that it was issued under."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin

from certificates.printing.names import unprintable
from certificates.programmes.blocks import SignatoryBlock
from content.models.going_live import GoesLiveWhole

MOST_SIGNATORIES = 3
#: Sample names of the preview, by its mode: what fits these fits everybody.
SAMPLES = {
    "usual": "Ines Calder",
    "letters": "Łukasz Čapek-Nguyễn Þórdísardóttir",
    "long": "Wolfeschlegelsteinhausenberger María de los Ángeles Fernández-Villaverde y Przybyszewska",
}


def usual_opening() -> str:
    return gettext("This certifies that")


def usual_bridge() -> str:
    return gettext("has met the standard for")


class Programme(
    GoesLiveWhole,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    models.Model,
):
    """The wording of one course's certificates. Publishing it freezes a ProgrammeVersion.

    slug: its public address for good, whatever becomes of the page's.
    """

    course = models.OneToOneField(
        "content.CoursePage",
        models.SET_NULL,
        null=True,
        related_name="programme",
        verbose_name=_("course"),
        help_text=_("What was achieved, the criteria and the years of validity are settings of the course."),
    )
    slug = models.SlugField(max_length=255, unique=True, editable=False)
    opening = models.CharField(
        _("opening line"), max_length=80, default=usual_opening, help_text=_("Stands above the name.")
    )
    bridge = models.CharField(
        _("bridge"), max_length=80, default=usual_bridge, help_text=_("Stands between name and achievement.")
    )
    description = models.TextField(
        _("description"),
        max_length=600,
        blank=True,
        help_text=_(
            "What its holders can do; on the public page of the achievement. The course's summary if empty."
        ),
    )
    human_code = models.CharField(
        _("code"),
        max_length=40,
        blank=True,
        help_text=_("A short code that people use for it, such as LLC-P."),
    )
    signatories = StreamField(
        [("signatory", SignatoryBlock())],
        max_num=MOST_SIGNATORIES,
        blank=True,
        verbose_name=_("signatories"),
        help_text=_("Who stands on it for the issuer. Without any, the issuer and its key stand there."),
    )

    class Meta:
        verbose_name = _("certificate programme")
        verbose_name_plural = _("certificate programmes")
        ordering = ["slug"]

    def __str__(self) -> str:
        return str(self.course) if self.course else self.slug

    def clean(self) -> None:
        """Refuse signs that the typefaces lack, at the field where they stand."""
        super().clean()
        if problems := dict(self._unprintable()):
            raise ValidationError(problems)

    def _unprintable(self) -> Iterable[tuple[str, str]]:
        written = {name: getattr(self, name) for name in ("opening", "bridge", "description", "human_code")}
        people = [f"{block.value['name']} {block.value['role']}" for block in self.signatories]
        for name, text in (written | {"signatories": " ".join(people)}).items():
            if signs := unprintable(text):
                said = gettext(
                    "The certificate's typefaces have no %(signs)s. Please write it in other signs."
                )
                yield name, said % {"signs": " ".join(sorted(signs))}

    @property
    def preview_modes(self) -> list[tuple[str, str | Promise]]:
        return [
            ("usual", _("A usual name")),
            ("letters", _("Many accents")),
            ("long", _("A very long name")),
        ]

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "certificates/programme_preview.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        sample = SAMPLES.get(mode_name, SAMPLES["usual"])
        return {"object": self, "request": request, "sample": sample}


class ProgrammeVersion(models.Model):
    """What the public reads of an achievement, and certificates copy: written once, never changed.

    signatories: list of {"name", "role"}. validity_years: what the course promised then.
    """

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(validators=[MinValueValidator(1)])
    achievement = models.CharField(max_length=120)
    course = models.CharField(max_length=255)
    criteria = models.TextField()
    description = models.TextField()
    human_code = models.CharField(max_length=40, blank=True)
    validity_years = models.PositiveSmallIntegerField()
    opening = models.CharField(max_length=80)
    bridge = models.CharField(max_length=80)
    signatories: "models.JSONField[Any, Any]" = models.JSONField(default=list, blank=True)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("version of a certificate programme")
        verbose_name_plural = _("versions of certificate programmes")
        ordering = ["programme", "number"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="programmeversion_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="programmeversion_number_from_one"),
        ]

    def __str__(self) -> str:
        return self.path

    @property
    def path(self) -> str:
        """Its public name, such as "lean-leadership/3"."""
        return f"{self.programme.slug}/{self.number}"

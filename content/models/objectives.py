"""What the course promises to teach and to assess, and how deep."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CognitiveLevel(models.TextChoices):
    """Bloom's revised taxonomy (Anderson and Krathwohl 2001), as far as items reach."""

    REMEMBER = "remember", _("Remember")
    UNDERSTAND = "understand", _("Understand")
    APPLY = "apply", _("Apply")
    ANALYSE = "analyse", _("Analyse")
    EVALUATE = "evaluate", _("Evaluate")


class Objective(models.Model):
    """One learning objective: lessons teach it, items assess it."""

    code = models.CharField(_("code"), max_length=12, unique=True, help_text=_("Such as S13."))
    group = models.CharField(_("group"), max_length=60)
    content = models.TextField(_("what is taught"))
    assessment = models.TextField(_("what is assessed"))
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["sort_order", "code"]
        verbose_name = _("objective")
        verbose_name_plural = _("objectives")

    def __str__(self) -> str:
        return f"{self.code} {self.content}"[:120]

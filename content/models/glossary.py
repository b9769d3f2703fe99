"""Words of the trade, explained once and shown wherever they are used."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class GlossaryTerm(models.Model):
    """One term; lessons offer its definition at the term's first use."""

    term = models.CharField(_("term"), max_length=80, unique=True)
    slug = models.SlugField(_("anchor"), max_length=80, unique=True)
    definition = models.TextField(_("definition"))
    module = models.ForeignKey(
        "content.ModulePage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="glossary_terms",
        verbose_name=_("module"),
    )

    class Meta:
        ordering = ["term"]
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary terms")

    def __str__(self) -> str:
        return self.term

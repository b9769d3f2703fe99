"""How an officer writes down who stands on a certificate for the issuer."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class SignatoryBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("Name"), max_length=40)
    role = blocks.CharBlock(label=_("Role"), max_length=60, help_text=_("Such as Head of certification."))

    class Meta:
        icon = "user"
        label = _("Signatory")

"""What people type in: an id to check, a reason to revoke."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from certificates.models import Certificate


class CheckForm(forms.Form):
    """The id as printed, however it is typed, or the whole address of the record."""

    id = forms.CharField(
        label=_("Credential ID"),
        help_text=_("26 letters and digits, as printed on the certificate. Dashes and spaces do not matter."),
        max_length=200,
        widget=forms.TextInput(
            attrs={
                "class": "input mono",
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
        error_messages={"required": _("Type the ID that is printed on the certificate.")},
    )

    def clean_id(self) -> str:
        last = str(self.cleaned_data["id"]).rstrip("/").rpartition("/")[2]
        typed = re.sub(r"[^\w -]", "", last)[:60].strip()
        if not typed:
            raise forms.ValidationError(_("Type the ID that is printed on the certificate."))
        return typed


class RevokeForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("One sentence. Everyone who checks this certificate will read it."),
        max_length=Certificate._meta.get_field("revocation_reason").max_length,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

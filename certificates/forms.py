"""What people type in: an id to check, a reason to revoke."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from certificates.disclosing import Disclosure, refuse_telling_file
from certificates.errors import CertificatesError
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


class DisclosureForm(forms.ModelForm):  # type: ignore[type-arg]
    """What the holder lets strangers see."""

    class Meta:
        model = Certificate
        fields = ["name_shown", "shows_results", "shows_file", "is_withheld"]
        labels = {
            "name_shown": _("My name"),
            "shows_results": _("Show my results by module and exam"),
            "shows_file": _("Offer my PDF for download"),
            "is_withheld": _("Keep the whole record to myself"),
        }
        help_texts = {
            "shows_file": _("It says your full name and your results, and others can check it without us."),
            "is_withheld": _(
                "Whoever follows the link reads only that the record is withheld by its holder. "
                "A revocation would still show."
            ),
        }
        widgets = {"name_shown": forms.RadioSelect}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if "name_shown" in cleaned:
            try:
                refuse_telling_file(self.wanted)
            except CertificatesError as refusal:
                self.add_error("shows_file", str(refusal))
        return cleaned

    @property
    def wanted(self) -> Disclosure:
        chosen = self.cleaned_data
        return Disclosure(
            name=chosen["name_shown"],
            results=chosen["shows_results"],
            file=chosen["shows_file"],
            withheld=chosen["is_withheld"],
        )

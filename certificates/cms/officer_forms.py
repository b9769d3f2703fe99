"""What officers type in: reasons, a corrected name, an answer to a holder, a choice of many."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from certificates.models import Certificate, HolderRequest
from certificates.printing.names import clean_name, refusal_of


def _reason(help_text: Any, longest: int = 250) -> forms.CharField:
    return forms.CharField(
        label=_("Reason"), help_text=help_text, max_length=longest, widget=forms.Textarea(attrs={"rows": 2})
    )


class RevokeForm(forms.Form):
    reason = _reason(_("One sentence. Everyone who checks this certificate will read it."))


class ReasonForm(forms.Form):
    reason = _reason(_("One sentence, kept for good. Officers alone read it; write no names in it."))


class CorrectForm(ReasonForm):
    name = forms.CharField(
        label=_("Name as it should stand"), max_length=Certificate._meta.get_field("earner").max_length
    )
    field_order = ["name", "reason"]

    def __init__(self, *args: Any, stands: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stands = stands

    def clean_name(self) -> str:
        name = clean_name(self.cleaned_data["name"])
        if refusal := refusal_of(name):
            raise forms.ValidationError(refusal)
        if name == self.stands:
            raise forms.ValidationError(_("This is the name that stands on the certificate."))
        return name


class DeclineForm(forms.Form):
    answer = forms.CharField(
        label=_("Answer"),
        help_text=_("The holder reads it, on the site and by e-mail: why not, and what to do instead."),
        max_length=HolderRequest._meta.get_field("answer").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

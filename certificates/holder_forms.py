"""What holders fill in to ask for a change of their certificate; see asking.py for what may be asked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from certificates.models import HolderRequest

Kind = HolderRequest.Kind
LONGEST_REASON = HolderRequest._meta.get_field("reason").max_length


class AskForm(forms.Form):
    """Of each kind; `asked` is what `ask` takes besides."""

    #: Beside which field a refusal stands.
    subject = "wanted"

    @property
    def asked(self) -> dict[str, str]:
        return {name: self.cleaned_data.get(name, "") for name in ("wanted", "reason")}


class CorrectionForm(AskForm):
    wanted = forms.CharField(
        label=_("The name as it should stand"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write the name as it should stand on the certificate.")},
    )
    reason = forms.CharField(
        label=_("What is wrong with it now"),
        help_text=_("One sentence, such as: my name changed when I married. Only we read it."),
        max_length=LONGEST_REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class RenewalForm(AskForm):
    wanted = forms.CharField(
        label=_("What you have practised since"),
        help_text=_("Where, with whom, and what came of it. Only we read it."),
        max_length=HolderRequest._meta.get_field("wanted").max_length,
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={"required": _("Write what you have practised since.")},
    )


class ErasureForm(AskForm):
    subject = "is_sure"

    is_sure = forms.BooleanField(
        label=_("Withdraw my name. I know that nobody can verify this certificate afterwards."),
        error_messages={"required": _("Tick this if you are sure.")},
    )


FORMS: dict[str, type[AskForm]] = {
    Kind.CORRECTION: CorrectionForm,
    Kind.RENEWAL: RenewalForm,
    Kind.ERASURE: ErasureForm,
}

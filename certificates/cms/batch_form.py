"""Which of the certificates that were found, what is done with them, and why."""

import hashlib
from collections.abc import Collection, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from certificates.life.batching import REVOKE
from certificates.models import Certificate

#: What each deed takes.
PERMISSIONS = {
    Certificate.Replaced.REISSUE.value: "reissue",
    Certificate.Replaced.KEY.value: "reissue",
    REVOKE: "revoke",
}


class BatchForm(forms.Form):
    """found: all that the list was narrowed to. shown: those of them that have a box on the page."""

    DEEDS = [
        (Certificate.Replaced.REISSUE.value, _("Issue them again")),
        (Certificate.Replaced.KEY.value, _("Issue them again because a key was lost")),
        (REVOKE, _("Revoke them")),
    ]
    deed = forms.ChoiceField(label=_("What to do"), widget=forms.RadioSelect)
    scope = forms.ChoiceField(
        label=_("Which"),
        choices=[("ticked", _("The ticked ones")), ("all", _("All that were found"))],
        widget=forms.RadioSelect,
        initial="ticked",
    )
    ticked = forms.TypedMultipleChoiceField(coerce=int, required=False)
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("One sentence. Of a revocation, everyone who checks one of them will read it."),
        max_length=250,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self,
        *args: Any,
        found: "QuerySet[Certificate]",
        shown: Sequence[Certificate],
        deeds: Collection[str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.found = found
        deed: Any = self.fields["deed"]
        deed.choices = [(value, word) for value, word in self.DEEDS if value in deeds]
        ticked: Any = self.fields["ticked"]
        ticked.choices = [(one.pk, one.public_id) for one in shown]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not self.chosen:
            raise forms.ValidationError(_("Tick at least one certificate, or choose all that were found."))
        return cleaned

    @cached_property
    def chosen(self) -> list[Certificate]:
        rows = self.found
        if self.cleaned_data["scope"] == "ticked":
            rows = rows.filter(pk__in=self.cleaned_data["ticked"])
        return list(rows.only("pk"))

    @property
    def choice(self) -> str:
        """What was shown when it is confirmed: another choice, or other certificates, ask again."""
        parts = [
            self.cleaned_data["deed"],
            self.cleaned_data["reason"],
            *(str(one.pk) for one in self.chosen),
        ]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

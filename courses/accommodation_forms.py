"""What is filled in to record an accommodation, or to give more time. The look is the CMS's own."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models import Standing
from courses.quiz.extending import LONGEST

OTHER, MINUTES, UNLIMITED = "other", "minutes", "unlimited"
TIMES = [
    ("", _("No more time")),
    ("1.25", _("A quarter more (× 1.25)")),
    ("1.5", _("Half as much again (× 1.5)")),
    ("2", _("Twice as much (× 2)")),
    (OTHER, _("Another factor")),
    (MINUTES, _("Minutes more")),
    (UNLIMITED, _("No limit")),
]
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class FilterForm(forms.Form):
    standing = forms.ChoiceField(
        label=_("Standing"), required=False, choices=[("", _("All")), *Standing.choices]
    )


class LearnerForm(forms.Form):
    q = forms.CharField(
        label=_("Name or e-mail address"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )


class AccommodationForm(forms.Form):
    """scopes: (value, name), of which the value is "everywhere", "course:<id>" or "quiz:<id>"."""

    scope = forms.ChoiceField(label=_("Where it holds"))
    time = forms.ChoiceField(label=_("Time"), required=False, choices=TIMES, widget=forms.RadioSelect)
    multiplier = forms.DecimalField(
        label=_("Factor"),
        required=False,
        min_value=Decimal("1.01"),
        max_value=10,
        max_digits=4,
        decimal_places=2,
        help_text=_("For another factor, such as 1.75."),
    )
    extra_minutes = forms.IntegerField(
        label=_("Minutes"), required=False, min_value=1, max_value=LONGEST, help_text=_("For minutes more.")
    )
    break_minutes = forms.IntegerField(
        label=_("Minutes of breaks"),
        required=False,
        min_value=0,
        max_value=240,
        help_text=_(
            "In all. The clock stands still in a break. Without a time limit there is no need of any."
        ),
    )
    extra_attempts = forms.IntegerField(
        label=_("Further attempts in twelve months"), required=False, min_value=0, max_value=10
    )
    valid_from = forms.DateField(label=_("From"), widget=DAY)
    valid_until = forms.DateField(
        label=_("Until"), widget=DAY, help_text=_("The last day on which an attempt can begin with it.")
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Only those who record and approve accommodations read it: no marker, and nobody who sees a "
            "certificate. Name what is on file, not what somebody has."
        ),
    )

    def __init__(self, *args: Any, scopes: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["scope"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = scopes

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for time, name in ((OTHER, "multiplier"), (MINUTES, "extra_minutes")):
            if "time" in data and name not in self.errors:
                self._match(time, name)
        first, last = data.get("valid_from"), data.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", _("Choose a day that is not before the first."))
        elif last and last < timezone.localdate():
            self.add_error("valid_until", _("Choose a day that is not over yet."))
        if not any(data.get(name) for name in ("time", "break_minutes", "extra_attempts")):
            self.add_error("time", _("Choose more time, breaks or attempts. So far nothing is granted."))
        return data

    def _match(self, time: str, name: str) -> None:
        """Nobody is granted less than was filled in because the kind of time stayed as it was."""
        is_chosen, is_given = self.cleaned_data["time"] == time, bool(self.cleaned_data.get(name))
        if is_chosen and not is_given:
            self.add_error(name, _("Fill this in, or choose another kind of time."))
        if is_given and not is_chosen:
            self.add_error(name, _("Choose this kind of time above, or empty this."))

    def granted(self) -> dict[str, Any]:
        """Return the fields of an Accommodation as they were chosen."""
        data, time = self.cleaned_data, self.cleaned_data["time"]
        factors = {"1.25", "1.5", "2"}
        kind, _colon, pk = data["scope"].partition(":")
        return {
            **({f"{kind}_id": int(pk)} if pk else {}),
            "multiplier": Decimal(time) if time in factors else data["multiplier"] if time == OTHER else None,
            "extra_minutes": data["extra_minutes"] if time == MINUTES else None,
            "is_unlimited": time == UNLIMITED,
            "break_minutes": data["break_minutes"] or 0,
            "extra_attempts": data["extra_attempts"] or 0,
            **{name: data[name] for name in ("valid_from", "valid_until", "reason")},
        }


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is withdrawn"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class ExtendForm(forms.Form):
    minutes = forms.IntegerField(label=_("Minutes more"), min_value=1, max_value=LONGEST)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept in the log, and shown on this page alone: neither to markers nor to the learner."),
    )

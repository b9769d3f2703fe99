"""What authors fill in about analysis and standards. The look is the CMS's own."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from content.models import ItemVersion, QuizPage
from content.models.objectives import CognitiveLevel
from courses.views.authors import editors_of

FIRST, ALL = "first", "all"


class ReportForm(forms.Form):
    """Which attempts are read, and which items are shown. Every field may be left as it is."""

    attempts = forms.ChoiceField(
        label=_("Attempts"),
        required=False,
        choices=[(FIRST, _("The first of each learner")), (ALL, _("All that were handed in"))],
    )
    show = forms.ChoiceField(
        label=_("Show"), required=False, choices=[("", _("All items")), ("flagged", _("Only flagged"))]
    )
    level = forms.ChoiceField(
        label=_("Cognitive level"), required=False, choices=[("", _("Any")), *CognitiveLevel.choices]
    )
    objective = forms.ChoiceField(label=_("Objective"), required=False)
    table = forms.ChoiceField(
        label=_("Table"), required=False, choices=[("", _("Proposals")), ("figures", _("All figures"))]
    )

    def __init__(self, *args: Any, objectives: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        field = self.fields["objective"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", _("Any")), *((code, code) for code in objectives)]

    def choice(self, name: str) -> str:
        """Return what was chosen; the first choice for what is unknown."""
        self.is_valid()
        return str(self.cleaned_data.get(name) or "")


class StudyForm(forms.Form):
    title = forms.CharField(
        label=_("Name of the study"),
        max_length=120,
        help_text=_("So that it is told from others, such as “Foundations exam, autumn 2026”."),
    )
    judges: "forms.ModelMultipleChoiceField[Any]" = forms.ModelMultipleChoiceField(
        label=_("Judges"),
        queryset=None,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("People who may edit this page. Five or more make a steady cut."),
    )

    def __init__(self, *args: Any, quiz: QuizPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["judges"].queryset = editors_of(quiz)  # type: ignore[attr-defined]


class JudgesForm(StudyForm):
    """The same people, for a study that is under way."""

    title = None  # type: ignore[assignment]  # so is a field left out of a form


class RatingsForm(forms.Form):
    """One whole per cent for each item on the page; what is left empty is not rated yet."""

    def __init__(self, *args: Any, versions: Sequence[ItemVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for version in versions:
            self.fields[self.name_of(version.pk)] = forms.IntegerField(
                label=version.item.code,
                required=False,
                min_value=0,
                max_value=100,
                error_messages={
                    name: _("Write a whole number from 0 to 100.")
                    for name in ("invalid", "min_value", "max_value")
                },
            )

    @staticmethod
    def name_of(version_id: int) -> str:
        return f"item-{version_id}"

    @property
    def probabilities(self) -> dict[int, Decimal]:
        """Return version -> 0..1 of what was filled in."""
        filled = {name: value for name, value in self.cleaned_data.items() if value is not None}
        return {int(name.removeprefix("item-")): Decimal(value) / 100 for name, value in filled.items()}

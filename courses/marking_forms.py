"""What markers fill in: a level for each criterion, and a word for the learner."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

PREFIX = "level-"


class MarkForm(forms.Form):
    """One level for each criterion of a rubric, see content.items.interactions.essay."""

    comment = forms.CharField(
        label=_("Comment"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("The learner reads it with the result, where the quiz shows answers."),
    )
    # Whether the page said that this mark decides between two others.
    decides = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, rubric: Sequence[Mapping[str, Any]], levels: Mapping[str, int], **kwargs: Any
    ) -> None:
        """levels: those chosen before; none yet."""
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        for criterion in rubric:
            missing = _("Choose a level.")
            self.fields[self.name_of(criterion["id"])] = forms.TypedChoiceField(
                label=criterion["criterion"],
                choices=list(enumerate(map(_said, criterion["levels"]))),
                coerce=int,
                initial=levels.get(criterion["id"]),
                widget=forms.RadioSelect,
                error_messages={"required": missing, "invalid_choice": missing},
            )

    @staticmethod
    def name_of(criterion_id: str) -> str:
        return f"{PREFIX}{criterion_id}"

    @property
    def criteria(self) -> list[forms.BoundField]:
        return [self[name] for name in self._criteria]

    @property
    def is_level_missing(self) -> bool:
        return any(name in self.errors for name in self._criteria)

    @property
    def levels(self) -> dict[str, int]:
        """Return criterion id -> the number of its level."""
        return {name.removeprefix(PREFIX): self.cleaned_data[name] for name in self._criteria}

    @property
    def _criteria(self) -> list[str]:
        return [name for name in self.fields if name.startswith(PREFIX)]


def _said(level: Mapping[str, Any]) -> str:
    points = ngettext("%(n)s point", "%(n)s points", level["points"]) % {"n": level["points"]}
    return f"{level['text']} ({points})"

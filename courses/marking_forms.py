"""What markers fill in: a level for each criterion, and a word for the learner."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext


class MarkForm(forms.Form):
    """One level for each criterion of a rubric, see content.items.interactions.essay."""

    comment = forms.CharField(
        label=_("Comment"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("The learner reads it with the result, where the quiz shows answers."),
    )

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
        return f"level-{criterion_id}"

    @property
    def criteria(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name != "comment"]

    @property
    def levels(self) -> dict[str, int]:
        """Return criterion id -> the number of its level."""
        chosen = self.cleaned_data.items()
        return {name.removeprefix("level-"): level for name, level in chosen if name != "comment"}


def _said(level: Mapping[str, Any]) -> str:
    points = ngettext("%(n)s point", "%(n)s points", level["points"]) % {"n": level["points"]}
    return f"{level['text']} ({points})"

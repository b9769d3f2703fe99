"""What learners write down. Answers to items are read by content.items, not here."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models import FollowUp, LessonNote


class FollowUpForm(forms.ModelForm[FollowUp]):
    class Meta:
        model = FollowUp
        fields = ["text", "due_on"]
        labels = {"text": _("What will you do?"), "due_on": _("By when?")}
        widgets = {
            "text": forms.Textarea(attrs={"class": "input", "rows": 2}),
            "due_on": forms.DateInput(attrs={"class": "input input-date", "type": "date"}, format="%Y-%m-%d"),
        }
        error_messages = {
            "text": {
                "required": _("Say what you will do."),
                "max_length": _("Say it in 300 characters or less."),
            },
            "due_on": {"required": _("Choose a date."), "invalid": _("Write the date as 2026-11-30.")},
        }

    def clean_due_on(self) -> Any:
        due_on = self.cleaned_data["due_on"]
        if due_on < timezone.localdate():
            raise forms.ValidationError(_("Choose today or a day to come."))
        return due_on


class MoveFollowUpForm(FollowUpForm):
    """Another day for what was promised."""

    class Meta(FollowUpForm.Meta):
        fields = ["due_on"]


class NoteForm(forms.ModelForm[LessonNote]):
    class Meta:
        model = LessonNote
        fields = ["text"]
        labels = {"text": _("Your notes")}
        widgets = {"text": forms.Textarea(attrs={"class": "input", "rows": 4})}
        error_messages = {"text": {"max_length": _("Keep it to 4000 characters or less.")}}


class StartForm(forms.Form):
    """Begin a sitting. honour and reflection are asked for by exams alone.

    honour: the statement in the author's words; ours where there are none.
    """

    honour = forms.BooleanField(
        label=_("I answer alone, without notes or help, and keep the questions to myself."),
        error_messages={"required": _("Tick the statement to begin.")},
    )
    reflection = forms.CharField(
        label=_("What have you reviewed and practised since?"),
        help_text=_(
            "Two or three sentences. Which three lessons did you review, and what did you try at work?"
        ),
        max_length=2000,
        widget=forms.Textarea(attrs={"class": "input", "rows": 4}),
        error_messages={
            "required": _("Write in a sentence or two what you have reviewed and practised since.")
        },
    )

    def __init__(self, *args: Any, is_exam: bool, is_retake: bool, honour: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if honour:
            self.fields["honour"].label = honour
        if not is_exam:
            del self.fields["honour"]
        if not (is_exam and is_retake):
            del self.fields["reflection"]

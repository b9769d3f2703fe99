"""What authors say when items come from a file or go into one."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from content.exporting import WRITABLE
from content.items.interchange.formats import FORMATS
from content.models import CognitiveLevel, ItemBank, Objective
from content.models.items import Pool
from content.plans import Choices
from content.receiving import READABLE, SIZE_LIMIT

SUFFIXES = sorted({suffix for each in FORMATS.values() for suffix in each.suffixes})


def label_of(format_name: str) -> str:
    return str(FORMATS[format_name].label.translated(gettext))


_label = lazy(label_of, str)


class ItemFileForm(forms.Form):
    """Nothing here but the file can be refused: a browser would forget which file it was."""

    bank = forms.ModelChoiceField(
        ItemBank.objects.all(),
        empty_label=None,
        label=_("Bank"),
        # On a phone a title may be wider than the page.
        widget=forms.Select(attrs={"class": "w-w-full"}),
    )
    file = forms.FileField(
        label=_("File"),
        widget=forms.FileInput(attrs={"accept": ",".join(SUFFIXES)}),
        help_text=_(
            "Of 10 MiB and 500 questions at most; the command import_items takes 5,000. "
            "You will see what it holds before anything is imported."
        ),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("The file is empty. Choose another."),
        },
    )
    format = forms.ChoiceField(
        choices=[("", _("Found out from the file")), *((name, _label(name)) for name in READABLE)],
        required=False,
        label=_("Format"),
    )

    def clean_file(self) -> "UploadedFile[Any]":
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > SIZE_LIMIT:
            raise forms.ValidationError(
                _("The file is larger than 10 MiB. Split it, and import the parts one after the other.")
            )
        return file


class ChoicesForm(forms.Form):
    """What is said of all items of a file."""

    pool = forms.ChoiceField(choices=Pool.choices, label=_("Used in"))
    level = forms.ChoiceField(
        choices=[("", _("Left open")), *CognitiveLevel.choices],
        required=False,
        label=_("Cognitive level"),
        help_text=_("For items whose tags name none."),
    )
    objectives = forms.ModelMultipleChoiceField(
        Objective.objects.all(),
        required=False,
        to_field_name="code",
        label=_("Objectives"),
        help_text=_("For items whose tags name none by its code."),
    )
    is_partial = forms.BooleanField(
        required=False,
        label=_("Take what can be taken"),
        help_text=_("Otherwise one item that cannot be taken keeps all others out."),
    )
    has_new_codes = forms.BooleanField(
        required=False,
        label=_("Give new codes"),
        help_text=_("To items whose code another item has already."),
    )
    is_published = forms.BooleanField(
        required=False,
        label=_("Publish at once"),
        help_text=_("Otherwise they become drafts, which no learner meets before you publish them."),
    )
    format = forms.ChoiceField(
        choices=[(name, _label(name)) for name in READABLE],
        label=_("Read as"),
        help_text=_("If the file was read as something that it is not."),
    )

    def __init__(self, *args: Any, may_publish: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_publish:
            del self.fields["is_published"]

    def choices(self) -> Choices:
        said = self.cleaned_data
        return Choices(
            pool=said["pool"],
            level=said["level"],
            objectives=tuple(objective.code for objective in said["objectives"]),
            is_published=said.get("is_published", False),
            is_whole=not said["is_partial"],
            has_new_codes=said["has_new_codes"],
        )


def as_initial(choices: Choices, format_name: str) -> dict[str, Any]:
    """Return the choices as the form shows them."""
    return {
        "pool": choices.pool,
        "level": choices.level,
        "objectives": choices.objectives,
        "is_partial": not choices.is_whole,
        "has_new_codes": choices.has_new_codes,
        "is_published": choices.is_published,
        "format": format_name,
    }


class ExportForm(forms.Form):
    format = forms.ChoiceField(choices=[(name, _label(name)) for name in WRITABLE], label=_("Format"))
    which = forms.ChoiceField(
        choices=[("live", _("As published")), ("draft", _("As drafted"))],
        label=_("Items"),
        help_text=_("Published is what learners meet; drafted is what was written last, published or not."),
    )

"""What people type in: an id to check, a reason to revoke."""

import re
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from certificates.checking.pasted_lists import MOST, NotText, decode_list, read_list
from certificates.credentials.public_ids import normalise
from certificates.errors import CertificatesError
from certificates.life.disclosing import Disclosure, refuse_telling_file
from certificates.models import Certificate

MOST_FILES = 50
LARGEST_LIST = 1024 * 1024


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
        if readable := normalise(self.cleaned_data["id"]):
            return readable
        last = str(self.cleaned_data["id"]).rstrip("/").rpartition("/")[2]
        typed = re.sub(r"[^\w -]", "", last)[:60].strip()
        if not typed:
            raise forms.ValidationError(_("Type the ID that is printed on the certificate."))
        return typed


class ListForm(forms.Form):
    """Many ids: pasted, or in a file of text. `cleaned_data["typed"]` holds them all."""

    ids = forms.CharField(
        label=_("Credential IDs"),
        help_text=_("One on each line, or pasted from a table with other columns. Up to 1,000."),
        # An id as an address takes some 90 signs; a table has other columns besides.
        max_length=500_000,
        required=False,
        widget=forms.Textarea(
            attrs={"class": "input mono", "rows": 5, "autocomplete": "off", "spellcheck": "false"}
        ),
    )
    file = forms.FileField(
        label=_("Or a file"),
        help_text=_("Text or CSV, as your spreadsheet saves it."),
        required=False,
        widget=forms.ClearableFileInput(attrs={"class": "input", "accept": ".csv,.txt,text/csv,text/plain"}),
    )

    def clean_file(self) -> "UploadedFile[Any] | None":
        file: UploadedFile[Any] | None = self.cleaned_data["file"]
        if file and (file.size or 0) > LARGEST_LIST:
            raise forms.ValidationError(_("This file is too large for a list of 1,000 IDs."))
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        try:
            text = decode_list(cleaned["file"].read()) if cleaned["file"] else cleaned["ids"]
        except NotText:
            self.add_error("file", _("This is not a text file. Save the sheet as CSV and choose that."))
            return cleaned
        cleaned["typed"] = read_list(text)
        self._refuse_empty_and_long(cleaned["typed"])
        return cleaned

    def _refuse_empty_and_long(self, typed: list[str]) -> None:
        if not typed:
            self.add_error("ids", _("Paste at least one ID, or choose a file."))
        elif len(typed) > MOST:
            self.add_error("ids", _("This list holds more than 1,000 IDs. Check it in parts."))


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files from one control."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        files = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(file, initial) for file in files or [None]]


class FilesForm(forms.Form):
    """Certificates as files; each is read once and not kept."""

    uploads = FilesField(
        label=_("Choose files"),
        help_text=_("A certificate as PDF, its credential as JSON, a badge as PNG or SVG. Up to 5 MB each."),
        allow_empty_file=True,
        widget=ManyFiles(
            attrs={"class": "input", "accept": ".pdf,.json,.png,.svg,application/pdf,application/json"}
        ),
        error_messages={"required": _("Choose the file of a certificate.")},
    )

    def clean_uploads(self) -> "list[UploadedFile[Any]]":
        files: list[UploadedFile[Any]] = self.cleaned_data["uploads"]
        if len(files) > MOST_FILES:
            message = _("These are more than %(most)s files. Hand them in in parts.")
            raise forms.ValidationError(message, params={"most": MOST_FILES})
        return files

    @classmethod
    def too_much(cls) -> "FilesForm":
        """Return the form that says that the files were too large together; they were not read."""
        form = cls({})
        message = _("Together these files are larger than 50 MB. Hand them in in parts.")
        form.errors["uploads"] = form.error_class([str(message)])
        return form


class MatchForm(forms.Form):
    """A name or an e-mail address, to be compared with the holder's."""

    who = forms.CharField(
        label=_("Full name or e-mail address"),
        help_text=_("We compare it with the record and answer yes or no. We do not keep what you type."),
        max_length=254,
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Type the name or the e-mail address to compare.")},
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

"""What a quiz may not be published with. A draft may be unfinished."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.forms import WagtailAdminPageForm


class QuizForm(WagtailAdminPageForm):
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if self.is_deferred_validation:
            return cleaned
        lines, levels = _rows(self.formsets["blueprint"]), _rows(self.formsets["levels"])
        if not lines:
            self.add_error(None, _("Choose at least one bank to draw items from."))
        counts = [line.get("count") for line in lines]
        if levels and None in counts:
            self.add_error(None, _("With counts by level, give every bank its count."))
        elif levels:
            by_bank = sum(count or 0 for count in counts)
            by_level = sum(row.get("count") or 0 for row in levels)
            if by_bank != by_level:
                self.add_error(None, _counts(by_bank, by_level))
        if cleaned.get("is_timed") and cleaned.get("purpose") == "check":
            self.add_error(
                "is_timed", _("A check has no time limit: learners may take as long as they like.")
            )
        return cleaned


def _counts(by_bank: int, by_level: int) -> str:
    """Say that the two parts of a blueprint disagree."""
    banks = ngettext("The banks give %(n)s item", "The banks give %(n)s items", by_bank) % {"n": by_bank}
    return _("%(banks)s, the levels add up to %(levels)s.") % {"banks": banks, "levels": by_level}


def _rows(formset: Any) -> list[dict[str, Any]]:
    rows = [form.cleaned_data for form in formset.forms if form.is_valid() and form.cleaned_data]
    return [row for row in rows if not row.get("DELETE")]

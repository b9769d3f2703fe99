"""What a quiz may not be published with. A draft may be unfinished."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page

from content.models.pages import ModulePage


class QuizForm(WagtailAdminPageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A new quiz right under a course can only be its exam, where part of an answer earns nothing
        # unless the author decides otherwise. In a check it earns its part.
        if self.instance.pk is None and not _is_module(self.parent_page):
            self.initial |= {"purpose": "exam", "scoring": "all_or_nothing"}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if self.is_deferred_validation:
            return cleaned
        if misplaced := _misplaced(self.instance, cleaned.get("purpose", ""), self.parent_page):
            self.add_error("purpose", misplaced)
        for problem in _blueprint_problems(_rows(self.formsets["blueprint"]), _rows(self.formsets["levels"])):
            self.add_error(None, problem)
        if cleaned.get("is_timed") and cleaned.get("purpose") == "check":
            self.add_error(
                "is_timed", _("A check has no time limit: learners may take as long as they like.")
            )
        return cleaned


def problems_of(quiz: Any) -> Iterator[str]:
    """Yield what a form would refuse to publish, in the author's words; quiz: a page, perhaps a draft.

    To be asked where no form is: a draft that was saved unfinished is published by other doors too.
    """
    if misplaced := _misplaced(quiz, quiz.purpose, quiz.get_parent()):
        yield misplaced
    lines = [{"bank": o.bank_id, "objective": o.objective_id, "count": o.count} for o in quiz.blueprint.all()]
    yield from _blueprint_problems(lines, [{"count": level.count} for level in quiz.levels.all()])


def _is_module(page: Page) -> bool:
    return issubclass(page.specific_class or Page, ModulePage)


def _misplaced(quiz: Any, purpose: str, parent: Page) -> str:
    """Say why a quiz of this purpose has no place there; "" if it has."""
    if purpose == "exam" and _is_module(parent):
        return _("An exam stands right under the course. In a module, choose a check.")
    if purpose == "check" and not _is_module(parent):
        return _("A check stands in a module. Right under the course, choose the exam.")
    others = type(quiz).objects.child_of(parent).exclude(pk=quiz.pk)
    if purpose == "exam" and others.filter(purpose="exam").exists():
        return _("This course has an exam already; it can have one.")
    return ""


def _blueprint_problems(lines: list[dict[str, Any]], levels: list[dict[str, Any]]) -> Iterator[str]:
    if not lines:
        yield _("Choose at least one bank to draw items from.")
    if any(not line.get("bank") and not line.get("objective") for line in lines):
        yield _("Give every line of the blueprint a bank, an objective, or both.")
    counts = [line.get("count") for line in lines]
    if levels and None in counts:
        yield _("With counts by level, give every bank its count.")
    elif levels:
        by_bank = sum(count or 0 for count in counts)
        by_level = sum(row.get("count") or 0 for row in levels)
        if by_bank != by_level:
            yield _counts(by_bank, by_level)


def _counts(by_bank: int, by_level: int) -> str:
    """Say that the two parts of a blueprint disagree."""
    banks = ngettext("The banks give %(n)s item", "The banks give %(n)s items", by_bank) % {"n": by_bank}
    return _("%(banks)s, the levels add up to %(levels)s.") % {"banks": banks, "levels": by_level}


def _rows(formset: Any) -> list[dict[str, Any]]:
    rows = [form.cleaned_data for form in formset.forms if form.is_valid() and form.cleaned_data]
    return [row for row in rows if not row.get("DELETE")]

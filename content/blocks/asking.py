"""Blocks that ask: a check from the item bank and a question for oneself."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.snippets.blocks import SnippetChooserBlock

from content.blocks.placed import PlacedMixin


class CheckBlock(PlacedMixin, blocks.StructBlock):
    """The template shows no more of the item than may be seen before answering."""

    item = SnippetChooserBlock("content.Item", label=_("Item"))

    class Meta:
        icon = "help"
        label = _("Check")
        template = "content/blocks/check.html"
        description = _("One item from the bank, answered in the lesson with feedback at once.")
        preview_value = {"item": None}

    def clean(self, value: dict[str, Any]) -> Any:
        result = super().clean(value)
        item = result.get("item")
        if item and not item.live:
            raise self._refusal(_("Publish the item first: learners meet its published version."))
        if item and item.pool != "check":
            raise self._refusal(_("Choose an item for checks: this one is kept for the final exam."))
        return result

    @staticmethod
    def _refusal(message: Any) -> StructBlockValidationError:
        return StructBlockValidationError(block_errors={"item": ValidationError(message)})


class ReflectionBlock(PlacedMixin, blocks.StructBlock):
    prompt = blocks.TextBlock(label=_("Question"), rows=2)

    class Meta:
        icon = "comment"
        label = _("Reflection")
        template = "content/blocks/reflection.html"
        description = _("A question learners answer for themselves; nobody else reads it.")
        preview_value = {"prompt": "If you were away for a month, what would continue to improve?"}

"""How an author writes a text with gaps."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from content.blocks.choosing import OptionBlock
from content.blocks.grading import grading_block
from content.blocks.written import NumericBlock, ShortTextBlock

TEXT_FEATURES = ["bold", "italic", "ul", "ol"]


def _label() -> blocks.CharBlock:
    return blocks.CharBlock(
        label=_("Name"),
        required=False,
        max_length=80,
        help_text=_("What goes here, for those who hear the text: unit of the takt time."),
    )


def _points() -> blocks.IntegerBlock:
    return blocks.IntegerBlock(
        label=_("Weight"), min_value=1, default=1, help_text=_("2 counts as much as two gaps of 1.")
    )


class GapOptionBlock(OptionBlock):
    feedback = blocks.TextBlock(label=_("Feedback"), rows=2, required=False)


class ChoiceGapBlock(blocks.StructBlock):
    options = blocks.ListBlock(GapOptionBlock(), min_num=2, max_num=20, label=_("Options"))
    grading = grading_block("weights")
    label = _label()
    points = _points()

    class Meta:
        icon = "radio-full"
        label = _("Gap: single choice")


class NumericGapBlock(NumericBlock):
    label = _label()
    points = _points()

    class Meta:
        icon = "order"
        label = _("Gap: numeric")


class ShortTextGapBlock(ShortTextBlock):
    label = _label()
    points = _points()

    class Meta:
        icon = "pilcrow"
        label = _("Gap: short text")


class GapsBlock(blocks.StreamBlock):
    single_choice = ChoiceGapBlock()
    numeric = NumericGapBlock()
    short_text = ShortTextGapBlock()


class ClozeBlock(blocks.StructBlock):
    text = blocks.RichTextBlock(
        features=TEXT_FEATURES,
        label=_("Text"),
        help_text=_("Write [[1]] where the first gap stands, [[2]] for the second, and so on."),
    )
    gaps = GapsBlock(min_num=1, max_num=20, label=_("Gaps, by their number"))
    grading = grading_block("all_or_nothing")

    class Meta:
        icon = "placeholder"
        label = _("Text with gaps")

"""How an author writes what is answered by choosing, matching and putting in order."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from content.blocks.grading import grading_block, share_block
from content.items.ordering_rules import ORDERING_RULES


class OptionBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Text"), rows=2)
    correct = blocks.BooleanBlock(label=_("Right"), required=False)
    weight = share_block(
        required=False, help_text=_("Only if graded by shares: 1, 1/2, 0.25; below 0 takes away.")
    )
    # Asked for where learners read it: see content.publishing.untold_choices.
    feedback = blocks.TextBlock(
        label=_("Feedback"),
        rows=2,
        required=False,
        help_text=_("Why it is right, or what it overlooks. In checks each wrong option needs it."),
    )


class SingleChoiceBlock(blocks.StructBlock):
    options = blocks.ListBlock(OptionBlock(), min_num=2, max_num=20, label=_("Options"))
    grading = grading_block("weights")

    class Meta:
        icon = "radio-full"
        label = _("Single choice")


class MultipleResponseBlock(blocks.StructBlock):
    options = blocks.ListBlock(OptionBlock(), min_num=2, max_num=20, label=_("Options"))
    grading = grading_block("all_or_nothing", "right_minus_wrong", "weights")

    class Meta:
        icon = "tick-inverse"
        label = _("Multiple response")


class PairBlock(blocks.StructBlock):
    left = blocks.TextBlock(label=_("Left"), rows=2)
    right = blocks.CharBlock(
        label=_("Right"), help_text=_("Write the same words again to use one answer for several.")
    )
    feedback = blocks.TextBlock(label=_("Feedback"), rows=2, required=False)


class ExtraRightBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Text"))
    feedback = blocks.TextBlock(label=_("Feedback"), rows=2, required=False)


class MatchingBlock(blocks.StructBlock):
    pairs = blocks.ListBlock(PairBlock(), min_num=2, max_num=20, label=_("Pairs"))
    extra_right = blocks.ListBlock(
        ExtraRightBlock(), min_num=0, default=[], label=_("Answers that match nothing")
    )
    layout = blocks.ChoiceBlock(
        choices=[("", _("As pairs")), ("categorise", _("As categories: the right holds a few for many"))],
        required=False,
        label=_("Shown"),
    )
    grading = grading_block("all_or_nothing")

    class Meta:
        icon = "resubmit"
        label = _("Matching")


class StepBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Step"), rows=2)
    note = blocks.TextBlock(label=_("Why it stands here"), rows=2, required=False)


class OrderingBlock(blocks.StructBlock):
    sequence = blocks.ListBlock(StepBlock(), min_num=3, max_num=20, label=_("Steps, in the right order"))
    grading = grading_block(*ORDERING_RULES)

    class Meta:
        icon = "list-ol"
        label = _("Ordering")

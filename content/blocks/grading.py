"""How an author says what part of an answer earns."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

# In the author's words, what `gradings` of the interactions name.
GRADINGS: dict[str, Promise] = {
    "all_or_nothing": _("All points or none"),
    "right_minus_wrong": _("Right less wrong, by the number of right options"),
    "weights": _("By the shares of the options"),
    "adjacent_pairs": _("Neighbours in the right succession"),
    "absolute_position": _("Steps at their place"),
    "relative_next_include_last": _("Neighbours in the right succession, and the last step"),
    "relative_one_previous_and_next": _("What stands right before and right after each step"),
    "relative_all_previous_and_next": _("All that stands before and after each step"),
    "longest_ordered": _("The most steps in order once the others are struck out"),
    "longest_contiguous": _("The longest stretch in order"),
    "relative_to_correct": _("The nearer each step is to its place, the more"),
}


def grading_block(*names: str) -> blocks.ChoiceBlock:
    """A list of these gradings; without a choice the quiz decides."""
    return blocks.ChoiceBlock(
        choices=[("", _("As the quiz has it")), *((name, GRADINGS[name]) for name in names)],
        required=False,
        label=_("Graded"),
        help_text=_("What is chosen here holds in every quiz that asks this item."),
    )


def share_block(**kwargs: object) -> blocks.CharBlock:
    """Part of the points, kept as it was written so that a third stays a third."""
    return blocks.CharBlock(label=_("Share of the points"), max_length=20, **kwargs)

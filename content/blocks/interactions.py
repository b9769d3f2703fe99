"""How an author writes what is asked: one block per kind of interaction."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class OptionBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Text"), rows=2)
    correct = blocks.BooleanBlock(label=_("Right"), required=False)
    feedback = blocks.TextBlock(
        label=_("Feedback"), rows=2, help_text=_("Why it is right, or what it overlooks.")
    )


class SingleChoiceBlock(blocks.StructBlock):
    options = blocks.ListBlock(OptionBlock(), min_num=2, max_num=8, label=_("Options"))

    class Meta:
        icon = "radio-full"
        label = _("Single choice")


class MultipleResponseBlock(blocks.StructBlock):
    options = blocks.ListBlock(OptionBlock(), min_num=3, max_num=10, label=_("Options"))

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
    pairs = blocks.ListBlock(PairBlock(), min_num=2, max_num=10, label=_("Pairs"))
    extra_right = blocks.ListBlock(
        ExtraRightBlock(), min_num=0, default=[], label=_("Answers that match nothing")
    )

    class Meta:
        icon = "resubmit"
        label = _("Matching")


class StepBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Step"), rows=2)
    note = blocks.TextBlock(label=_("Why it stands here"), rows=2, required=False)


class OrderingBlock(blocks.StructBlock):
    sequence = blocks.ListBlock(StepBlock(), min_num=3, max_num=10, label=_("Steps, in the right order"))

    class Meta:
        icon = "list-ol"
        label = _("Ordering")


class WrongNumberBlock(blocks.StructBlock):
    value = blocks.DecimalBlock(label=_("If the answer is"))
    feedback = blocks.TextBlock(label=_("Feedback"), rows=2)


class NumericBlock(blocks.StructBlock):
    answer = blocks.DecimalBlock(label=_("Answer"))
    tolerance = blocks.DecimalBlock(label=_("Give or take"), default=0, min_value=0)
    unit = blocks.CharBlock(label=_("Unit"), required=False)
    working = blocks.TextBlock(label=_("Working"), rows=2, required=False)
    feedback_correct = blocks.TextBlock(label=_("Feedback when right"), rows=2, required=False)
    wrong = blocks.ListBlock(WrongNumberBlock(), min_num=0, default=[], label=_("Typical errors"))

    class Meta:
        icon = "order"
        label = _("Numeric")


class WrongTextBlock(blocks.StructBlock):
    match = blocks.CharBlock(label=_("If the answer is"))
    feedback = blocks.TextBlock(label=_("Feedback"), rows=2)


class ShortTextBlock(blocks.StructBlock):
    accept = blocks.ListBlock(blocks.CharBlock(label=_("Answer")), min_num=1, label=_("Accepted answers"))
    model_answer = blocks.TextBlock(label=_("Model answer"), rows=2, required=False)
    wrong = blocks.ListBlock(WrongTextBlock(), min_num=0, default=[], label=_("Typical errors"))
    distance = blocks.BooleanBlock(label=_("Forgive one letter"), required=False)

    class Meta:
        icon = "pilcrow"
        label = _("Short text")


class CriterionBlock(blocks.StructBlock):
    points = blocks.IntegerBlock(label=_("Points"), min_value=1, default=1)
    criterion = blocks.TextBlock(label=_("Criterion"), rows=2)


class SelfAssessedBlock(blocks.StructBlock):
    model_answer = blocks.TextBlock(label=_("Model answer"), rows=2)
    rubric = blocks.ListBlock(CriterionBlock(), min_num=1, label=_("Criteria"))
    pass_points = blocks.IntegerBlock(label=_("Good from, in points"), min_value=1)

    class Meta:
        icon = "user"
        label = _("Written, compared by the learner")


class InteractionBlock(blocks.StreamBlock):
    single_choice = SingleChoiceBlock()
    multiple_response = MultipleResponseBlock()
    matching = MatchingBlock()
    ordering = OrderingBlock()
    numeric = NumericBlock()
    short_text = ShortTextBlock()
    self_assessed = SelfAssessedBlock()

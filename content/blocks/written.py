"""How an author writes what is answered in words and numbers, whoever judges it."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from content.blocks.grading import share_block


class WrongNumberBlock(blocks.StructBlock):
    value = blocks.DecimalBlock(label=_("If the answer is"))
    feedback = blocks.TextBlock(label=_("Feedback"), rows=2)


class FurtherNumberBlock(blocks.StructBlock):
    low = blocks.DecimalBlock(label=_("From"))
    high = blocks.DecimalBlock(label=_("To"))
    weight = share_block(default="1/2", help_text=_("Above 0, at most 1: 1/2, 0.25."))
    feedback = blocks.TextBlock(label=_("Feedback"), rows=2, required=False)


class NumericBlock(blocks.StructBlock):
    answer = blocks.DecimalBlock(
        label=_("Answer"), help_text=_("Of a range, one number in it: the one that is shown as the answer.")
    )
    mode = blocks.ChoiceBlock(
        choices=[
            ("nominal", _("Give or take a number")),
            ("relative", _("Give or take a share of the answer")),
            ("geometric", _("Divided or multiplied by 1 + a share")),
            ("range", _("From the lowest to the highest number")),
        ],
        default="nominal",
        label=_("Accepted"),
    )
    tolerance = blocks.DecimalBlock(
        label=_("Give or take"), default=0, min_value=0, help_text=_("A share is written as 0.05 for 5 %.")
    )
    low = blocks.DecimalBlock(label=_("Lowest number"), required=False, help_text=_("Only for a range."))
    high = blocks.DecimalBlock(label=_("Highest number"), required=False, help_text=_("Only for a range."))
    unit = blocks.CharBlock(label=_("Unit"), required=False)
    working = blocks.TextBlock(label=_("Working"), rows=2, required=False)
    feedback_correct = blocks.TextBlock(label=_("Feedback when right"), rows=2, required=False)
    more = blocks.ListBlock(
        FurtherNumberBlock(), min_num=0, default=[], label=_("Further numbers that earn a share")
    )
    wrong = blocks.ListBlock(WrongNumberBlock(), min_num=0, default=[], label=_("Typical errors"))

    class Meta:
        icon = "order"
        label = _("Numeric")


class WrongTextBlock(blocks.StructBlock):
    match = blocks.CharBlock(label=_("If the answer is"))
    feedback = blocks.TextBlock(label=_("Feedback"), rows=2)


class FurtherTextBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Answer"))
    weight = share_block(default="1/2", help_text=_("Above 0, at most 1: 1/2, 0.25."))
    feedback = blocks.TextBlock(label=_("Feedback"), rows=2, required=False)


class ShortTextBlock(blocks.StructBlock):
    accept = blocks.ListBlock(
        blocks.CharBlock(label=_("Answer")),
        min_num=1,
        label=_("Accepted answers"),
        help_text=_("Case, spaces, quotation marks and a final point do not matter."),
    )
    model_answer = blocks.TextBlock(label=_("Model answer"), rows=2, required=False)
    more = blocks.ListBlock(
        FurtherTextBlock(), min_num=0, default=[], label=_("Further answers that earn a share")
    )
    wrong = blocks.ListBlock(WrongTextBlock(), min_num=0, default=[], label=_("Typical errors"))
    distance = blocks.BooleanBlock(
        label=_("Forgive one letter"),
        required=False,
        help_text=_("In words of six letters or more. Not in the final exam."),
    )
    case_sensitive = blocks.BooleanBlock(label=_("Capital letters matter"), required=False)
    wildcards = blocks.BooleanBlock(
        label=_("Asterisks stand for any writing"),
        required=False,
        help_text=_("5 why* accepts 5 whys. For an asterisk itself write \\*. A final point then matters."),
    )

    class Meta:
        icon = "pilcrow"
        label = _("Short text")


class LevelBlock(blocks.StructBlock):
    points = blocks.IntegerBlock(label=_("Points"), min_value=0, default=0)
    text = blocks.TextBlock(label=_("What earns them"), rows=2)


class RubricBlock(blocks.StructBlock):
    criterion = blocks.TextBlock(label=_("Criterion"), rows=2)
    levels = blocks.ListBlock(
        LevelBlock(),
        min_num=2,
        max_num=8,
        label=_("Levels"),
        help_text=_("From 0 points upwards; markers choose one."),
    )


class EssayBlock(blocks.StructBlock):
    rubric = blocks.ListBlock(
        RubricBlock(), min_num=1, max_num=10, label=_("Rubric"), help_text=_("Learners see it beforehand.")
    )
    model_answer = blocks.TextBlock(
        label=_("Model answer"), rows=4, required=False, help_text=_("For those who mark.")
    )
    markers = blocks.ChoiceBlock(
        choices=[("1", _("One person")), ("2", _("Two people, each on their own"))],
        default="1",
        label=_("Marked by"),
    )
    min_words = blocks.IntegerBlock(label=_("Words at least"), min_value=1, required=False)
    max_words = blocks.IntegerBlock(
        label=_("Words at most"),
        min_value=1,
        required=False,
        help_text=_("Learners are told; a longer text is saved all the same."),
    )

    class Meta:
        icon = "edit"
        label = _("Essay, marked by people")


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

"""Blocks that tell: running text and the boxes around it."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from content.blocks.placed import PlacedMixin

TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link"]
BOX_FEATURES = ["bold", "italic", "ol", "ul", "link"]


class TextBlock(PlacedMixin, blocks.RichTextBlock):
    def __init__(self, **kwargs: object) -> None:
        super().__init__(**{"features": TEXT_FEATURES, **kwargs})

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "content/blocks/text.html"
        description = _("Running text with headings, lists and links.")
        preview_value = (
            "<h2>A working definition</h2><p>Lean leadership is the practice of developing people who "
            "improve their own work, <b>every day</b>.</p>"
        )


class OutcomesBlock(PlacedMixin, blocks.ListBlock):
    """A list of plain lines that complete the sentence 'You will be able to …'."""

    def __init__(self, child_block: blocks.Block | None = None, **kwargs: object) -> None:
        super().__init__(child_block or blocks.CharBlock(label=_("Outcome"), max_length=200), **kwargs)

    class Meta:
        icon = "tick"
        label = _("Outcomes")
        template = "content/blocks/outcomes.html"
        description = _("What the learner will be able to do. Begin each line with a verb.")
        preview_value = ["define lean leadership in your own words", "distinguish it from cost cutting"]


class KeyPointsBlock(PlacedMixin, blocks.ListBlock):
    """A list of plain sentences."""

    def __init__(self, child_block: blocks.Block | None = None, **kwargs: object) -> None:
        super().__init__(child_block or blocks.TextBlock(label=_("Point"), rows=2), **kwargs)

    class Meta:
        icon = "list-ol"
        label = _("Key points")
        template = "content/blocks/key_points.html"
        description = _("What to remember, one sentence each; at most seven.")
        preview_value = ["Start where the process first leaves its standard.", "Ask about the process."]


class ScenarioBlock(PlacedMixin, blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    body = blocks.RichTextBlock(label=_("Story"), features=BOX_FEATURES)

    class Meta:
        icon = "group"
        label = _("Scenario")
        template = "content/blocks/scenario.html"
        description = _("A short case that shows the idea at work. Composed, unless you say otherwise.")
        preview_value = {
            "title": "Monday at two branches",
            "body": "<p>Two branches have the same backlog. The first manages the backlog. "
            "The second leads the work.</p>",
        }


class AtWorkBlock(PlacedMixin, blocks.StructBlock):
    body = blocks.RichTextBlock(label=_("What to do"), features=BOX_FEATURES)

    class Meta:
        icon = "calendar-check"
        label = _("Do it at work")
        template = "content/blocks/at_work.html"
        description = _("One small step at the learner's workplace. They choose a date for it.")
        preview_value = {"body": "<p>Keep a simple log for three days.</p>"}


class QuoteBlock(PlacedMixin, blocks.StructBlock):
    text = blocks.TextBlock(label=_("Quotation"), rows=3)
    source = blocks.CharBlock(label=_("Who said it, and where"), max_length=160)

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "content/blocks/quote.html"
        description = _("Words of another person, with their source.")
        preview_value = {"text": "She asks, and then something happens.", "source": "A driver at Northgate"}


class FormulaBlock(PlacedMixin, blocks.StructBlock):
    text = blocks.RichTextBlock(label=_("Formula"), features=["bold", "italic"])

    class Meta:
        icon = "plus-inverse"
        label = _("Formula")
        template = "content/blocks/formula.html"
        description = _("A rule for calculating, set apart from the text.")
        preview_value = {"text": "<p><b>takt time = available working time ÷ customer demand</b></p>"}

"""Tables in which every column knows what it holds."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock

from content.blocks.placed import PlacedMixin


def _preview() -> TypedTable:
    """A table of two columns and one row."""
    block = LessonTableBlock()
    return block.to_python(
        {
            "columns": [{"type": "text", "heading": "Step"}, {"type": "number", "heading": "Minutes"}],
            "rows": [{"values": ["<p>Reception</p>", "<p>3</p>"]}],
            "caption": "Hands-on time",
        }
    )


class LessonTableBlock(PlacedMixin, TypedTableBlock):
    """Columns of text, which may be emphasised, and columns of numbers, which are set to the right."""

    text = blocks.RichTextBlock(label=_("Text"), features=["bold", "italic"], required=False)
    number = blocks.RichTextBlock(label=_("Number"), features=["bold"], required=False)

    class Meta:
        icon = "table"
        label = _("Table")
        template = "content/blocks/table.html"
        description = _("Rows and columns with headings; numbers are set to the right.")
        preview_value = staticmethod(_preview)

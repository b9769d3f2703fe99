"""What a lesson is made of. Each block has its template, icon, description and preview."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class LessonBody(blocks.StreamBlock):
    text = blocks.RichTextBlock(label=_("Text"))

"""Blocks that show or hand out a file. None may be published without its text alternative."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from content.blocks.placed import PlacedMixin
from content.diagrams import diagram_choices

VIDEO_EXTENSIONS = ("mp4", "webm")


class FigureBlock(PlacedMixin, blocks.StructBlock):
    """Either a drawing that ships with the course, with its own text alternative, or an image."""

    diagram = blocks.ChoiceBlock(label=_("Drawing"), choices=diagram_choices, required=False)
    image = ImageChooserBlock(label=_("Or an image"), required=False)
    alternative = blocks.TextBlock(
        label=_("Text alternative"),
        rows=2,
        required=False,
        help_text=_("What someone learns who cannot see the image. Drawings bring their own."),
    )
    caption = blocks.CharBlock(label=_("Caption"), max_length=250, required=False)

    class Meta:
        icon = "image"
        label = _("Figure")
        template = "content/blocks/figure.html"
        description = _("A drawing or an image, with a caption.")
        preview_value = {"diagram": "", "image": None, "alternative": "", "caption": "A caption."}

    def clean(self, value: dict[str, Any]) -> Any:
        result = super().clean(value)
        if self.is_deferred_validation:
            return result
        if bool(result["diagram"]) == bool(result["image"]):
            raise StructBlockValidationError(
                block_errors={"diagram": ValidationError(_("Choose a drawing or an image, one of the two."))}
            )
        if result["image"] and not result["alternative"].strip():
            raise StructBlockValidationError(
                block_errors={"alternative": ValidationError(_("Describe the image in words."))}
            )
        return result


class VideoBlock(PlacedMixin, blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    file = DocumentChooserBlock(label=_("Video"), help_text=_("An MP4 or WebM file."))
    captions = DocumentChooserBlock(label=_("Captions"), help_text=_("A WebVTT file (.vtt)."))
    transcript = blocks.RichTextBlock(label=_("Transcript"), features=["bold", "italic", "ol", "ul"])

    class Meta:
        icon = "media"
        label = _("Video")
        template = "content/blocks/video.html"
        description = _("A video from this site, with captions and transcript.")
        preview_value = {
            "title": "A huddle in nine minutes",
            "file": None,
            "captions": None,
            "transcript": "",
        }

    def clean(self, value: dict[str, Any]) -> Any:
        result = super().clean(value)
        errors = {}
        if result["file"] and result["file"].file_extension.lower() not in VIDEO_EXTENSIONS:
            errors["file"] = ValidationError(_("Choose an MP4 or WebM file."))
        if result["captions"] and result["captions"].file_extension.lower() != "vtt":
            errors["captions"] = ValidationError(_("Choose a WebVTT file (.vtt)."))
        if errors:
            raise StructBlockValidationError(block_errors=errors)
        return result


class DownloadBlock(PlacedMixin, blocks.StructBlock):
    document = DocumentChooserBlock(label=_("Document"))
    description = blocks.CharBlock(label=_("What it is for"), max_length=200)

    class Meta:
        icon = "download"
        label = _("Download")
        template = "content/blocks/download.html"
        description = _("A file to take to work, such as a form.")
        preview_value = {"document": None, "description": "A one-page form for a gemba walk."}

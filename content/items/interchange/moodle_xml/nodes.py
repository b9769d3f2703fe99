"""Texts of Moodle XML: each in its own format, some with files beside them."""

from lxml import etree

from content.items.interchange.answers import ItemRefused
from content.items.interchange.files import BLANK
from content.items.interchange.markup import TextFormat, has_media, to_html, to_text
from content.items.wording import Wording
from content.items.wording import Wording as _

# Moodle's names of the formats; it has given up the wiki, and shows such texts as they are.
FORMATS = {
    "html": TextFormat.HTML,
    "moodle_auto_format": TextFormat.MOODLE,
    "plain_text": TextFormat.PLAIN,
    "markdown": TextFormat.MARKDOWN,
    "wiki_like": TextFormat.PLAIN,
}


def literal(node: etree._Element | None) -> str:
    """Return what a node says, as it is: its <text>, or, as old files have it, itself."""
    if node is None:
        return ""
    text = node.find("text")
    return str((node.text or "") if text is None else "".join(text.itertext())).strip(BLANK)


def child(node: etree._Element, name: str) -> str:
    """Return what the first child of that name says, or ""."""
    return literal(node.find(name))


class Texts:
    """Reads the texts of one question. warnings: what was left out of them."""

    def __init__(self, question: etree._Element) -> None:
        stem = question.find("questiontext")
        self.default = _format(stem, TextFormat.HTML)
        self.warnings: list[Wording] = []

    def html(self, node: etree._Element | None, text: str | None = None) -> str:
        """Return the HTML of a node, or of a text that was made of its own."""
        return to_html(literal(node) if text is None else text, _format(node, self.default))

    def answer(self, node: etree._Element) -> str:
        """Return plain text; raise ItemRefused where a picture or a recording is part of it."""
        text = literal(node)
        if has_media(text):
            raise ItemRefused(
                _("An answer holds a picture or a recording, and those are not taken from files.")
            )
        return to_text(text, _format(node, self.default))

    def feedback(self, node: etree._Element | None) -> str:
        text = literal(node)
        if has_media(text):
            self.warnings.append(_("A picture or a recording in the feedback is left out."))
        return to_text(text, _format(node, self.default))


def _format(node: etree._Element | None, default: TextFormat) -> TextFormat:
    named = "" if node is None else node.get("format", "")
    return FORMATS.get(named.strip(), default)

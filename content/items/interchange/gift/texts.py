"""Texts of a GIFT question: in the format that they name, else in that of the question."""

from collections.abc import Sequence

from content.items.interchange.answers import ItemRefused
from content.items.interchange.files import BLANK
from content.items.interchange.gift.tokens import BREAK, Token, joined
from content.items.interchange.markup import TextFormat, has_media, to_html, to_text
from content.items.wording import Wording
from content.items.wording import Wording as _

MARKS = {f"[{text_format}]": text_format for text_format in TextFormat}


class Texts:
    """Reads the texts of one question. warnings: what was left out of them."""

    def __init__(self, default: TextFormat = TextFormat.MOODLE) -> None:
        self.default = default
        self.warnings: list[Wording] = []

    def answer(self, part: Sequence[Token]) -> str:
        """Return plain text; raise ItemRefused where a picture or a recording is part of it."""
        text, text_format = marked(joined(part), self.default)
        if has_media(text):
            raise ItemRefused(
                _("An answer holds a picture or a recording, and those are not taken from files.")
            )
        return to_text(text, text_format)

    def literal(self, part: Sequence[Token]) -> str:
        """Return the text of what has no format: it is plain, unless it says otherwise."""
        text = joined(part)
        named = text.lstrip(BLANK).startswith(tuple(MARKS))
        return self.answer(part) if named else bare(text)

    def feedback(self, part: Sequence[Token] | None) -> str:
        text, text_format = marked(joined(part or ()), self.default)
        if has_media(text):
            self.warnings.append(_("A picture or a recording in the feedback is left out."))
        return to_text(text, text_format)


def marked(text: str, default: TextFormat) -> tuple[str, TextFormat]:
    """Return the text and the format that it names at its start, with line breaks as that format has them."""
    text = text.strip(BLANK)
    for mark, text_format in MARKS.items():
        if text.startswith(mark):
            return _broken(text.removeprefix(mark), text_format), text_format
    return _broken(text, default), default


def bare(text: str) -> str:
    """Return a text that has no format. Lines that were only wrapped are joined."""
    joined_lines = " ".join(line.strip(BLANK) for line in text.strip(BLANK).split("\n"))
    return joined_lines.replace(BREAK, "\n")


def html_of(text: str, default: TextFormat) -> str:
    return to_html(*marked(text, default))


def _broken(text: str, text_format: TextFormat) -> str:
    if text_format in (TextFormat.HTML, TextFormat.MARKDOWN):
        return text.replace(BREAK, "\n").strip(BLANK)
    return bare(text)

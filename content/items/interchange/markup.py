"""Between the ways in which systems write a text, and ours: HTML for stems, plain text for the rest."""

import html as entities
import re
from collections.abc import Iterator
from enum import StrEnum
from itertools import groupby

from lxml import etree
from markdown_it import MarkdownIt

from content.items.interchange.files import BLANK

# Elements that stand on lines of their own.
BREAKING = frozenset(
    ["p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "br", "hr"]
    + ["blockquote", "pre", "table", "tr", "td", "th", "section", "article", "figure", "figcaption"]
)
_SILENT = frozenset(["script", "style", "title"])
_MEDIA = re.compile(
    r"<(?:img|audio|video|object|embed|iframe|svg|canvas|applet)\b|@@PLUGINFILE@@", re.IGNORECASE
)
# An element that is closed again, or one that has no end: what else looks like a tag may be
# the answer to "Which tag …?".
_PAIRED = r"</(?:p|div|span|b|i|u|em|strong|code|pre|sub|sup|ul|ol|li|table|a|h[1-6]|blockquote)>"
_MARKUP = re.compile(_PAIRED + r"|<(?:br|hr)\s*/?>|<img\s", re.IGNORECASE)
# With its semicolon: without one, most of what looks like an entity is none, as in AT&T or a=1&lt=2.
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_MARKDOWN = MarkdownIt("commonmark", {"html": True})


class TextFormat(StrEnum):
    """Named as in GIFT."""

    HTML = "html"
    MOODLE = "moodle"  # text in which tags and line breaks are kept
    PLAIN = "plain"
    MARKDOWN = "markdown"


def to_html(text: str, text_format: TextFormat) -> str:
    """Return the text as raw HTML; whoever stores it cleans it."""
    text = text.strip(BLANK)
    if text_format is TextFormat.HTML:
        return text
    if text_format is TextFormat.MARKDOWN:
        return str(_MARKDOWN.render(text)).strip(BLANK)
    if text_format is TextFormat.MOODLE:
        return text if _MARKUP.search(text) else paragraphs(_without_entities(text))
    return paragraphs(text)


def to_text(text: str, text_format: TextFormat) -> str:
    """Return the text as a reader would read it, without markup."""
    if text_format is TextFormat.PLAIN:
        return text.strip(BLANK)
    if text_format is TextFormat.MOODLE and not _MARKUP.search(text):
        return _without_entities(text).strip(BLANK)
    return text_of_html(to_html(text, text_format))


def _without_entities(text: str) -> str:
    """Return text in Moodle's own format as it is shown: it is HTML, so that &lt; is a sign there too."""
    return _ENTITY.sub(lambda found: entities.unescape(found[0]), text)


def paragraphs(text: str) -> str:
    """Return plain text as HTML: a blank line ends a paragraph, another line break is one.

    >>> paragraphs("5 < 6")
    '<p>5 &lt; 6</p>'
    """
    lines = [entities.escape(line.strip(BLANK), quote=False) for line in text.split("\n")]
    groups = [list(group) for is_text, group in groupby(lines, key=bool) if is_text]
    return "".join(f"<p>{'<br>'.join(group)}</p>" for group in groups)


def text_of_html(html: str) -> str:
    """Return what a reader would read, with a line for each block, and without blank lines.

    >>> text_of_html("<p>One <b>or</b>\\n two</p><p>more &amp; more</p>")
    'One or two\\nmore & more'
    """
    lines = (line.strip(BLANK) for line in "".join(_pieces(html)).split("\n"))
    return "\n".join(line for line in lines if line)


def _pieces(html: str) -> Iterator[str]:
    """Yield the texts of a piece of HTML, and a line break where a block begins or ends."""
    root = etree.fromstring(f"<div>{html}</div>", etree.HTMLParser(no_network=True))
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    depth = 0  # of elements in which spaces and line breaks are meant
    for event, node in walk:
        name = str(node.tag) if event in ("start", "end") else ""
        if name in BREAKING:
            yield "\n"
        if event == "start":
            depth += name == "pre"
            yield _spaced(node.text, depth) if name not in _SILENT else ""
        else:
            depth -= name == "pre"
            yield _spaced(node.tail, depth)


def _spaced(text: str | None, depth: int) -> str:
    return (text or "") if depth else re.sub(r"[ \t\r\n\f]+", " ", text or "")


def has_media(html: str) -> bool:
    """Whether something is to be seen or heard that is no text."""
    return bool(_MEDIA.search(html))

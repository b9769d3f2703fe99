"""Markdown to what a lesson's blocks hold. All HTML leaves through content.cleaning."""

import re
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from markdown_it import MarkdownIt
from markdown_it.token import Token

from content.cleaning import clean_html, plain_text

# Curly quotes as in print. Raw HTML stays text.
MARKDOWN = MarkdownIt("commonmark", {"html": False, "typographer": True, "quotes": "“”‘’"})
MARKDOWN.enable(["table", "smartquotes"])
# The page's title is its h1, so that a section (### in the file) is an h2.
HEADINGS = {"h3": "h2", "h4": "h3"}
Block = dict[str, Any]


def identified(seed: str, kind: str, value: Any) -> Block:
    """Return a block in the stored form. Its id hangs on the seed: anchors survive a reload."""
    return {"type": kind, "value": value, "id": str(uuid5(NAMESPACE_URL, f"{seed}/{kind}"))}


def listed(seed: str, values: Sequence[Any]) -> list[Block]:
    """Return the entries of a list block in the stored form."""
    return [identified(f"{seed}/{n}", "item", value) for n, value in enumerate(values)]


def html_of(markdown: str) -> str:
    return _html(MARKDOWN.parse(markdown))


def lines_of(markdown: str) -> list[str]:
    """Return the entries of the first list, as plain text."""
    tokens = MARKDOWN.parse(markdown)
    found, depth = [], 0
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        depth += token.nesting if token.type.startswith("list_item") else 0
        if depth and token.type == "paragraph_open" and following:
            found.append(plain_text(_inline(following)))
    return found


def text_blocks(markdown: str, seed: str) -> list[Block]:
    """Return running text as text blocks, with its tables and block quotes (formulas) as blocks between."""
    blocks: list[Block] = []
    text: list[Token] = []

    def close() -> None:
        if text:
            blocks.append(identified(f"{seed}/{len(blocks)}", "text", _html(text)))
            text.clear()

    for group in _groups(MARKDOWN.parse(markdown)):
        if group[0].type == "table_open":
            close()
            blocks.append(identified(f"{seed}/{len(blocks)}", "table", _table(group)))
        elif group[0].type == "blockquote_open":
            close()
            blocks.append(identified(f"{seed}/{len(blocks)}", "formula", {"text": _html(group[1:-1])}))
        else:
            text.extend(group)
    close()
    return blocks


def _groups(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Split tokens into their top-level elements."""
    group: list[Token] = []
    depth = 0
    for token in tokens:
        group.append(token)
        depth += token.nesting
        if depth == 0:
            yield group
            group = []


def _html(tokens: Sequence[Token]) -> str:
    for token in tokens:
        token.tag = HEADINGS.get(token.tag, token.tag)
    html = MARKDOWN.renderer.render(list(tokens), MARKDOWN.options, {})
    # The CMS's editor writes b and i; the same here keeps a later edit small.
    html = re.sub(r"<(/?)strong>", r"<\1b>", re.sub(r"<(/?)em>", r"<\1i>", html))
    return clean_html(re.sub(r">\n+(?=<|$)", ">", html).replace("\n", " ")).strip()


def _inline(token: Token) -> str:
    return str(MARKDOWN.renderer.render([token], MARKDOWN.options, {}))


def _table(tokens: Sequence[Token]) -> Block:
    """Return a typed table. A column whose cells are all numbers is one of numbers."""
    rows: list[list[Token]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(token)
    headings, body = rows[0], rows[1:]
    cells = [[_html([cell]) for cell in row] for row in body]
    columns = [
        {"type": _column_type([plain_text(row[n]) for row in cells]), "heading": plain_text(_inline(heading))}
        for n, heading in enumerate(headings)
    ]
    values = [{"values": [f"<p>{cell}</p>" if cell else "" for cell in row]} for row in cells]
    return {"columns": columns, "rows": values, "caption": ""}


def _column_type(texts: Sequence[str]) -> str:
    return "number" if all(re.fullmatch(r"[\d.,\s%]*", text) for text in texts) else "text"

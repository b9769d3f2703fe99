"""The markup of a QTI item, as HTML for stems and as plain text for all else."""

import html
from collections.abc import Mapping
from typing import Any

from content.items.interchange.markup import text_of_html
from content.items.interchange.qti.documents import Node

_VOID = {"br", "hr", "img", "col", "source", "wbr"}
_KEPT = ("href", "src", "alt", "data", "colspan", "rowspan")
# Elements of QTI are in camel case, save for these; in a body all others are HTML.
_OF_QTI = ("prompt", "gap", "hottext")
_MEDIA = ("img", "object", "audio", "video", "picture", "math", "svg", "mediaInteraction", "include")


def inner_html(node: Node, holes: Mapping[Any, str] | None = None) -> str:
    """Return what stands in an element. holes: element -> the HTML to stand in its place."""
    element, holes = node.element, holes or {}
    pieces = [_escaped(element.text)]
    for child in element:
        if child in holes:
            pieces.append(holes[child])
        elif isinstance(child.tag, str):
            pieces.append(outer_html(Node(child), holes))
        pieces.append(_escaped(child.tail))
    return "".join(pieces).strip()


def inner_text(node: Node, holes: Mapping[Any, str] | None = None) -> str:
    """Return what a reader would read."""
    return text_of_html(inner_html(node, holes))


def media_in(node: Node) -> Node | None:
    """Return the first thing inside that is to be seen or heard and is no text."""
    return next(node.within(*_MEDIA), None)


def outer_html(node: Node, holes: Mapping[Any, str]) -> str:
    """Return the element with what stands in it; of an element of QTI only the latter."""
    name = node.name
    if name in _OF_QTI or not name.islower():
        return inner_html(node, holes)
    kept = "".join(f' {a}="{html.escape(node.get(a))}"' for a in _KEPT if node.element.get(a) is not None)
    if name in _VOID:
        return f"<{name}{kept}>"
    return f"<{name}{kept}>{_spaced(node, holes)}</{name}>"


def _spaced(node: Node, holes: Mapping[Any, str]) -> str:
    """The content with the spaces at its ends, which part words in running text."""
    element = node.element
    inner = inner_html(node, holes)
    before = " " if (element.text or "")[:1].isspace() else ""
    last = element[-1].tail if len(element) else element.text
    after = " " if (last or "")[-1:].isspace() and inner else ""
    return f"{before}{inner}{after}"


def _escaped(text: str | None) -> str:
    # As cleaned HTML writes it, so that a text comes back as it was.
    return html.escape(text or "", quote=False).replace("\xa0", "&nbsp;")

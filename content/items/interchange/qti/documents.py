"""QTI documents from strangers: hardened XML, with names alike in every version.

QTI 3.0 writes <qti-simple-choice match-max="1"> where 2.x writes <simpleChoice matchMax="1">. A node answers
to the name of 2.x, so one reader serves them all; QTI 1.2 has names of its own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from lxml import etree

from content.items.interchange.files import refuse_large
from content.items.interchange.terms import FileRefused
from content.items.wording import Wording as _

# All of them ASCII at their beginning, so that a document type is seen before anything is parsed.
_ENCODINGS = {"utf-8", "us-ascii", "ascii", "iso-8859-1", "iso-8859-15", "windows-1252"}
_DECLARED = re.compile(rb"\s*<\?xml\s[^>]*?encoding\s*=\s*[\"']([^\"']*)[\"']")
_DOCTYPE = re.compile(rb"(?:\s+|<\?.*?\?>|<!--.*?-->)*+<!DOCTYPE", re.DOTALL | re.IGNORECASE)
# No score has more places; larger exponents are attempts to exhaust the memory.
_NUMBER = re.compile(r"[+-]?(?:\d{1,15}(?:\.\d{0,15})?|\.\d{1,15})(?:[eE][+-]?\d{1,2})?")
# The name of our processing instructions, which other systems pass over.
NOTE = "lean-leaders"
_TRUE = {"true", "1"}


@dataclass(frozen=True)
class Node:
    """One element. Names of elements and attributes: as in QTI 2.x."""

    element: Any

    @property
    def name(self) -> str:
        local = str(self.element.tag).rpartition("}")[2]
        return _camel(local[4:]) if local.startswith("qti-") else local

    @property
    def line(self) -> int:
        return int(self.element.sourceline or 0)

    @property
    def text(self) -> str:
        """All the text inside, with its spaces as one."""
        return " ".join("".join(self.element.itertext(etree.Element)).split())

    def get(self, name: str, default: str = "") -> str:
        value = self.element.get(name)
        value = self.element.get(_kebab(name), default) if value is None else value
        return str(value).strip()

    def is_true(self, name: str) -> bool:
        return self.get(name).lower() in _TRUE

    def classes(self) -> list[str]:
        return self.get("class").split()

    def children(self, name: str = "") -> list["Node"]:
        nodes = [Node(child) for child in self.element if isinstance(child.tag, str)]
        return [node for node in nodes if not name or node.name == name]

    def child(self, name: str) -> "Node | None":
        return next(iter(self.children(name)), None)

    def within(self, *names: str) -> Iterator["Node"]:
        """Yield the elements inside that bear one of the names, at whatever depth, in their order."""
        for element in self.element.iterdescendants(etree.Element):
            node = Node(element)
            if node.name in names:
                yield node

    def notes(self) -> dict[str, str]:
        """What we wrote into the document for ourselves: processing instructions, each a name and a value."""
        found: dict[str, str] = {}
        for note in self.element.xpath("processing-instruction()"):
            if note.target == NOTE:
                name, _space, value = str(note.text or "").partition(" ")
                found[name] = value
        return found

    def parent(self) -> "Node | None":
        above = self.element.getparent()
        return None if above is None else Node(above)


def parse_document(data: bytes) -> Node:
    """Return the root of an XML document; raise FileRefused, with the line.

    No document type, so no entities; no network; depth and length are bounded by libxml2.
    """
    refuse_large(data)
    _refuse_encoding(data)
    if found := _DOCTYPE.match(data.removeprefix(b"\xef\xbb\xbf")):
        line = data.count(b"\n", 0, found.end()) + 1
        raise FileRefused(
            _("The file declares a document type (DTD), and with it what others should load."), line
        )
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
    )
    try:
        return Node(etree.fromstring(data, parser))
    except etree.XMLSyntaxError as error:
        reason = (error.msg or "").rstrip(".")
        raise FileRefused(
            _("This is not well-formed XML: %(reason)s.", reason=reason), error.lineno or 0
        ) from error


def to_fraction(text: str) -> Fraction | None:
    """Read a number as XML writes them, exactly; None for all else, infinity too."""
    return Fraction(text.strip()) if _NUMBER.fullmatch(text.strip()) else None


def _refuse_encoding(data: bytes) -> None:
    declared = _DECLARED.match(data)
    encoding = declared[1].decode("ascii", "replace").lower() if declared else "utf-8"
    if b"\x00" in data[:1000] or encoding not in _ENCODINGS:
        raise FileRefused(_("The file is not UTF-8. Save it in that encoding and try again."), 1)


def _camel(name: str) -> str:
    return re.sub(r"-([a-z])", lambda found: found[1].upper(), name)


def _kebab(name: str) -> str:
    return re.sub(r"[A-Z]", lambda found: "-" + found[0].lower(), name)

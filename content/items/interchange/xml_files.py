"""XML from strangers: no DTD, no entities, no network, and problems by line."""

import re

from lxml import etree

from content.items.interchange.files import decoded, not_utf8, refuse_large
from content.items.interchange.terms import FileRefused
from content.items.wording import Wording as _

_DECLARATION = re.compile(rb"<\?xml\s[^>]{0,200}\?>")
_ENCODING = re.compile(rb"encoding\s*=\s*[\"']([^\"']*)[\"']")
_KNOWN_ENCODINGS = (b"utf-8", b"utf8", b"us-ascii")
_SPACE = re.compile(rb"\s*")


def parse_xml(data: bytes) -> etree._Element:
    """Return the root element, without comments and processing instructions; raise FileRefused.

    The depth and the length of a text are bounded by libxml2 (256 and 10 MB).
    """
    refuse_large(data)
    data = data.removeprefix(b"\xef\xbb\xbf")
    _refuse_other_encodings(data)
    _refuse_dtd(data)
    try:
        return etree.fromstring(data, _parser())
    except etree.XMLSyntaxError as error:
        raise FileRefused(
            _("This is not well-formed XML: %(reason)s.", reason=error.msg.rstrip(".")), error.lineno or 0
        ) from error


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _refuse_other_encodings(data: bytes) -> None:
    decoded(data)
    declaration = _DECLARATION.match(data)
    encoding = _ENCODING.search(declaration[0]) if declaration else None
    if encoding and encoding[1].lower() not in _KNOWN_ENCODINGS:
        raise not_utf8(1)


def _refuse_dtd(data: bytes) -> None:
    """Look for it where alone it may stand, before the first element: the parser would obey it."""
    at, before = 0, -1
    while at > before:
        before, at = at, _past_prolog(data, at)
    if data[at : at + 9].upper() == b"<!DOCTYPE":
        raise FileRefused(
            _("The file declares a document type. Take out what begins with DOCTYPE and try again."),
            data.count(b"\n", 0, at) + 1,
        )


def _past_prolog(data: bytes, at: int) -> int:
    """Return where the blank, the comment or the instruction ends that begins here; `at` if there is none."""
    if data.startswith(b"<!--", at):
        return _after(data, b"-->", at)
    if data.startswith(b"<?", at):
        return _after(data, b"?>", at)
    blank = _SPACE.match(data, at)
    return blank.end() if blank else at


def _after(data: bytes, end: bytes, at: int) -> int:
    found = data.find(end, at)
    return len(data) if found < 0 else found + len(end)

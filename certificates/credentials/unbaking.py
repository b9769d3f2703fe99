"""The credential inside a badge image, as Open Badges 3.0 bakes it into PNG and SVG. Pure.

Source: 1EdTech Open Badges 3.0, section 5.3 "Baked badges". The bytes are a stranger's: nothing in
them is unpacked, fetched or expanded.
"""

import re
from collections.abc import Iterator

from lxml import etree

PNG = b"\x89PNG\r\n\x1a\n"
KEYWORD = b"openbadgecredential"
NAMESPACE = "https://purl.imsglobal.org/ob/v3p0"
LARGEST = 256 * 1024
# Each comment ends where it first can, for good: many of them must not be tried in every grouping.
_SVG = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?><!--.*?-->\s*)*+<svg\b", re.DOTALL)


def is_png(data: bytes) -> bool:
    return data.startswith(PNG)


def is_svg(data: bytes) -> bool:
    return _SVG.match(data[:4096]) is not None


def credential_in_png(data: bytes) -> bytes | None:
    """Return the text of the uncompressed iTXt chunk with our keyword; None where there is none."""
    for kind, body in _chunks(data):
        if kind == b"iTXt" and body.startswith(KEYWORD + b"\x00\x00\x00"):
            # Keyword, two flags; then the language and the translated keyword, each ended by a zero.
            parts = body[len(KEYWORD) + 3 :].split(b"\x00", 2)
            return parts[2] if len(parts) == 3 and len(parts[2]) <= LARGEST else None
    return None


def credential_in_svg(data: bytes) -> bytes | None:
    """Return the text of the element openbadges:credential, under any prefix; None where there is none."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if etree.QName(root).localname != "svg":
        return None
    text = (root.findtext(f"{{{NAMESPACE}}}credential") or "").strip().encode()
    return text if 0 < len(text) <= LARGEST else None


def credential_in(picture: bytes) -> bytes | None:
    """Return what is baked into a PNG or SVG; None when nothing is, or it is no such picture."""
    if is_png(picture):
        return credential_in_png(picture)
    return credential_in_svg(picture) if picture.lstrip()[:1] == b"<" else None


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(PNG)
    while at + 8 <= len(data):
        length = int.from_bytes(data[at : at + 4])
        yield data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        at += 12 + length

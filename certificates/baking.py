"""A credential inside a picture, and out of it again (source: Open Badges 3.0, "Baked Badge").

What comes out is whatever somebody put in: it proves nothing until it is checked.
"""

import zlib
from collections.abc import Iterator

from lxml import etree

NAMESPACE = "https://purl.imsglobal.org/ob/v3p0"
KEYWORD = b"openbadgecredential"
SIGNATURE = b"\x89PNG\r\n\x1a\n"
#: Bytes; a credential has some four thousand.
MOST = 5 * 1024 * 1024


def bake_svg(svg: str, credential: str) -> str:
    """Return the drawing with the credential as its first child."""
    safe = credential.replace("]]>", "]]]]><![CDATA[>")
    start = svg.index("<svg") + len("<svg")
    end = svg.index(">", start)
    return (
        f'{svg[:start]} xmlns:openbadges="{NAMESPACE}"{svg[start : end + 1]}'
        f"<openbadges:credential><![CDATA[{safe}]]></openbadges:credential>{svg[end + 1 :]}"
    )


def bake_png(png: bytes, credential: str) -> bytes:
    """Return the picture with the credential in one uncompressed iTXt chunk, right after its header."""
    (kind, header), *_ = _chunks(png)
    if kind != b"IHDR":
        raise ValueError("This is no PNG.")
    place = len(SIGNATURE) + len(header) + 12
    # Keyword, not compressed, no method, no language, no translated keyword.
    text = KEYWORD + b"\0\0\0\0\0" + credential.encode()
    return png[:place] + _chunk(b"iTXt", text) + png[place:]


def credential_in(picture: bytes) -> str | None:
    """Return what is baked into a PNG or SVG; None when nothing is, or it is no such picture.

    Never an error, and bounded: the picture is not decoded, and nothing is loaded for it.
    """
    if len(picture) > MOST:
        return None
    try:
        return _in_png(picture) if picture.startswith(SIGNATURE) else _in_svg(picture)
    except (ValueError, etree.XMLSyntaxError):
        return None


def _in_png(png: bytes) -> str | None:
    for kind, data in _chunks(png):
        keyword, _, rest = data.partition(b"\0")
        if kind == b"iTXt" and keyword == KEYWORD and rest[:1] == b"\0":
            return rest[2:].split(b"\0", 2)[-1].decode()
    return None


def _in_svg(svg: bytes) -> str | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(svg, parser)
    if etree.QName(root).localname != "svg":
        return None
    found = root.find(f"{{{NAMESPACE}}}credential")
    return None if found is None else (found.text or "").strip() or None


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Walk through a PNG chunk by chunk (source: W3C PNG, section 5); ValueError where it is cut short."""
    at = len(SIGNATURE)
    while at < len(png):
        size = int.from_bytes(png[at : at + 4], "big")
        if at + 12 + size > len(png):
            raise ValueError("This PNG is cut short.")
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + size]
        at += 12 + size


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = zlib.crc32(kind + data)
    return len(data).to_bytes(4, "big") + kind + data + check.to_bytes(4, "big")

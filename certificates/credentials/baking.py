"""A credential inside a picture (source: 1EdTech Open Badges 3.0, "Baked badges"); `unbaking` reads it."""

import zlib

from certificates.credentials.unbaking import KEYWORD, NAMESPACE, PNG

# Of a PNG's header: length, kind, thirteen bytes and their checksum.
HEADER = 25


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
    if not png.startswith(PNG):
        raise ValueError("This is no PNG.")
    place = len(PNG) + HEADER
    # Keyword, not compressed, no method, no language, no translated keyword.
    text = KEYWORD + b"\0\0\0\0\0" + credential.encode()
    return png[:place] + _chunk(b"iTXt", text) + png[place:]


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = zlib.crc32(kind + data)
    return len(data).to_bytes(4, "big") + kind + data + check.to_bytes(4, "big")

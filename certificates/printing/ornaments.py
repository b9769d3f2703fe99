"""The ornaments of the sheet, whose thousands of strokes are computed once in a process, not for each file.

They are half of the work of drawing a sheet. Relies on how WeasyPrint 70 keeps images and writes streams.
"""

import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from weasyprint.images import SVGImage

from certificates.printing.fetching import ROOT, OwnFilesOnly

Size = tuple[float, float]
# What a drawing names and does not carry in its strokes; full opacity alone is expected.
RESOURCE = re.compile(rb"/(\S+) (?:gs|Do|sh|cs|CS|scn|SCN)\b")
KINDS = ("ExtGState", "XObject", "Pattern", "Shading", "ColorSpace", "Font")
OPACITY = {b"a1.0", b"A1.0"}


class Ornament:
    """An image, as WeasyPrint asks of one, that remembers what it drew at each size."""

    def __init__(self, path: Path):
        tree = ElementTree.fromstring(path.read_bytes())  # noqa: S314 - our own file
        self._image = SVGImage(tree, path.as_uri(), OwnFilesOnly(), None)
        self._path = path
        self._strokes: dict[Size, bytes] = {}

    def get_intrinsic_size(self, image_resolution: Any, font_size: Any) -> Any:
        return self._image.get_intrinsic_size(image_resolution, font_size)

    def draw(self, stream: Any, width: float, height: float, style: Any) -> None:
        if (width, height) not in self._strokes:
            # Resources of its own: the file in which it is first drawn must not differ from the next.
            scratch = stream.clone(resources={kind: {} for kind in KINDS})
            self._strokes[width, height] = self._drawn(scratch, width, height, style)
        # Opacity is a resource of each page or group; all else of the drawing is in its strokes.
        _make_opaque(stream)
        with stream.stacked():
            stream.stream.append(self._strokes[width, height])

    def _drawn(self, scratch: Any, width: float, height: float, style: Any) -> bytes:
        _make_opaque(scratch)
        before = len(scratch.stream)
        self._image.draw(scratch, width, height, style)
        strokes = b"\n".join(scratch.stream[before:])
        if not strokes or set(RESOURCE.findall(strokes)) - OPACITY:
            raise RuntimeError(f"{self._path.name} needs more than strokes: see ornaments.py")
        return strokes


def all_ornaments() -> dict[str, Ornament]:
    """Return each drawing by its address, as WeasyPrint's cache of images has them."""
    return {path.as_uri(): Ornament(path) for path in sorted((ROOT / "print").glob("*.svg"))}


def _make_opaque(stream: Any) -> None:
    # As a float, which is in the name of the resource: as drawings set it.
    stream.set_alpha(1.0)
    stream.set_alpha(1.0, stroke=True)

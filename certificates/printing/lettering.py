"""Text as outlines in the certificate's own typefaces: a drawing on another site can load no font.

Lengths are in units of the drawing, y grows downwards, (x, y) is the start of the baseline.
"""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from fontTools.misc.transform import Transform
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent / "fonts"
DISPLAY, TEXT, STRONG = "newsreader-500", "atkinson-next-400", "atkinson-next-600"
# fontTools reads glyphs when they are first asked for, and is not made for two threads doing so.
_one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class Line:
    """A line of text at one size; width: how far it runs."""

    text: str
    font: str
    size: float

    @property
    def width(self) -> float:
        return sum(advance for _, advance in self._signs())

    def path(self, x: float, y: float, *, middle: bool = False) -> str:
        """Return the data of one SVG path; middle: x is the middle of the line instead of its start."""
        left = x - self.width / 2 if middle else x
        parts = []
        for glyph, advance in self._signs():
            parts.append(self._outline(glyph, Transform(1, 0, 0, 1, left, y)))
            left += advance
        return "".join(parts)

    def arc(self, x: float, y: float, radius: float, spacing: float = 0) -> str:
        """Return the line bent round the top of a circle about (x, y), its middle at twelve o'clock."""
        whole = self.width + spacing * (len(self.text) - 1)
        run, parts = -whole / 2, []
        for glyph, advance in self._signs():
            angle = (run + advance / 2) / radius
            place = Transform().translate(x, y).rotate(angle).translate(-advance / 2, -radius)
            parts.append(self._outline(glyph, place))
            run += advance + spacing
        return "".join(parts)

    def _signs(self) -> Iterator[tuple[str, float]]:
        font = _font(self.font)
        scale = self.size / font.units
        for sign in self.text:
            name = font.names.get(ord(sign), ".notdef")
            yield name, font.advances[name][0] * scale

    def _outline(self, glyph: str, place: Transform) -> str:
        font = _font(self.font)
        scale = self.size / font.units
        pen = SVGPathPen(font.glyphs, ntos=lambda number: f"{number:.1f}".removesuffix(".0"))
        with _one_at_a_time:
            font.glyphs[glyph].draw(TransformPen(pen, place.scale(scale, -scale)))
        return str(pen.getCommands())


def fitted(text: str, font: str, *, sizes: tuple[float, ...], width: float, most: int) -> list[Line]:
    """Return the text in lines of at most `width`, at the largest size that needs no more than `most`.

    At the smallest size it takes as many lines as it takes. Lines are about equally long.
    """
    lines: list[Line] = []
    for size in sizes:
        lines = list(_broken(text, font, size, width))
        if len(lines) <= most:
            break
    return _balanced(lines, width)


def _balanced(lines: list[Line], width: float) -> list[Line]:
    """Return as many lines in the narrowest measure that takes them: no single word is left for the last."""
    text, font, size = " ".join(line.text for line in lines), lines[0].font, lines[0].size
    while len(narrower := list(_broken(text, font, size, width - size))) == len(lines):
        if width < size or max(line.width for line in narrower) > width - size:
            break
        lines, width = narrower, width - size
    return lines


def _broken(text: str, font: str, size: float, width: float) -> Iterator[Line]:
    words: list[str] = []
    for word in text.split():
        longer = Line(" ".join([*words, word]), font, size)
        if words and longer.width > width:
            yield Line(" ".join(words), font, size)
            words = []
        words.append(word)
    yield Line(" ".join(words), font, size)


@dataclass(frozen=True)
class _Font:
    units: int
    names: dict[int, str]
    advances: Any
    glyphs: Any


@cache
def _font(name: str) -> _Font:
    font = TTFont(FONTS / f"{name}.ttf")
    return _Font(font["head"].unitsPerEm, font.getBestCmap(), font["hmtx"].metrics, font.getGlyphSet())
